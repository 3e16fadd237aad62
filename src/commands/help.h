/* help.h - help texts, made from the tables of the commands */
#ifndef COMMANDS_HELP_H
#define COMMANDS_HELP_H

#include "commands/command.h"

/* All commands. */
void	help_write(struct secret *out);

/* Five lines, for users who typed `awsmfa` alone. */
void	help_write_short(struct secret *out);

/* One command with its options. */
void	help_write_command(struct secret *out, const struct command *command);

#endif
