#include "code/code.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/blank.h"
#include "base/io.h"
#include "base/notice.h"
#include "base/capture.h"
#include "base/process.h"

#define PROCESS_SECONDS 30
#define PROCESS_LIMIT 1024

static bool
is_code(const struct secret *code)
{
	return code->len == 6 && strspn(code->data, "0123456789") == 6;
}

/* Whether AWS has seen the code already, from this run or from another terminal. */
static bool
is_used(const struct code_source *source, const struct secret *code)
{
	return strstr(secret_text(&source->used), code->data) != NULL ||
	    store_has_used(source->store, code->data);
}

static long
seconds_to_next(void)
{
	return CODE_STEP - (long)(time(NULL) % CODE_STEP);
}

/* Sleeps until the authenticator shows the next code. */
static void
await_next_step(void)
{
	struct timespec rest = { .tv_sec = seconds_to_next() };

	notice_say("waiting %ld s for the next code", (long)rest.tv_sec);
	while (nanosleep(&rest, &rest) != 0)
		continue;
}

/* How many bytes the hyphen at TEXT has: U+002D, or U+00AD and U+2010 to U+2013, with which editors replace it;
 * 0: there is none. */
static size_t
hyphen_length(const char *text)
{
	static const char *const wide[] = {
		"\xc2\xad", "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93",
	};
	size_t i;

	if (*text == '-')
		return 1;
	for (i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

/* Takes out what authenticators and mails put between the digits: "123 456", "123-456". */
static void
take_out_blanks(struct secret *code)
{
	char *to = code->data;
	const char *from = code->data;
	size_t gap;

	if (code->len == 0)
		return;
	while (*from != '\0') {
		gap = blank_length(from) + hyphen_length(from);
		if (gap == 0)
			*to++ = *from++;
		from += gap;
	}
	secret_truncate(code, (size_t)(to - code->data));
}

bool
code_tidy(struct secret *code)
{
	take_out_blanks(code);
	return is_code(code);
}

static bool
not_six_digits(struct error *err)
{
	return error_set(err, STATUS_USAGE, "the MFA code is not six digits");
}

bool
code_check_given(const char *given, struct error *err)
{
	struct secret code = SECRET_INIT;
	bool ok;

	if (given == NULL || strcmp(given, "-") == 0)
		return true;
	secret_set(&code, given);
	ok = secret_check(&code, err);
	if (ok) {
		take_out_blanks(&code);
		ok = is_code(&code) || not_six_digits(err);
	}
	secret_clear(&code);
	return ok;
}

static bool
from_option(struct code_source *source, struct secret *code, struct error *err)
{
	if (strcmp(source->given, "-") == 0) {
		if (!io_read_line(0, PROCESS_LIMIT, code, err))
			return false;
	} else {
		secret_set(code, source->given);
		memset(source->given, '*', strlen(source->given));	/* `ps` no longer shows it */
	}
	if (!secret_check(code, err))
		return false;
	take_out_blanks(code);
	if (is_code(code) && !is_used(source, code))
		return true;
	if (is_code(code))
		error_set(err, STATUS_CODE_NEEDED,
		    "that code was used already (a code works once); the next one comes in %ld s", seconds_to_next());
	else
		not_six_digits(err);
	secret_clear(code);
	return false;
}

/* The first line that the program of WHAT prints. */
static bool
run_process(const struct code_source *source, const char *what, struct secret *code, struct error *err)
{
	struct capture capture = {
		.command = source->mfa_process, .what = what, .seconds = PROCESS_SECONDS, .limit = PROCESS_LIMIT,
	};

	notice_step("asking %s for a code", what);
	secret_clear(code);
	if (!capture_run(&capture, code, err))
		return false;
	secret_truncate(code, strcspn(secret_text(code), "\n"));
	take_out_blanks(code);
	if (is_code(code))
		return true;
	error_set(err, STATUS_LOCAL, "%s did not print a code", what);
	return error_hint(err, "the first line it prints must be the six digits and nothing else");
}

static void
name_process(char *what, size_t size, const struct code_source *source)
{
	snprintf(what, size, "mfa_process of profile '%.150s'", source->process_from);
}

bool
code_of_process(const struct code_source *source, struct secret *code, struct error *err)
{
	char what[200];

	name_process(what, sizeof(what), source);
	return run_process(source, what, code, err);
}

static bool
from_process(const struct code_source *source, struct secret *code, struct error *err)
{
	char what[200];
	bool ok;

	name_process(what, sizeof(what), source);
	ok = run_process(source, what, code, err);
	if (ok && is_used(source, code) && source->tries == 0 && source->manner != TTY_IN_HOOK) {
		/* another terminal used it */
		await_next_step();
		ok = run_process(source, what, code, err);
	}
	if (ok && is_used(source, code)) {
		ok = error_set(err, STATUS_LOCAL, "%s printed a code that AWS has already seen (a code works once)",
		    what);
		error_hint(err, "it must print the current code");
	}
	if (!ok)
		secret_clear(code);
	return ok;
}

static void
write_question(struct secret *question, const struct code_source *source)
{
	if (source->remark[0] != '\0')
		secret_printf(question, "awsmfa: %s\n", source->remark);
	secret_printf(question, "MFA code for %s (%s)", source->profile, source->serial);
	if (source->host != NULL)
		secret_printf(question, " at %s", source->host);
	secret_puts(question, ": ");
}

/* Says that a code is needed, if awsmfa could not ask for it. Returns false. */
static bool
cannot_ask(struct error *err)
{
	if (err->reason != REASON_NO_TERMINAL && err->reason != REASON_TYPED_AHEAD)
		return false;
	error_prefix(err, "an MFA code is needed");
	return error_hint(err,
	    "awsmfa env -t CODE, -t - to read it from stdin, or mfa_process = COMMAND in the profile");
}

static bool
from_terminal(struct code_source *source, struct secret *code, struct error *err)
{
	struct secret question = SECRET_INIT;
	bool ok;

	for (;;) {
		write_question(&question, source);
		ok = secret_check(&question, err) && tty_ask(secret_text(&question), source->manner, code, err);
		secret_clear(&question);
		if (!ok)
			return cannot_ask(err);
		if (code->len == 0) {
			error_set(err, STATUS_CODE_NEEDED, "no code, no session");
			err->reason = REASON_LATER;
			return false;
		}
		take_out_blanks(code);
		if (!is_code(code))
			snprintf(source->remark, sizeof(source->remark), "a code is six digits; Enter alone gives up");
		else if (is_used(source, code))
			snprintf(source->remark, sizeof(source->remark),
			    "that code was used already (a code works once); the next one comes in %ld s",
			    seconds_to_next());
		else
			return true;
	}
}

bool
code_is_to_be_had(const struct code_source *source)
{
	return source->given != NULL || source->mfa_process != NULL || !source->no_input;
}

bool
code_get(struct code_source *source, struct secret *code, struct error *err)
{
	bool ok;

	secret_clear(code);
	if (source->given != NULL) {
		ok = from_option(source, code, err);
	} else if (source->mfa_process != NULL) {
		ok = from_process(source, code, err);
	} else if (source->no_input) {
		error_set(err, STATUS_CODE_NEEDED, "an MFA code is needed for %s, and --no-input forbids asking",
		    source->profile);
		return error_hint(err, "give it with -t CODE, or -t - to read it from stdin");
	} else {
		ok = from_terminal(source, code, err);
	}
	if (!ok)
		return false;
	source->tries++;
	secret_printf(&source->used, "%s ", code->data);
	return secret_check(&source->used, err);
}

bool
code_again(struct code_source *source, const char *remark)
{
	snprintf(source->remark, sizeof(source->remark), "%s", remark);
	if (source->given != NULL)
		return false;
	if (source->mfa_process == NULL)
		return source->tries < 3;
	if (source->tries >= 2 || source->manner == TTY_IN_HOOK)	/* no prompt waits that long */
		return false;
	await_next_step();
	return true;
}

void
code_source_clear(struct code_source *source)
{
	secret_clear(&source->used);
}
