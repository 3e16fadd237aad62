/* tty.h - a question on the terminal itself
 *
 *	struct secret answer = SECRET_INIT;
 *
 *	if (!tty_ask("MFA code for prod (arn:aws:iam::123456789012:mfa/alice): ", TTY_BY_HAND, &answer, err))
 *		...
 *	secret_clear(&answer);
 *
 * A question may come with a page: a screen of its own, which must not stay. It is drawn again for each question, and
 * gone while the job is stopped:
 *
 *	struct tty_page page = { .screen = size.screen, .text = SECRET_INIT };
 *
 *	secret_puts(&page.text, "...");
 *	ok = tty_ask_below(&page, "First code: ", &answer, err);
 *	tty_page_close(&page);			fine on one that was never shown
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

/* What a question has above it. */
struct tty_page {
	bool		screen;		/* on the alternate screen; false: it is printed, once, and stays */
	struct secret	text;		/* lines, printed as they are: may hold colours */
	bool		shown;
};

/* The size of the terminal, and whether it can have a screen of its own and erase it (TERM). False: there is none. */
struct tty_size {
	unsigned	rows, columns;	/* 0: unknown */
	bool		screen;
};
bool	tty_measure(struct tty_size *size) MUST_CHECK;

/* tty_ask, by hand, below PAGE. */
bool	tty_ask_below(struct tty_page *page, const char *question, struct secret *answer, struct error *err) MUST_CHECK;

/* Erases what PAGE shows and leaves its screen, until the next question below it. One that has no screen stays. */
void	tty_page_leave(struct tty_page *page);

/* The same, and wipes the text. */
void	tty_page_close(struct tty_page *page);

#endif
