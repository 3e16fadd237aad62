/* renew.c
 *
 *  1. It MUST answer always, with the next time to look in it: an answer without one would ask at each prompt.
 *  2. It MUST NOT ask unless the session has expired, was alive in this terminal, and the user allows it.
 *  3. A renewal MUST be for the held session alone, and MUST NOT touch AWS_PROFILE or what was saved.
 */
#include "session/renew.h"

#include <stdio.h>
#include <string.h>

#include "base/environment.h"
#include "base/notice.h"
#include "session/command_line.h"
#include "session/export.h"
#include "session/lifetime.h"
#include "session/obtain.h"
#include "types/duration.h"

enum hook_mode
hook_mode(void)
{
	static const char *const names[] = { [HOOK_EAGER] = "eager", [HOOK_LAZY] = "lazy", [HOOK_OFF] = "off" };
	const char *mode = environment_get("AWSMFA_HOOK");
	enum hook_mode i;

	for (i = HOOK_EAGER; mode != NULL && i <= HOOK_OFF; i++)
		if (strcmp(mode, names[i]) == 0)
			return i;
	return mode == NULL ? HOOK_EAGER : HOOK_UNKNOWN;
}

long
wait_after_later(int times)
{
	return times <= 1 ? 5 * MINUTE : times == 2 ? 15 * MINUTE : 60 * MINUTE;
}

long
wait_after_unreached(int times)
{
	return times <= 1 ? MINUTE : times == 2 ? 5 * MINUTE : 15 * MINUTE;
}

static void
look_at(struct look *look, time_t when)
{
	look->prompt = look->command = when;
}

/* --- things to say once ------------------------------------------------------------------------- */

/* Whether WHAT was spoken of before; from now on it was. The list has one on each line, and begins
 * anew when it is full. */
static bool
is_told(struct state *state, const char *what)
{
	size_t length = strlen(what), used = strlen(state->told);
	const char *line;

	for (line = state->told; *line != '\0'; line += strspn(line, "\n")) {
		if (strncmp(line, what, length) == 0 && line[length] == '\n')
			return true;
		line += strcspn(line, "\n");
	}
	if (used + length + 2 > sizeof(state->told))
		used = 0;
	snprintf(state->told + used, sizeof(state->told) - used, "%s\n", what);
	return false;
}

/* A profile variable beside a session of another profile: SDKs differ in which of the two they use. */
static void
tell_other_profile(struct state *state, const struct shell_session *held)
{
	struct secret word = SECRET_INIT;
	const char *name = environment_get("AWS_PROFILE") != NULL ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
	const char *profile = environment_get(name), *ours = *held->profile == '\0' ? "environment" : held->profile;

	if (profile == NULL || strcmp(profile, held->profile) == 0 || is_told(state, profile))
		return;
	notice_say("%s is now '%s', and the session here is of %s%s%s: some SDKs use the one, some the other", name,
	    profile, *held->profile == '\0' ? "the keys in the " : "'", ours, *held->profile == '\0' ? "" : "'");
	format_word(&word, FORMAT_SH, profile);
	notice_hint("awsmfa use %s", secret_text(&word));
	secret_clear(&word);
}

/* A slip in a start-up file would otherwise never be seen. */
static void
tell_unknown_mode(struct state *state)
{
	char setting[64];

	snprintf(setting, sizeof(setting), "AWSMFA_HOOK='%.40s'", environment_get("AWSMFA_HOOK"));
	if (!is_told(state, setting))
		notice_say("%s is neither eager, lazy nor off; eager counts", setting);
}

static void
tell_replaced(struct state *state)
{
	if (!is_told(state, environment_get("AWS_ACCESS_KEY_ID")))
		notice_say("another tool has put other keys into this shell; they are left alone");
}

/* --- renewing ----------------------------------------------------------------------------------- */

/* Says what went wrong and how long nothing more will come. */
static void
put_off(struct request *request, const struct error *err, enum hook_point point, struct look *look)
{
	struct state *state = &request->state;
	char wait[40];
	long seconds;

	if (err->reason == REASON_TYPED_AHEAD || err->reason == REASON_ASKED_ELSEWHERE) {
		if (err->reason == REASON_ASKED_ELSEWHERE &&
		    !is_told(state, request->held.session.credentials.access_key_id))
			notice_say("another terminal is asking for the MFA code; its session will be used here too");
		look_at(look, 0);	/* at the next prompt: what was typed is read by then, or the other answered */
		return;
	}
	state->wait = time(NULL) + 5 * MINUTE;
	look_at(look, state->wait);
	if (err->reason == REASON_NO_TERMINAL)
		return;
	if (err->status == STATUS_UNREACHABLE)
		seconds = wait_after_unreached(++state->unreached);
	else if (err->reason == REASON_LATER || err->status == STATUS_INTERRUPTED)
		seconds = wait_after_later(++state->put_off);
	else
		seconds = wait_after_later(++state->failed);
	state->wait = time(NULL) + seconds;
	look_at(look, state->wait);
	look->stop = err->status == STATUS_INTERRUPTED && point == BEFORE_COMMAND;
	duration_say(wait, sizeof(wait), seconds);
	if (err->message[0] == '\0' || err->reason == REASON_LATER)
		notice_say("not renewed; asks again in %s; to renew now: awsmfa use", wait);
	else
		notice_say("%s: not renewed; tries again in %s; to renew now: awsmfa use", err->message, wait);
}

