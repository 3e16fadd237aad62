#include "session/source.h"

#include <stdio.h>

#include "base/environment.h"
#include "sharing/refresh_inside.h"

static bool
explain_gone(const struct plan *plan, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "the long-term keys for this session came from the environment, where the session replaced them");
	return error_hint(err, plan->profile[0] == '\0' ?
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN, or name a profile" :
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN");
}

/* In a run that began with keys from the environment, unless COMMAND has set others. A session that the shell holds may
 * have come from those: awsmfa cannot tell. */
static bool
is_only_named(const struct terminal *terminal)
{
	return refresh_inside_key() != NULL && terminal->state.environment_keys.access_key_id[0] == '\0' &&
	    !shell_session_is_ours(&terminal->held) && environment_get("AWS_ACCESS_KEY_ID") == NULL;
}

static bool
from_environment(struct keys *keys, bool *replaced, const struct plan *plan, struct terminal *terminal,
    struct error *err)
{
	struct state *state = &terminal->state;

	if (is_only_named(terminal)) {
		snprintf(keys->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", refresh_inside_key());
		snprintf(keys->from, sizeof(keys->from), "the environment of this run's start");
		return true;
	}
	if (!shell_session_is_ours(&terminal->held)) {
		if (!keys_from_environment(keys, err))
			return false;
		*replaced = !state_is_hooked(state);
		if (keys->credentials.session_token.len == 0)	/* a session is not ours to keep */
			credentials_copy(&state->environment_keys, &keys->credentials);
		return true;
	}
	/* the session's own variables are no long-term keys; the hook has put the keys aside */
	if (state->environment_keys.access_key_id[0] == '\0')
		return explain_gone(plan, err);
	credentials_copy(&keys->credentials, &state->environment_keys);
	snprintf(keys->from, sizeof(keys->from), "the environment");
	return true;
}

bool
source_find(struct keys *keys, bool *replaced, const struct plan *plan, struct terminal *terminal, struct error *err)
{
	return plan->chain.from_environment ? from_environment(keys, replaced, plan, terminal, err) :
	    keys_find(keys, &plan->config, &plan->chain, err);
}

bool
source_check_secret(const struct keys *keys, struct error *err)
{
	if (keys->credentials.secret_access_key.len > 0)
		return true;
	error_set(err, STATUS_LOCAL,
	    "the long-term keys were in the environment when this run began, and are not in it");
	return error_hint(err, "start COMMAND again, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
}

bool
source_find_at_rest(struct keys *keys, const char **process, const struct plan *plan, struct terminal *terminal,
    struct error *err)
{
	bool ignored;

	*process = NULL;
	return plan->chain.from_environment ? from_environment(keys, &ignored, plan, terminal, err) &&
	    source_check_secret(keys, err) : keys_find_in_files(keys, &plan->config, &plan->chain, process, err);
}
