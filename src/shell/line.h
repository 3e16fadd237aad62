/* line.h - a line to type, as the reader's shell wants it
 *
 *	line_env(&text, caller_shell(NULL), "--drop", NULL);
 *
 *	text is	eval "$(awsmfa env --drop)"			in bash
 *		awsmfa env --format fish --drop | source	in fish
 *		eval "$(awsmfa env --drop)" (fish: awsmfa env --format fish --drop | source)
 *
 * the last where the shell is not known (NULL): the form of sh, which most shells take, and that of each shell
 * with a hook that does not. Everything is appended to OUT.
 */
#ifndef SHELL_LINE_H
#define SHELL_LINE_H

#include "shell/shells.h"

/* The line that evaluates `awsmfa env OPTION PROFILE`. OPTION, PROFILE: NULL for none. */
void	line_env(struct secret *out, const struct shell *shell, const char *option, const char *profile);

/* The line that gets a session of PROFILE (NULL: none is named) into the shell: `awsmfa use PROFILE` if it is
 * HOOKED, else line_env. */
void	line_use(struct secret *out, const struct shell *shell, bool hooked, const char *profile);

/* The line that exports NAME with VALUE, which is code: a word of line_word, or "$other". */
void	line_set(struct secret *out, const struct shell *shell, const char *name, const char *value);

/* The line that puts DIRECTORY before the rest of PATH. */
void	line_path(struct secret *out, const struct shell *shell, const char *directory);

/* The line that unsets NAMES, which are separated by blanks. */
void	line_unset(struct secret *out, const struct shell *shell, const char *names);

/* TEXT as one word, unchanged if it needs no quotes; for sh when the shell is not known. */
void	line_word(struct secret *out, const struct shell *shell, const char *text);

#endif
