#include "session/source.h"

#include <stdio.h>

static bool
environment_keys_are_gone(const struct request *request, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "the long-term keys for this session came from the environment, where it replaced them");
	return error_hint(err, request->profile[0] == '\0' ?
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN, or name a profile" :
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN");
}

static bool
from_environment(struct request *request, struct keys *keys, bool *replaced, struct error *err)
{
	struct state *state = &request->state;

	if (!shell_session_is_ours(&request->held)) {
		if (!keys_from_environment(keys, err))
			return false;
		*replaced = !state_is_hooked(state);
		if (keys->credentials.session_token.len == 0)	/* a session is not ours to keep */
			credentials_copy(&state->environment_keys, &keys->credentials);
		return true;
	}
	/* the session's own variables are no long-term keys; the hook has put the keys aside */
	if (state->environment_keys.access_key_id[0] == '\0')
		return environment_keys_are_gone(request, err);
	credentials_copy(&keys->credentials, &state->environment_keys);
	snprintf(keys->from, sizeof(keys->from), "the environment");
	return true;
}

bool
request_find_keys(struct request *request, struct keys *keys, bool *replaced, struct error *err)
{
	return request->chain.from_environment ? from_environment(request, keys, replaced, err) :
	    keys_find(keys, &request->config, &request->chain, err);
}

bool
request_find_keys_at_rest(struct request *request, struct keys *keys, const char **process, struct error *err)
{
	bool ignored;

	*process = NULL;
	return request->chain.from_environment ? from_environment(request, keys, &ignored, err) :
	    keys_find_in_files(keys, &request->config, &request->chain, process, err);
}
