#include "session/deliver.h"

#include <strings.h>

#include "base/notice.h"
#include "session/announce.h"
#include "session/lifetime.h"
#include "session/previous.h"
#include "shell/document.h"
#include "shell/hook_answer.h"

static const char *
if_true(const struct plan *plan, enum config_key key)
{
	const char *value = config_get(&plan->config, plan->profile, key);

	return value != NULL && strcasecmp(value, "true") == 0 ? "true" : NULL;
}

/* The region that we export if it had a FIPS mark, which a variable of its own carries instead; NULL: it had none. */
static const char *
region_without_mark(const struct plan *plan)
{
	const struct endpoint_settings *settings = &plan->endpoint;

	return settings->region == settings->plain_region && !settings->region_by_variable ? settings->region : NULL;
}

bool
deliver_list(struct exports *exports, const struct plan *plan, const struct session *session,
    enum occasion occasion, struct error *err)
{
	const char *wish = plan->wishes.value[WISH_REGION], *plain = region_without_mark(plan);
	struct exports_facts facts = {
		.session = session, .profile = plan->profile, .options = secret_text(&plan->options),
		.renewal = occasion == IN_HOOK, .region_wish = wish != NULL && plain != NULL ? plain : wish,
		.region_profile = plain != NULL ? plain :
		    config_get(&plan->config, plan_settings_profile(plan), KEY_REGION),
		.fips = plain != NULL ? "true" : if_true(plan, KEY_USE_FIPS_ENDPOINT),
		.dualstack = if_true(plan, KEY_USE_DUALSTACK_ENDPOINT),
		.ca_bundle = config_get(&plan->config, plan->profile, KEY_CA_BUNDLE) == NULL ?
		    NULL : plan->endpoint.ca_bundle,
	};

	exports_session(exports, &facts);
	return secret_check(&exports->saved.text, err) && secret_check(&exports->saved_text, err);
}

bool
deliver_variables(struct secret *out, const struct format *format, const struct plan *plan,
    const struct session *session, enum occasion occasion, struct error *err)
{
	struct exports exports = EXPORTS_INIT;
	bool ok;

	ok = deliver_list(&exports, plan, session, occasion, err) &&
	    format_write(out, format, exports.change, exports.count, err);
	exports_clear(&exports);
	return ok;
}

static void
write_state(struct secret *out, const struct plan *plan, const struct terminal *terminal, const struct session *session)
{
	struct look look;

	hook_answer_look_at(&look, session, lifetime_needs_no_code(plan, &terminal->state));
	hook_answer_write(out, &terminal->state, &look);
}

/* Also after a hushed attempt it says that a code went to a host that is not AWS's own. */
static void
announce(const struct plan *plan, const struct session *session, const struct obtained *how, enum occasion occasion,
    bool hushed)
{
	if (hushed && how->asked && how->host[0] != '\0')
		notice_set_level(NOTICE_NORMAL);
	announce_session(plan, session, how, occasion);
}

/* A credential_process says nothing when all is well: the SDK for C++ reads both streams as one, and others show every
 * line to the user. */
bool
deliver_session(struct secret *out, const struct destination *destination, const struct plan *plan,
    struct terminal *terminal, const struct manner *manner, struct error *err)
{
	const bool hushed = destination->format == &format_process && notice_hush();
	struct session session = SESSION_INIT;
	struct obtained how;
	bool ok;

	ok = obtain_session(&session, &how, plan, terminal, manner, err) &&
	    deliver_variables(out, destination->format, plan, &session, manner->occasion, err);
	if (ok)
		previous_note(terminal, plan->profile, secret_text(&plan->options));
	if (ok && destination->is_hooked)
		write_state(out, plan, terminal, &session);
	else if (destination->is_hooked)
		hook_answer_state(out, &terminal->state);
	ok = ok && secret_check(out, err);
	if (ok)
		announce(plan, &session, &how, manner->occasion, hushed);
	session_clear(&session);
	return ok;
}

/* One line, as for a session that begins. Without one there is nothing to say to a script. */
static void
tell_dropped(const struct shell_session *held, const struct destination *destination)
{
	if (held->state == SHELL_SESSION_REPLACED)
		notice_say("another tool has put other keys into this shell; they stay");
	else if (shell_session_is_ours(held))
		notice_say("%s: session dropped",
		    *held->profile == '\0' ? "the keys in the environment" : held->profile);
	else if (destination->is_hooked)
		notice_say("there is no session in this shell");
}

bool
deliver_drop(struct secret *out, const struct destination *destination, struct terminal *terminal, struct error *err)
{
	struct look look = { .prompt = NEVER, .command = NEVER };
	struct exports exports = EXPORTS_INIT;
	struct state *state = &terminal->state;
	bool ok;

	exports_drop(&exports, &terminal->held, destination->is_hooked ? &state->environment_keys : NULL);
	ok = secret_check(&exports.saved.text, err) &&
	    format_write(out, destination->format, exports.change, exports.count, err);
	if (ok && destination->is_hooked) {
		previous_note(terminal, NULL, NULL);
		state_forget(state);
		hook_answer_write(out, state, &look);
	}
	ok = ok && secret_check(out, err);
	if (ok)
		tell_dropped(&terminal->held, destination);
	exports_clear(&exports);
	return ok;
}
