/* renew.c
 *
 *  1. It MUST always answer, with the next time to look: an answer without one would ask at each prompt.
 *  2. It MUST NOT ask unless the session has expired, was valid in this terminal, and the user allows it.
 *  3. A renewal MUST be for the held session alone, and MUST NOT touch AWS_PROFILE or what was saved.
 */
#include "session/renew.h"

#include <stdio.h>
#include <string.h>

#include "base/environment.h"
#include "base/notice.h"
#include "session/announce.h"
#include "session/command_line.h"
#include "session/deliver.h"
#include "session/hook_mode.h"
#include "session/lifetime.h"
#include "session/obtain.h"
#include "session/planning.h"
#include "session/postpone.h"
#include "types/duration.h"

/* --- things to say once ------------------------------------------------------------------------- */

/* A profile variable that names another profile than the session's: SDKs differ in which of the two they use. */
static void
tell_other_profile(struct state *state, const struct shell_session *held)
{
	struct secret word = SECRET_INIT;
	const char *name = environment_get("AWS_PROFILE") != NULL ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
	const char *profile = environment_get(name), *ours = *held->profile == '\0' ? "environment" : held->profile;

	if (profile == NULL || strcmp(profile, held->profile) == 0 || state_is_told(state, profile))
		return;
	notice_say("%s is now '%s', but the session here is for %s%s%s: some SDKs use one, some the other", name,
	    profile, *held->profile == '\0' ? "the keys in the " : "'", ours, *held->profile == '\0' ? "" : "'");
	format_word(&word, state_format(state), profile);
	notice_hint("awsmfa use %s", secret_text(&word));
	secret_clear(&word);
}

/* A slip in a start-up file would otherwise never be seen. */
static void
tell_unknown_mode(struct state *state)
{
	char setting[64];

	snprintf(setting, sizeof(setting), "AWSMFA_HOOK='%.40s'", environment_get("AWSMFA_HOOK"));
	if (!state_is_told(state, setting))
		notice_say("%s is neither eager, lazy nor off; the hook is eager", setting);
}

static void
tell_replaced(struct state *state)
{
	if (!state_is_told(state, environment_get("AWS_ACCESS_KEY_ID")))
		notice_say("another tool has put other keys into this shell; the hook leaves them alone");
}

/* --- renewing ----------------------------------------------------------------------------------- */

/* What one look works with. */
struct attempt {
	struct terminal	terminal;
	struct plan	plan;
	enum hook_point	point;
	const char	*line;		/* the typed command; NULL: before a prompt, or not known */
	struct look	look;
};

/* After an interruption the typed command does not run. */
static void
postpone(struct attempt *attempt, const struct error *err)
{
	postpone_after(&attempt->terminal, err, &attempt->look);
	attempt->look.stop = err->status == STATUS_INTERRUPTED && attempt->point == BEFORE_COMMAND;
}

/* How a hook gets a session: at a prompt it waits for no other terminal. */
static struct manner
manner_of(const struct attempt *attempt, bool may_get_code)
{
	return (struct manner){
		.occasion = IN_HOOK, .may_ask = true, .may_wait = attempt->point == BEFORE_COMMAND,
		.may_get_code = may_get_code,
	};
}

static bool
obtain(struct secret *out, struct attempt *attempt, bool may_get_code, struct error *err)
{
	const struct manner manner = manner_of(attempt, may_get_code);
	struct session session = SESSION_INIT;
	const struct plan *plan = &attempt->plan;
	struct obtained how;
	bool ok;

	ok = obtain_session(&session, &how, plan, &attempt->terminal, &manner, err) &&
	    deliver_variables(out, state_format(&attempt->terminal.state), plan, &session, IN_HOOK, err);
	if (ok)
		hook_answer_look_at(&attempt->look, &session, lifetime_needs_no_code(plan, &attempt->terminal.state));
	if (ok && how.asked)
		announce_session(plan, &session, &how, IN_HOOK);
	session_clear(&session);
	return ok;
}

/* --- deciding ----------------------------------------------------------------------------------- */

/* Judges a session that was there when the hook was loaded: one that is valid is this terminal's from now on, one
 * that has expired is from yesterday. */
static void
take_inherited(struct state *state, const struct shell_session *held)
{
	if (state->inherited != INHERITED_UNSEEN)
		return;
	state->inherited = INHERITED_NONE;
	if (held->state == SHELL_SESSION_EXPIRED)
		state->inherited = INHERITED_EXPIRED;
	else if (shell_session_is_ours(held))
		snprintf(state->alive, sizeof(state->alive), "%s", held->session.credentials.access_key_id);
}

/* Whether the session is this terminal's: it came through the hook's function, or was inherited while valid. One
 * that came later by other means is another tool's. */
static bool
is_of_this_terminal(struct state *state, const struct shell_session *held)
{
	bool expired = state->inherited == INHERITED_EXPIRED;

	state->inherited = INHERITED_NONE;
	if (strcmp(state->alive, held->session.credentials.access_key_id) == 0)
		return true;
	if (expired)
		notice_say("the session that this shell inherited has expired; to start a new one: awsmfa use");
	return false;
}

