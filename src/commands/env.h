/* env.h - how other commands tell the user to run `awsmfa env` or `awsmfa use` */
#ifndef COMMANDS_ENV_H
#define COMMANDS_ENV_H

#include "commands/command.h"

/* Appends to LINE what the user should type in a shell without the hook, with the profile of
 * OPTIONS: eval "$(awsmfa env ops)". */
void	env_line(struct secret *line, const struct options *options);

/* The same for a shell with the hook: awsmfa use ops. */
void	use_line(struct secret *line, const struct options *options);

#endif
