/* report.h - what a hooked shell reports about itself, for `awsmfa doctor`
 *
 * Whether a hook is still active, which variables are readonly, what other tools are loaded:
 * only the shell can see it. Its function `awsmfa` hands it to doctor, and to no other command, in
 * one variable of that one process, as fields that end in an unprintable byte (037):
 *
 *	version=5.2.15(1)-release\037ps0=${__awsmfa_due[...\037prompt=...\037
 *
 *	struct report report = REPORT_INIT;
 *
 *	report_read(&report);			takes it out of our environment
 *	ps0 = report_get(&report, "ps0");		NULL: not told
 *	report_clear(&report);
 *
 * The shell only tells; what it means is decided in the file of that shell (bash.c, zsh.c, fish.c), and of
 * other tools in doctor/check_hook.c. The fields:
 *
 *	version						of the shell
 *	names		bash: of readonly variables; zsh: `typeset +m`; fish: of universal ones that are exported
 *	tools		functions and aliases of other tools: "NAME: function", a line each
 *	ps0 prompt urg options wants			bash: PS0, PROMPT_COMMAND, the trap, BASHOPTS, our part of PS0
 *	called						bash: "yes" if this PROMPT_COMMAND has called the hook
 *	precmd preexec					zsh: the two arrays
 *	handlers					fish: `functions --handlers`
 */
#ifndef SHELL_REPORT_H
#define SHELL_REPORT_H

#include "base/secret.h"

#define REPORT_VARIABLE "_AWSMFA_SEEN"

struct report {
	struct secret text;	/* each field NUL-ended */
};

#define REPORT_INIT { .text = SECRET_INIT }

/* What is wrong with each of the two points at which a hook looks; "": nothing. */
struct hook_place {
	const char	*prompt;	/* before a prompt */
	const char	*command;	/* before a typed command */
	bool		 by_choice;	/* the command point is off by the user's own wish, or the shell's age */
	const char	*instead;	/* what helps, if loading the hook again does not; "": it does */
};

#define HOOK_PLACE_INIT { .prompt = "", .command = "", .instead = "" }

/* Takes it out of the environment, which does not pass it on. */
void	report_read(struct report *report);

/* The same from TEXT. */
void	report_parse(struct report *report, const char *text);

/* The value of a field; NULL: the shell did not report it. */
const char *report_get(const struct report *report, const char *field);

/* The same, "" when it did not report it. */
const char *report_text(const struct report *report, const char *field);

/* Whether LIST, separated by blanks or newlines, has WORD. */
bool	report_has_word(const char *list, const char *word);

void	report_clear(struct report *report);

#endif
