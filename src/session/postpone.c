#include "session/postpone.h"

#include <time.h>

#include "base/notice.h"
#include "types/duration.h"

long
postpone_seconds_after_later(int times)
{
	return times <= 1 ? 5 * MINUTE : times == 2 ? 15 * MINUTE : 60 * MINUTE;
}

long
postpone_seconds_after_unreached(int times)
{
	return times <= 1 ? MINUTE : times == 2 ? 5 * MINUTE : 15 * MINUTE;
}

/* If the user has to log in with the AWS CLI, only a look at the next typed lines shows that they do. */
static void
look_after_wait(const struct state *state, struct look *look)
{
	hook_answer_look_next(look, state->wait);
	if (state->logged_out)
		look->command = 0;
}

/* For what is no failure: no wait is set, and only one kind is mentioned. False: it is a failure. */
static bool
is_no_failure(struct terminal *terminal, const struct error *err, struct look *look)
{
	const struct session *held = &terminal->held.session;
	time_t now = time(NULL);
	long half = session_remaining(held, now) / 2;

	if (err->reason == REASON_NOT_NEWER) {
		hook_answer_look_next(look, now + (half > MINUTE ? half : MINUTE));
		return true;
	}
	if (err->reason != REASON_TYPED_AHEAD && err->reason != REASON_ASKED_ELSEWHERE)
		return false;
	if (err->reason == REASON_ASKED_ELSEWHERE && !state_is_told(&terminal->state, held->credentials.access_key_id))
		notice_say("another terminal is asking for the MFA code; its session will be used here too");
	hook_answer_look_next(look, 0);	/* the next prompt: what was typed is read by then, or the other answered */
	return true;
}

/* Counts ERR among its kind. Returns the seconds to wait. */
static long
count(struct state *state, const struct error *err)
{
	if (err->status == STATUS_UNREACHABLE)
		return postpone_seconds_after_unreached(++state->unreached);
	if (err->reason == REASON_STILL_RUNNING)
		return MINUTE;
	if (err->reason == REASON_LATER || err->status == STATUS_INTERRUPTED)
		return postpone_seconds_after_later(++state->put_off);
	return postpone_seconds_after_later(++state->failed);
}

static void
tell(const struct state *state, const struct error *err, long seconds)
{
	char wait[40];

	duration_say(wait, sizeof(wait), seconds);
	if (err->message[0] == '\0' || err->reason == REASON_LATER)
		notice_say("not renewed; asks again in %s; to renew now: awsmfa use", wait);
	else
		notice_say("%s: not renewed; tries again in %s; to renew now: %s", err->message, wait,
		    state->logged_out ? err->hint : "awsmfa use");
}

void
postpone_after(struct terminal *terminal, const struct error *err, struct look *look)
{
	const char *key = terminal->held.session.credentials.access_key_id;
	struct state *state = &terminal->state;
	bool nobody = err->reason == REASON_NO_TERMINAL;
	long seconds;

	if (is_no_failure(terminal, err, look))
		return;
	seconds = nobody ? 5 * MINUTE : count(state, err);
	state->wait = time(NULL) + seconds;
	state->logged_out = err->reason == REASON_LOGGED_OUT;
	look_after_wait(state, look);
	if (!nobody && !(err->reason == REASON_STILL_RUNNING && state_is_told(state, key)))
		tell(state, err, seconds);
}

bool
postpone_goes_on(const struct state *state, struct look *look)
{
	if (state->wait <= time(NULL))
		return false;
	look_after_wait(state, look);
	return true;
}
