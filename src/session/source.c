#include "session/source.h"

#include <stdio.h>

static bool
explain_gone(const struct plan *plan, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "the long-term keys for this session came from the environment, where the session replaced them");
	return error_hint(err, plan->profile[0] == '\0' ?
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN, or name a profile" :
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN");
}

static bool
from_environment(struct keys *keys, bool *replaced, const struct plan *plan, struct terminal *terminal,
    struct error *err)
{
	struct state *state = &terminal->state;

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
source_find_at_rest(struct keys *keys, const char **process, const struct plan *plan, struct terminal *terminal,
    struct error *err)
{
	bool ignored;

	*process = NULL;
	return plan->chain.from_environment ? from_environment(keys, &ignored, plan, terminal, err) :
	    keys_find_in_files(keys, &plan->config, &plan->chain, process, err);
}
