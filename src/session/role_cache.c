#include "session/role_cache.h"

#include "session/cache.h"
#include "session/lifetime.h"
#include "session/reuse.h"
#include "types/duration.h"

#define REFRESH_MARGIN (20 * MINUTE)

bool
role_cache_is_open(const struct run *run)
{
	return cache_is_shared(run) && run->plan->chain.foreign == FOREIGN_NONE &&
	    run->keys.credentials.access_key_id[0] != '\0';
}

long
role_cache_seconds(const struct plan *plan, size_t count)
{
	return count == plan->chain.roles ? lifetime_of(plan) : HOUR;
}

/* All that role_put sends. */
static void
put_role(struct secret *identity, const struct role *role, long seconds)
{
	char name[ROLE_SESSION_NAME_SIZE];

	chain_role_write(identity, role, role_session_name(name, role));
	record_count(identity, "d", seconds);
}

void
role_cache_identity(struct secret *identity, const struct run *run, size_t count)
{
	struct endpoint endpoint = { .url = "" };
	struct error ignored;
	size_t i;

	record_begin(identity, "b");
	record_field(identity, '=', run->keys.credentials.access_key_id);
	record_field(identity, ',', run->serial[0] != '\0' ? run->serial : run_device(run));
	record_field(identity, ',', run->url);
	if (endpoint_resolve(&endpoint, ENDPOINT_STS, &run->plan->endpoint, &ignored))
		record_text(identity, "u", endpoint.url);
	for (i = 0; i < count; i++)
		put_role(identity, &run->plan->chain.role[i], role_cache_seconds(run->plan, i + 1));
}

long
role_cache_refresh_margin(const struct session *session)
{
	long third = (long)(session->expires - session->started) / 3;
	long margin = third < REFRESH_MARGIN ? third : REFRESH_MARGIN;

	return margin < 1 ? 1 : margin;
}

bool
role_cache_find(struct session *session, const struct secret *identity, const struct run *run)
{
	const struct plan *plan = run->plan;

	if (plan->force || identity->failed ||
	    !role_sessions_find(&run->store.place, secret_text(identity), session))
		return false;
	return plan->refreshes ?
	    session_remaining(session, time(NULL)) > role_cache_refresh_margin(session) :
	    reuse_is_long_enough(plan, session);
}
