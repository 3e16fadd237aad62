/* origin.c
 *
 *  1. A silent renewal MUST NOT send anything to another STS than the one that the terminal's session came from.
 *  2. If that is unknown, only AWS's own STS MUST be taken as the same.
 */
#include "session/origin.h"

#include <stdio.h>
#include <string.h>

bool
origin_find(struct run *run, struct error *err)
{
	const struct endpoint_settings *settings = &run->plan->endpoint;
	struct endpoint endpoint;

	if (!endpoint_resolve(&endpoint, ENDPOINT_STS, settings, err))
		return false;
	snprintf(run->url, sizeof(run->url), "%s", endpoint.url);
	if (endpoint.custom)
		snprintf(run->host, sizeof(run->host), "%s (%s)", endpoint.host, settings->url_from[ENDPOINT_STS]);
	return true;
}

static bool
is_same(const struct run *run)
{
	const char *origin = run->terminal->state.origin;

	return *origin == '\0' ? run->host[0] == '\0' : strcmp(origin, run->url) == 0;
}

bool
origin_allows_held(const struct run *run)
{
	const struct state *state = &run->terminal->state;

	return !state_is_hooked(state) || state->origin[0] == '\0' || is_same(run);
}

bool
origin_allows_renewal(const struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;
	const char *origin = run->terminal->state.origin;

	if (run->manner->occasion != IN_HOOK || is_same(run) ||
	    (plan->chain.mfa_process == NULL && run->keys.credentials.session_token.len == 0 && !plan->shares &&
	    plan->chain.foreign == FOREIGN_NONE))
		return true;
	error_set(err, STATUS_LOCAL, "the settings now name %s, but the session came from %s", run->url,
	    *origin == '\0' ? "elsewhere, perhaps" : origin);
	return error_hint(err, "type awsmfa use if that is what you want");
}
