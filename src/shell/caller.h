/* caller.h - the shell that called us
 *
 *	shell = caller_shell(&terminal.state);		NULL: it is not known
 */
#ifndef SHELL_CALLER_H
#define SHELL_CALLER_H

#include "shell/state.h"

/* The shell whose hook called us, as STATE has it, or the environment where no state has been read (NULL).
 * Without a hook: the parent process, if that is a shell and the system tells (Linux's /proc). */
const struct shell *caller_shell(const struct state *state);

#endif
