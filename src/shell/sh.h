/* sh.h - what the POSIX shells have in common: those of sh.c, bash and zsh */
#ifndef SHELL_SH_H
#define SHELL_SH_H

#include "shell/shells.h"

/* What eval "$(awsmfa env)" evaluates: one `if`, which does nothing and fails where a variable is readonly. In
 * it all unsets are one statement, in order, and come first; everything else keeps the order of the list. */
extern const struct format format_sh;

/* The same for a hook in bash or zsh: no alias or function stands in for a command. */
extern const struct format format_hook;

/* The lines of a row: the same in all of them. */
#define SH_LINES \
	.format = &format_sh, \
	.env_before = "eval \"$(awsmfa env", .env_after = ")\"", \
	.set_before = "export ", .set_between = "=", \
	.unset_before = "unset ", .unset_between = " ", \
	.path_rest = ":\"$PATH\""

/* What the hooks of bash and zsh have in common. Variables are arrays of one element, which neither exports. */
#define SH_HOOK \
	.format = &format_hook, \
	.keep = sh_keep, \
	.seen = "\"${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}\"", \
	.if_before = "\\builtin test \"$?\" -eq 0 && {\n", .if_after = "};\n", \
	.print_before = "\\builtin printf %s ", \
	.cancel = "__awsmfa_cancel;\n", \
	.fixed = "readonly variables, which no session can set"

/* No `typeset +r`: somebody may have meant it. */
#define MEND_READONLY \
	.mend_before = "remove the `readonly` of ", \
	.mend_after = " from your start-up files and start a new shell"

void	sh_keep(struct secret *out, const char *name, const char *value);

#endif
