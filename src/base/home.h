/* home.h - paths as people write them
 *
 *	char text[] = "profile 'x' is not in /home/alice/.aws/config";
 *
 *	home_shorten(text);			"profile 'x' is not in ~/.aws/config"
 *
 * Every shell expands a ~ that begins a word, so a line to type stays one. Not so in quotes, behind '=' or in the
 * middle of a word: a path stays as it is there, and in everything that programs read.
 */
#ifndef BASE_HOME_H
#define BASE_HOME_H

/* Replaces the home directory by ~ where it begins a path in TEXT, in place. */
void	home_shorten(char *text);

#endif
