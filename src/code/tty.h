/* tty.h - a question on the terminal itself
 *
 *	struct secret answer = SECRET_INIT;
 *
 *	if (!tty_ask("MFA code for prod (arn:aws:iam::123456789012:mfa/alice): ", TTY_BY_HAND, &answer, err))
 *		...
 *	secret_clear(&answer);
 *
 * stdin and stdout may be pipes, as inside `eval "$(awsmfa env)"`: only /dev/tty is the user.
 */
#ifndef CODE_TTY_H
#define CODE_TTY_H

#include "base/secret.h"

#define TTY_LINE_LIMIT 256

/* How to ask. */
enum tty_manner {
	TTY_BY_HAND,	/* the user typed the command: signals are signals */
	TTY_IN_HOOK	/* a prompt hook asks: what was typed ahead is the shell's, Ctrl-C is a key, and a
			 * job in the background does not ask */
};

/* Writes QUESTION and reads one line, blanks at both ends removed, into ANSWER. Typing is visible.
 * End of file is an empty line; a line longer than TTY_LINE_LIMIT counts as "?". It cannot ask:
 * STATUS_CODE_NEEDED with the reason. A signal, or Ctrl-C in a hook: STATUS_INTERRUPTED, with the
 * signal in err->signal for main to raise again once everything is put away. */
bool	tty_ask(const char *question, enum tty_manner manner, struct secret *answer, struct error *err) MUST_CHECK;

#endif