static bool
obtain(struct secret *out, struct request *request, struct look *look, struct error *err)
{
	struct session session = SESSION_INIT;
	struct obtained how;
	bool ok;

	ok = session_obtain(&session, &how, request, err) &&
	    export_session(out, state_format(&request->state), request, &session, err);
	if (ok)
		hook_answer_look_at(look, &session, request_is_silent(request));
	if (ok && how.asked)
		tell_session(request, &session, &how);
	session_clear(&session);
	return ok;
}

/* --- deciding ----------------------------------------------------------------------------------- */

/* Whether the session is this terminal's: it got it by the hook's function, or inherited it alive. One
 * that had expired when the hook was loaded is from yesterday, one that came later by other means
 * is another tool's. */
static bool
is_of_this_terminal(struct state *state, const struct shell_session *held)
{
	const char *key = held->session.credentials.access_key_id;
	bool inherited = state->inherited;

	state->inherited = false;
	if (strcmp(state->alive, key) == 0)
		return true;
	if (!inherited)
		return false;
	if (held->state == SHELL_SESSION_EXPIRED) {
		notice_say("the session that this shell inherited has expired; a new one: awsmfa use");
		return false;
	}
	snprintf(state->alive, sizeof(state->alive), "%s", key);
	return true;
}

/* The time of a wait that is still on. A clock that was set back does not make it longer than any is. */
static bool
is_waiting(const struct state *state)
{
	time_t now = time(NULL);

	return state->wait > now && state->wait <= now + HOUR;
}

/* Whether a code is worth a question now: in lazy mode only before what uses the session. */
static bool
is_worth_asking(enum hook_point point, const char *line, struct look *look)
{
	if (hook_mode() != HOOK_LAZY ||
	    (point == BEFORE_COMMAND && command_line_runs_aws(line, environment_get("AWSMFA_COMMANDS"))))
		return true;
	look->prompt = NEVER;	/* only a command can need it */
	look->command = 0;
	return false;
}

/* The session is in its margin or has expired. First without a code, where that may do; a question
 * only once it has expired. */
static void
renew_session(struct secret *out, struct request *request, enum hook_point point, const char *line, struct look *look)
{
	const struct shell_session *held = &request->held;
	struct error err = { .status = STATUS_DONE };

	if (!request_read_renewal(request, &err)) {
		look_at(look, held->session.expires);	/* the files may be mended until then */
		if (held->state == SHELL_SESSION_EXPIRED)
			put_off(request, &err, point, look);
		return;
	}
	hook_answer_look_at(look, &held->session, request_is_silent(request));
	request->no_wait = point == BEFORE_PROMPT;
	if (held->state == SHELL_SESSION_VALID)
		return;
	if (request_is_silent(request) || (request->share && held->state == SHELL_SESSION_EXPIRED)) {
		request->no_code = true;
		if (obtain(out, request, look, &err))
			return;
		if (err.status != STATUS_CODE_NEEDED) {
			put_off(request, &err, point, look);
			return;
		}
		request->no_code = false;
	}
	look_at(look, held->session.expires);
	if (held->state == SHELL_SESSION_EXPIRED && is_worth_asking(point, line, look) && !obtain(out, request, look, &err))
		put_off(request, &err, point, look);
}

void
renew(struct secret *out, enum hook_point point, const char *line)
{
	struct request request = REQUEST_INIT;
	struct look look = { .prompt = NEVER, .command = NEVER };
	struct state *state = &request.state;
	struct shell_session *held = &request.held;

	state_read(state);
	shell_session_read(held, time(NULL));
	if (held->state == SHELL_SESSION_REPLACED) {
		tell_replaced(state);
	} else if (shell_session_is_ours(held) && is_of_this_terminal(state, held)) {
		if (point == BEFORE_PROMPT)
			tell_other_profile(state, held);
		if (hook_mode() == HOOK_UNKNOWN)
			tell_unknown_mode(state);
		if (hook_mode() == HOOK_OFF)
			look_at(&look, time(NULL) + 5 * MINUTE);	/* it may be on again by then */
		else if (is_waiting(state))
			look_at(&look, state->wait);
		else if (point == BEFORE_COMMAND && command_line_skips_renewal(line))
			look_at(&look, 0);	/* the prompt after it tries at once */
		else
			renew_session(out, &request, point, line, &look);
	}
	hook_answer_write(out, state, &look);
	hook_answer_end(out);
	request_clear(&request);
}