/* Whether a code is worth a question now: in lazy mode only before what uses the session. */
static bool
is_worth_asking(enum hook_point point, const char *line, struct look *look)
{
	if (hook_mode_read() != HOOK_LAZY ||
	    (point == BEFORE_COMMAND && command_line_runs_aws(line, environment_get("AWSMFA_COMMANDS"))))
		return true;
	look->prompt = NEVER;	/* only a command can need it */
	look->command = 0;
	return false;
}

static bool
make_plan(struct attempt *attempt, struct error *err)
{
	static const struct asked nothing = ASKED_INIT;
	static const struct manner manner = { .occasion = IN_HOOK };

	return planning_load_files(&attempt->plan, err) &&
	    planning_make(&attempt->plan, &nothing, &attempt->terminal, &manner, err);
}

/* Renews without a code, if that is possible. False: it was not, and a question may help. */
static bool
renew_without_code(struct secret *out, struct attempt *attempt)
{
	const struct plan *plan = &attempt->plan;
	bool has_expired = attempt->terminal.held.state == SHELL_SESSION_EXPIRED;
	struct error err = { .status = STATUS_DONE };

	if (!lifetime_needs_no_code(plan, &attempt->terminal.state) && !(plan->shares && has_expired))
		return false;
	if (obtain(out, attempt, false, &err))
		return true;
	if (err.status == STATUS_CODE_NEEDED)
		return false;
	postpone(attempt, &err);
	return true;
}

/* The session is in its margin or has expired. First without a code; a question only once it has
 * expired. */
static void
renew_session(struct secret *out, struct attempt *attempt)
{
	const struct shell_session *held = &attempt->terminal.held;
	bool has_expired = held->state == SHELL_SESSION_EXPIRED;
	struct look *look = &attempt->look;
	struct error err = { .status = STATUS_DONE };

	if (!make_plan(attempt, &err)) {
		hook_answer_look_next(look, held->session.expires);	/* the user may have fixed the files by then */
		if (has_expired)
			postpone(attempt, &err);
		return;
	}
	hook_answer_look_at(look, &held->session, lifetime_needs_no_code(&attempt->plan, &attempt->terminal.state));
	if (held->state == SHELL_SESSION_VALID || renew_without_code(out, attempt))
		return;
	hook_answer_look_next(look, held->session.expires);
	if (has_expired && is_worth_asking(attempt->point, attempt->line, look) && !obtain(out, attempt, true, &err))
		postpone(attempt, &err);
}

/* Nothing before a line that logs in; at the prompt after it all is tried again. */
static void
look_after_login(struct state *state, struct look *look)
{
	state->wait = 0;
	hook_answer_look_next(look, 0);
}

/* Does what is due for a session of this terminal. */
static void
look_after(struct secret *out, struct attempt *attempt)
{
	struct state *state = &attempt->terminal.state;

	tell_other_profile(state, &attempt->terminal.held);
	if (hook_mode_read() == HOOK_UNKNOWN)
		tell_unknown_mode(state);
	if (hook_mode_read() == HOOK_OFF)
		hook_answer_look_next(&attempt->look, time(NULL) + 5 * MINUTE);	/* it may be on again by then */
	else if (attempt->point == BEFORE_COMMAND && command_line_logs_in(attempt->line))
		look_after_login(state, &attempt->look);
	else if (postpone_goes_on(state, &attempt->look))
		;
	else if (attempt->point == BEFORE_COMMAND && command_line_skips_renewal(attempt->line))
		hook_answer_look_next(&attempt->look, 0);	/* the prompt after it tries at once */
	else
		renew_session(out, attempt);
}

/* What is due for what the shell holds. Nothing is said or done at the first prompt of a shell: until that one is
 * shown, its start-up files may own the terminal, as under powerlevel10k's instant prompt. */
static void
look(struct secret *out, struct attempt *attempt)
{
	struct state *state = &attempt->terminal.state;
	const struct shell_session *held = &attempt->terminal.held;
	bool first = state->inherited == INHERITED_UNSEEN && attempt->point == BEFORE_PROMPT;

	take_inherited(state, held);
	if (first)
		hook_answer_look_next(&attempt->look, 0);
	else if (held->state == SHELL_SESSION_REPLACED)
		tell_replaced(state);
	else if (shell_session_is_ours(held) && is_of_this_terminal(state, held))
		look_after(out, attempt);
}

static void
answer(struct secret *out, const struct attempt *attempt)
{
	hook_answer_write(out, &attempt->terminal.state, &attempt->look);
	hook_answer_end(out);
}

bool
renew(struct secret *out, enum hook_point point, const char *line, struct error *err)
{
	struct attempt attempt = {
		.terminal = TERMINAL_INIT, .plan = PLAN_INIT,
		.point = point, .line = line, .look = { .prompt = NEVER, .command = NEVER },
	};
	struct terminal *terminal = &attempt.terminal;

	if (!terminal_read(terminal, err))
		hook_answer_look_next(&attempt.look, time(NULL) + 5 * MINUTE);
	else
		look(out, &attempt);
	answer(out, &attempt);
	if (out->failed) {		/* rule 1; a new session did not fit into memory */
		secret_clear(out);
		hook_answer_look_next(&attempt.look, time(NULL) + 5 * MINUTE);
		answer(out, &attempt);
	}
	terminal_clear(terminal);
	plan_clear(&attempt.plan);
	return secret_check(out, err);
}
