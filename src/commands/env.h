/* env.h - what other commands say of `awsmfa env` */
#ifndef COMMANDS_ENV_H
#define COMMANDS_ENV_H

#include "commands/command.h"

/* The line that does what the user asked for, in a shell without the hook, with the profile of
 * OPTIONS: eval "$(awsmfa env ops)". Appends it to LINE. */
void	env_line(struct secret *line, const struct options *options);

/* The same for a shell with the hook: awsmfa use ops. */
void	use_line(struct secret *line, const struct options *options);

#endif
