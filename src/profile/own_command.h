/* own_command.h - a command line that starts awsmfa
 *
 * The manual has a recipe by which other programs get the session as a profile of its own:
 *
 *	[profile mfa]
 *	credential_process = awsmfa env --format process -p default
 *
 * With `awsmfa use mfa` awsmfa would start itself for keys that nobody has; `awsmfa use default` is meant.
 */
#ifndef PROFILE_OWN_COMMAND_H
#define PROFILE_OWN_COMMAND_H

#include <stdbool.h>

#define OWN_COMMAND_NAME_SIZE 256

/* Whether COMMAND, a line for sh, starts awsmfa: its first word, or the first one behind assignments, exec, command
 * or env, is that name with or without a path. NAME then receives the profile that it asks for, "default" if it names
 * none. A wrapper is not seen through; AWSMFA_CREDENTIAL_PROCESS stops that one. */
bool	own_command_find(const char *command, char name[OWN_COMMAND_NAME_SIZE]);

#endif
