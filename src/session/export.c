#include "session/export.h"

#include <string.h>
#include <strings.h>

#include "base/notice.h"
#include "session/lifetime.h"
#include "types/duration.h"
#include "types/timestamp.h"

static const char *
if_true(const struct request *request, const char *key)
{
	const char *value = config_get(&request->config, request->profile, key);

	return value != NULL && strcasecmp(value, "true") == 0 ? "true" : NULL;
}

bool
export_list(struct exports *exports, const struct request *request, const struct session *session, struct error *err)
{
	struct exports_facts facts = {
		.session = session, .profile = request->profile, .options = secret_text(&request->options),
		.renewal = request->renewal, .region_wish = request->wishes.value[WISH_REGION],
		.region_profile = config_get(&request->config, request_settings_profile(request), "region"),
		.fips = if_true(request, "use_fips_endpoint"), .dualstack = if_true(request, "use_dualstack_endpoint"),
		.ca_bundle = config_get(&request->config, request->profile, "ca_bundle") == NULL ?
		    NULL : request->endpoint.ca_bundle,
	};

	exports_session(exports, &facts);
	return secret_check(&exports->saved_text, err);
}

bool
export_session(struct secret *out, const struct format *format, const struct request *request, const struct session *session,
    struct error *err)
{
	struct exports exports = EXPORTS_INIT;
	bool ok;

	ok = export_list(&exports, request, session, err) &&
	    format_write(out, format, exports.change, exports.count, err);
	exports_clear(&exports);
	return ok;
}

void
export_state(struct secret *out, const struct request *request, const struct session *session)
{
	struct look look;

	hook_answer_look_at(&look, session, request_is_silent(request));
	hook_answer_write(out, &request->state, &look);
}

bool
export_drop(struct secret *out, const struct format *format, struct state *state, struct error *err)
{
	struct look look = { .prompt = NEVER, .command = NEVER };
	struct exports exports = EXPORTS_INIT;
	struct shell_session held = SHELL_SESSION_INIT;
	bool ok;

	shell_session_read(&held, time(NULL));
	if (held.state == SHELL_SESSION_REPLACED)
		notice_say("another tool has put other keys into this shell; they stay");
	exports_drop(&exports, &held, state == NULL ? NULL : &state->environment_keys);
	ok = format_write(out, format, exports.change, exports.count, err);
	if (ok && state != NULL) {
		state_forget(state);
		hook_answer_write(out, state, &look);
	}
	exports_clear(&exports);
	shell_session_clear(&held);
	return ok;
}

/* Settings of the profile that no variable can carry: said once, when the session is new. */
static void
tell_what_stays_behind(const struct request *request)
{
	const char *profile = request->profile;
	const char *url = config_get(&request->config, profile, "endpoint_url");
	const char *services = config_get(&request->config, profile, "services");

	if (url != NULL || services != NULL)
		notice_say(
		    "%s of profile '%s' does not come with the session: no variable carries it to other programs",
		    url == NULL ? "services" : services == NULL ? "endpoint_url" : "endpoint_url and services",
		    profile);
}

void
tell_session(const struct request *request, const struct session *session, const struct obtained *how)
{
	const struct chain *chain = &request->chain;
	char until[TIMESTAMP_SIZE], left[40];
	const char *role = chain->roles == 0 ? NULL : strchr(chain->role[chain->roles - 1].arn, '/');
	time_t now = time(NULL);
	long seconds = session_remaining(session, now);

	if (notice_is_quiet())
		return;
	if (!how->held && seconds > MINUTE)
		seconds += MINUTE / 2;		/* the way here took a moment: 12 h are not 11 h 59 min */
	timestamp_local(until, session->expires, now);
	duration_say(left, sizeof(left), seconds);
	notice_say("%s%s%s: session %suntil %s (%s)%s%s", request_name(request), role == NULL ? "" : ", role ",
	    role == NULL ? "" : role + 1, how->held ? "still good " : "", until, left,
	    how->host[0] == '\0' ? "" : ", from ", how->host);
	if (how->held || request->renewal)
		return;
	tell_what_stays_behind(request);
	if (how->replaces_keys)
		notice_say("the long-term keys in this shell's environment are replaced; set them again to renew");
}
