/* env.h - what other commands say of `awsmfa env` */
#ifndef COMMANDS_ENV_H
#define COMMANDS_ENV_H

#include "commands/command.h"
#include "shell/state.h"

/* The line that does what the user asked for, with the profile of OPTIONS: awsmfa use ops where a hook has
 * called us, as STATE has it (NULL: none has), else the eval of `awsmfa env ops`. Appends it to LINE. */
void	env_line(struct secret *line, const struct state *state, const struct options *options);

#endif
