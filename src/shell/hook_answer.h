/* hook_answer.h - the assignments by which a hooked shell takes up what it must keep
 *
 * They come with the exports of a session, in the shell's own form, and set variables that no child
 * sees: the state (state.h), the two times at which to look again, and what the profile variables
 * were when we last looked.
 *
 *	struct look look = { .prompt = when, .command = when };
 *
 *	hook_answer_write(&text, &state, &look);
 *	hook_answer_end(&text);
 */
#ifndef SHELL_HOOK_ANSWER_H
#define SHELL_HOOK_ANSWER_H

#include <time.h>

#include "shell/state.h"

#define NEVER ((time_t)99999999999)

/* When the hook looks again: epoch seconds, NEVER, or 0 for at once. */
struct look {
	time_t	prompt;		/* before a prompt */
	time_t	command;	/* before a typed command runs */
	bool	stop;		/* the typed command must not run */
};

/* Looks again at WHEN, before a prompt and before a command alike. */
void	hook_answer_look_next(struct look *look, time_t when);

/* When to look again at a session of the given life. SILENTLY: it can be renewed without a code, so
 * its margin is used. */
void	hook_answer_look_at(struct look *look, const struct session *session, bool silently);

/* Adds them all to OUT, which has the exports or nothing: the state before those, the rest after. */
void	hook_answer_write(struct secret *out, const struct state *state, const struct look *look);

/* The state alone, when the rest stays as it was. */
void	hook_answer_state(struct secret *out, const struct state *state);

/* Makes OUT, which is for people, code of SHELL that prints it where the user's own command would have. */
void	hook_answer_print(struct secret *out, const struct shell *shell);

/* The line without which the shell evaluates nothing. */
void	hook_answer_end(struct secret *out);

#endif
