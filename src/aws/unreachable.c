#include "aws/unreachable.h"

#include "profile/blame.h"

static void
hint_not_found(const struct endpoint *endpoint, struct error *err)
{
	char place[BLAME_SIZE];
	const char *at = blame_place(place, endpoint->config, endpoint->value);

	if (endpoint->url_from != NULL)
		error_hint(err, "check %s%s, which names the host, and the name service", at, endpoint->url_from);
	else if (endpoint->region_from != NULL)
		error_hint(err, "check the region %s (%s%s), and the name service", endpoint->region, at,
		    endpoint->region_from);
	else
		error_hint(err, "check the connection and the name service");
}

static void
hint_not_there(const struct endpoint *endpoint, struct error *err)
{
	char place[BLAME_SIZE];

	if (endpoint->url_from != NULL)
		error_hint(err, "check %s%s, which names the host, and that its server runs",
		    blame_place(place, endpoint->config, endpoint->value), endpoint->url_from);
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
