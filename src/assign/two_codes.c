/* two_codes.c
 *
 *  1. Codes MUST NOT be written anywhere but where they are asked for.
 */
#include "assign/two_codes.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "assign/interruption.h"
#include "base/notice.h"

/* --- typed -------------------------------------------------------------------------------------- */

/* Asks until there are six digits. REMARK is one line of at most 120 bytes. */
static bool
ask(struct assignment *assignment, const char *remark, const char *words, struct secret *code, struct error *err)
{
	struct secret question = SECRET_INIT;
	bool ok;

	do {
		secret_clear(&question);
		secret_printf(&question, "%s\n%s", remark, words);
		ok = secret_check(&question, err) &&
		    tty_ask_below(&assignment->page, secret_text(&question), code, err);
		if (ok && code->len == 0) {
			ok = error_set(err, STATUS_CODE_NEEDED, "no codes, no device");
			err->reason = REASON_LATER;
		}
		remark = "A code is six digits; Enter alone gives up.";
	} while (ok && !code_tidy(code));
	secret_clear(&question);
	return ok;
}

/* How to begin. */
static const char *
begin_with(const struct assignment *assignment)
{
	if (assignment->wish->to != NULL)
		return "The command has the secret. Now two codes from it.";
	if (assignment->shows_qr)
		return "Scan it, or type it as a time-based key. Enter gives up.";
	return "Then two codes that the app shows. Enter gives up.";
}

static bool
ask_for_both(struct assignment *assignment, struct secret codes[2], const char *remark, struct error *err)
{
	char first[512];
	bool ok, same;

	snprintf(first, sizeof(first), "First code%s%s: ", assignment->host[0] == '\0' ? "" : " for ",
	    assignment->host);
	if (*remark == '\0')
		remark = begin_with(assignment);
	ok = ask(assignment, remark, first, &codes[0], err);
	remark = "Good. Now wait for the next code, at most 30 s.";
	do {
		ok = ok && ask(assignment, remark, "Second code: ", &codes[1], err);
		same = ok && strcmp(secret_text(&codes[0]), secret_text(&codes[1])) == 0;
		remark = "That is the first code again. Wait for the next one.";
	} while (same);
	return ok;
}

/* --- from a program ----------------------------------------------------------------------------- */

static long
step_now(void)
{
	return (long)(time(NULL) / CODE_STEP);
}

/* Waits until the step after STEP has begun. */
static bool
await_step_after(long step, struct error *err)
{
	long seconds = (step + 1) * CODE_STEP - (long)time(NULL);

	if (seconds <= 0)
		return interruption_none(err);
	notice_say("waiting %ld s for the next code", seconds);
	while (step_now() <= step)
		if (!interruption_sleep(200, err))
			return false;
	return true;
}

/* A code and its step: one that was made while the step changed may be of either, so it is made again. */
static bool
run_within_step(const struct code_source *source, struct secret *code, long *step, struct error *err)
{
	do {
		*step = step_now();
		if (!code_of_process(source, code, err) || !interruption_none(err))
			return false;
	} while (step_now() != *step);
	return true;
}

static bool
run_for_both(const struct assignment *assignment, struct secret codes[2], struct error *err)
{
	const struct chain *chain = &assignment->run.plan->chain;
	const struct code_source source = {
		.mfa_process = chain->mfa_process, .process_from = chain->mfa_process_from,
	};
	long first, second;

	if (!run_within_step(&source, &codes[0], &first, err) || !await_step_after(first, err) ||
	    !run_within_step(&source, &codes[1], &second, err))
		return false;
	if (strcmp(secret_text(&codes[0]), secret_text(&codes[1])) != 0)
		return true;
	error_set(err, STATUS_LOCAL, "mfa_process printed the same code in two steps of 30 s");
	return error_hint(err, "it must print the current code of the new device");
}

bool
two_codes_get(struct assignment *assignment, struct secret codes[2], const char *remark, struct error *err)
{
	two_codes_clear(codes);
	return assignment_has_process(assignment) ? run_for_both(assignment, codes, err) :
	    ask_for_both(assignment, codes, remark, err);
}

void
two_codes_clear(struct secret codes[2])
{
	secret_clear(&codes[0]);
	secret_clear(&codes[1]);
}
