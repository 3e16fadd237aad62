/* terminal.h - what this terminal holds: its session, the hook's private state, the user's own variables
 *
 *	struct terminal terminal = TERMINAL_INIT;
 *
 *	if (!terminal_read(&terminal, err))
 *		...
 *	if (shell_session_is_ours(&terminal.held))
 *		...
 *	terminal_clear(&terminal);
 *
 * Of all that a command reads, only this is written back: the hook evaluates the new state.
 */
#ifndef SESSION_TERMINAL_H
#define SESSION_TERMINAL_H

#include "shell/saved.h"
#include "shell/shell_session.h"
#include "shell/state.h"

struct terminal {
	struct state		state;	/* of the hooked shell that called us */
	struct shell_session	held;	/* in the exported variables */
	struct saved		saved;	/* what that session replaced there */
};

#define TERMINAL_INIT { .state = STATE_INIT, .held = SHELL_SESSION_INIT, .saved = SAVED_INIT }

/* Takes the private state out of the environment, and reads the rest of it. Fails without memory only. */
bool	terminal_read(struct terminal *terminal, struct error *err) MUST_CHECK;

void	terminal_clear(struct terminal *terminal);

#endif
