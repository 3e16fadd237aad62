/* env.h - how other commands tell the user to run `awsmfa env` or `awsmfa use` */
#ifndef COMMANDS_ENV_H
#define COMMANDS_ENV_H

#include "commands/command.h"
#include "shell/state.h"

/* Appends to LINE what the user should type, with the profile of OPTIONS: awsmfa use ops if a hook has
 * called us, as STATE has it (NULL: none has), else the eval of `awsmfa env ops`. */
void	env_line(struct secret *line, const struct state *state, const struct options *options);

#endif
