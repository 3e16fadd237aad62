/* renew.h - what a hook does when the time to look has come
 *
 * The shell only compares a number with a clock. Everything else is decided here: whether there is
 * anything to renew, whether to ask, how long to wait after a refusal, what to say.
 *
 *	renew(&text, BEFORE_COMMAND, "aws s3 ls", err)	answers with shell code and the next time to look
 */
#ifndef SESSION_RENEW_H
#define SESSION_RENEW_H

#include "shell/hook_answer.h"

enum hook_point {
	BEFORE_PROMPT,
	BEFORE_COMMAND
};

/* Does what is due for the session in the environment and appends the answer for the shell to OUT.
 * LINE: the typed command, NULL before a prompt or when it is not known. Fails without memory only; the
 * shell then looks again in five minutes by itself. */
bool	renew(struct secret *out, enum hook_point point, const char *line, struct error *err) MUST_CHECK;

#endif
