/* home.h - paths as people write them
 *
 *	char text[] = "profile 'x' is not in /home/alice/.aws/config";
 *
 *	home_shorten(text);			"profile 'x' is not in ~/.aws/config"
 *
 * Every shell expands a ~ that begins a word, so a line to type stays one. Not so in quotes, behind '=' or in the
 * middle of a word: a path stays as it is there, and in everything that programs read.
 *
 *	home_expand("~/.aws/config", err);	"/home/alice/.aws/config"
 */
#ifndef BASE_HOME_H
#define BASE_HOME_H

#include "base/error.h"

/* Replaces the home directory by ~ where it begins a path in TEXT, in place. */
void	home_shorten(char *text);

/* Whether PATH is "~" or begins with "~/", and HOME says what that is. */
bool	home_is_meant(const char *path);

/* PATH with the home directory for such a ~; any other path as it is. To be freed. NULL: too long, or no memory. */
char	*home_expand(const char *path, struct error *err);

#endif
