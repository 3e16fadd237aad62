/* tty.h - a question on the terminal itself
 *
 *	struct secret answer = SECRET_INIT;
 *
 *	if (!tty_ask("MFA code for prod (arn:aws:iam::123456789012:mfa/alice): ", TTY_BY_HAND, &answer, err))
 *		...
 *	secret_clear(&answer);
 *
 * stdin and stdout may be pipes, as inside `eval "$(awsmfa env)"`: the user is at /dev/tty alone.
 */
#ifndef CODE_TTY_H
#define CODE_TTY_H

#include "base/secret.h"

#define TTY_LINE_LIMIT 256

/* How to ask. */
enum tty_manner {
	TTY_BY_HAND,	/* the user typed the command: signals are signals */
	TTY_IN_HOOK	/* a prompt hook asks: what the user typed before belongs to the shell, Ctrl-C is a key,
			 * and a job in the background does not ask */
};

/* Writes QUESTION and reads one line into ANSWER, without the blanks at both ends (base/blank.h). Typing is
 * visible. End of file is an empty line; a line longer than TTY_LINE_LIMIT becomes "?".
 *
 * Errors: it cannot ask: STATUS_CODE_NEEDED with the reason, and a message that says why; the caller puts in
 * front of it, with error_prefix, what is needed, and hints at how else to give it. A signal, or Ctrl-C in
 * a hook: STATUS_INTERRUPTED, with the signal in err->signal for main to raise again once everything is
 * put away. */
bool	tty_ask(const char *question, enum tty_manner manner, struct secret *answer, struct error *err) MUST_CHECK;

#endif
