#include "session/reuse.h"

#include <string.h>

#include "shell/exports.h"
#include "types/duration.h"

bool
lives_long_enough(const struct request *request, const struct session *session)
{
	long remaining = session_remaining(session, time(NULL));

	return request->minimum > 0 ? remaining >= request->minimum : remaining > session_margin(session);
}

bool
held_is_good(const struct request *request)
{
	const struct shell_session *held = &request->held;

	return !request->force && shell_session_is_ours(held) && strcmp(held->profile, request->profile) == 0 &&
	    strcmp(held->options, secret_text(&request->options)) == 0 && lives_long_enough(request, &held->session);
}

/* Whether two settings lead to the same STS: AWS's own, or the same other one. */
static bool
same_sts(const struct endpoint_settings *a, const struct endpoint_settings *b)
{
	const char *one = a->url[ENDPOINT_STS], *other = b->url[ENDPOINT_STS];

	return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

bool
held_is_base(const struct request *request)
{
	const struct shell_session *held = &request->held;
	struct request other = REQUEST_INIT;
	struct error ignored;
	struct endpoint_options options;
	bool same;

	/* a session of the environment's keys has no profile, and serves only them */
	if (request->force || !shell_session_is_ours(held) || request->from_environment != (*held->profile == '\0') ||
	    session_remaining(&held->session, time(NULL)) < MINUTE || !wishes_parse(&other.wishes, held->options))
		return false;
	options = (struct endpoint_options){
		.region = other.wishes.value[WISH_REGION], .url = other.wishes.value[WISH_ENDPOINT_URL],
		.saved = &request->saved,
	};
	same = chain_resolve(&other.chain, &request->config, held->profile, &other.wishes, &ignored) &&
	    other.chain.roles == 0 && strcmp(other.chain.source, request->chain.source) == 0 &&
	    strcmp(other.chain.long_term, request->chain.long_term) == 0 &&
	    (other.chain.serial == NULL || request->chain.serial == NULL ||
	    strcmp(other.chain.serial, request->chain.serial) == 0) &&
	    endpoint_settings_read(&other.endpoint, &request->config,
	    request->from_environment ? "default" : held->profile, &options,
	    exports_user_region(&request->saved), &ignored) &&
	    same_sts(&other.endpoint, &request->endpoint);
	wishes_clear(&other.wishes);
	return same;
}
