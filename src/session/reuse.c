#include "session/reuse.h"

#include <string.h>

#include "shell/exports.h"
#include "types/duration.h"

bool
reuse_is_long_enough(const struct plan *plan, const struct session *session)
{
	long remaining = session_remaining(session, time(NULL));

	return plan->minimum > 0 ? remaining >= plan->minimum : remaining > session_margin(session);
}

bool
reuse_as_it_is(const struct plan *plan, const struct shell_session *held)
{
	return !plan->force && shell_session_is_ours(held) && strcmp(held->profile, plan->profile) == 0 &&
	    strcmp(held->options, secret_text(&plan->options)) == 0 && reuse_is_long_enough(plan, &held->session);
}

/* Whether two settings lead to the same STS: AWS's own, or the same other one. */
static bool
same_sts(const struct endpoint_settings *a, const struct endpoint_settings *b)
{
	const char *one = a->url[ENDPOINT_STS], *other = b->url[ENDPOINT_STS];

	return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

/* Whether a chain has the same keys and device, and no role of its own. */
static bool
is_same_base(const struct chain *held, const struct chain *wanted)
{
	return held->roles == 0 && strcmp(held->source, wanted->source) == 0 &&
	    strcmp(held->long_term, wanted->long_term) == 0 &&
	    (held->serial == NULL || wanted->serial == NULL || strcmp(held->serial, wanted->serial) == 0);
}

/* Whether the held session, which was made with WISHES, is of the same keys, device and STS. */
static bool
is_base(const struct plan *plan, const struct terminal *terminal, const struct wishes *wishes)
{
	const struct endpoint_options options = {
		.region = wishes->value[WISH_REGION], .url = wishes->value[WISH_ENDPOINT_URL],
		.saved = &terminal->saved,
	};
	const char *profile = terminal->held.profile;
	struct chain chain = { .source = "" };
	struct endpoint_settings endpoint = { .region = NULL };
	struct error ignored;
	bool is;

	is = chain_resolve(&chain, &plan->config, profile, wishes, &ignored) &&
	    is_same_base(&chain, &plan->chain) &&
	    endpoint_settings_read(&endpoint, &plan->config, plan->from_environment ? "default" : profile, &options,
	    exports_user_region(&terminal->saved), &ignored) &&
	    same_sts(&endpoint, &plan->endpoint);
	endpoint_settings_clear(&endpoint);
	return is;
}

bool
reuse_as_base(const struct plan *plan, const struct terminal *terminal)
{
	const struct shell_session *held = &terminal->held;
	struct wishes wishes = WISHES_INIT;
	bool is;

	/* a session of the environment's keys has no profile, and serves only them */
	if (plan->force || plan->chain.foreign != FOREIGN_NONE || !shell_session_is_ours(held) ||
	    plan->from_environment != (*held->profile == '\0') ||
	    session_remaining(&held->session, time(NULL)) < MINUTE)
		return false;
	is = wishes_parse(&wishes, held->options) && is_base(plan, terminal, &wishes);
	wishes_clear(&wishes);
	return is;
}
