/* shells.h - the shells, a row each
 *
 * What differs from shell to shell is in the row of the shell, in the file of its name: bash.c, zsh.c, fish.c,
 * csh.c, sh.c. Nothing else knows a shell by its name:
 *
 *	const struct shell *shell = shells_find("tcsh");	NULL: none is called that
 *
 *	format_write(&text, shell->format, change, count, err)
 *	if (shell->hook != NULL)
 *		shell->hook->line is what loads it
 *
 * Lines for a person to type are put together in line.h, the answer to a hook in hook_answer.h, the names that
 * --format takes in formats.h. A new shell is one file and one line here, and its hook a file in shell/:
 * CONTRIBUTING.md says how.
 */
#ifndef SHELL_SHELLS_H
#define SHELL_SHELLS_H

#include <stddef.h>

#include "shell/format.h"
#include "shell/hook_texts.h"
#include "shell/report.h"

/* In the order of lists and messages. The first speaks for a shell that awsmfa does not know. */
#define SHELLS(ROW) \
	ROW(sh) \
	ROW(bash) \
	ROW(zsh) \
	ROW(fish) \
	ROW(csh)

struct shell {
	const char	*name;
	const char	*aliases;	/* other names of it and of shells that are alike, between blanks; NULL: none */
	const struct format *format;	/* of code that its user evaluates */

	/* Lines for its user, as the pieces around what varies. */
	const char	*env_before;	/* the arguments of `awsmfa env`, in the line that evaluates it */
	const char	*env_after;
	const char	*env_bars;	/* the bytes that no word between these can hold; NULL: none */
	const char	*set_before;	/* the name of a variable that is exported */
	const char	*set_between;	/* name and value */
	const char	*unset_before;	/* the first of some names */
	const char	*unset_between;	/* two of them */
	const char	*path_rest;	/* after a directory: the PATH that was there */

	const struct shell_hook	*hook;	/* NULL: it has none */
};

struct shell_hook {
	const struct hook_text	*text;	/* the file in shell/, as it is */
	const char	*file;		/* the start-up file */
	const char	*line;		/* which loads the hook there */

	/* The code that it evaluates. */
	const struct format *format;
	/* Assigns VALUE, which is code, to __awsmfa_NAME. */
	void		(*keep)(struct secret *out, const char *name, const char *value);
	const char	*seen;		/* code: what is compared before a prompt */
	const char	*if_before;	/* code around what is only for a shell that has taken the session */
	const char	*if_after;
	const char	*print_before;	/* code: prints the word that follows, and nothing after it */
	const char	*cancel;	/* code: the typed command is not to run; "": the shell cannot do that */
	long long	(*clock_offset)(void);	/* seconds that its clock is behind the epoch; NULL: none */

	/* What it tells doctor of itself. */
	void		(*judge)(struct hook_place *place, const struct report *report);
	const char	*variables;	/* that the hook sets, besides __awsmfa_*, between blanks */

	/* Whether a variable of the report's field "names" cannot be set or unset. TOLD has, in LENGTH bytes, what
	 * comes before its name. YIELDS: a session leaves the user's own value as it is. */
	bool		(*is_fixed)(const char *told, size_t length, bool yields);
	const char	*fixed;		/* what such variables are */
	const char	*mend_before;	/* their names, in what helps */
	const char	*mend_after;
};

#define DECLARE(name) extern const struct shell shell_##name;
SHELLS(DECLARE)
#undef DECLARE

/* All of them, ended by NULL. */
extern const struct shell *const shells[];

/* The shell of that name, or alias; NULL: there is none. */
const struct shell *shells_find(const char *name);

/* The same, of those that have a hook. */
const struct shell *shells_find_hooked(const char *name);

/* Appends the names of those that have a hook: "bash, zsh or fish". */
void	shells_write_hooked(struct secret *out);

#endif
