#include "aws/unreachable.h"

static void
hint_not_found(const struct endpoint *endpoint, struct error *err)
{
	if (endpoint->url_from != NULL)
		error_hint(err, "check %s, which names the host, and the name service", endpoint->url_from);
	else if (endpoint->region_from != NULL)
		error_hint(err, "check the region %s (%s), and the name service", endpoint->region,
		    endpoint->region_from);
	else
		error_hint(err, "check the connection and the name service");
}

static void
hint_not_there(const struct endpoint *endpoint, struct error *err)
{
	if (endpoint->url_from != NULL)
		error_hint(err, "check %s, which names the host, and that its server runs", endpoint->url_from);
	else
		error_hint(err, "check the connection, and whether a firewall wants a proxy (https_proxy)");
}

bool
unreachable_explain(const struct wire *answer, const struct endpoint *endpoint, struct error *err)
{
	const char *message = wire_get(answer, "message");

	error_set(err, STATUS_UNREACHABLE, "%s", message == NULL ? "" : message);
	error_cause(err, cause_of_word(wire_get(answer, "cause")));
	if (err->cause == CAUSE_HOST_NOT_FOUND)
		hint_not_found(endpoint, err);
	else if (err->cause == CAUSE_CONNECTION_REFUSED || err->cause == CAUSE_NO_ROUTE)
		hint_not_there(endpoint, err);
	return false;
}
