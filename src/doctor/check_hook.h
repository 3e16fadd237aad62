/* check_hook.h - whether a hook is still where it was put
 *
 * A hook lives in variables of its shell that other tools set too, and that a start-up file may set
 * anew. What the shell told of them (shell/report.h) is judged here, without a shell at hand:
 *
 *	report_parse(&report, "ps0=\037wants=${__awsmfa_due[...\037prompt=...\037urg=\037options=promptvars\037");
 *	hook_judge(&place, "bash", &report);
 *	place.prompt is "", place.command "PS0 was set anew ..."
 */
#ifndef DOCTOR_CHECK_HOOK_H
#define DOCTOR_CHECK_HOOK_H

#include "shell/report.h"

/* What is wrong with each of the two points; "": nothing. */
struct hook_place {
	const char	*prompt;	/* before a prompt */
	const char	*command;	/* before a typed command */
	const char	*first;		/* to be typed before the hook is loaded again; "": nothing */
	bool		 by_choice;	/* the command point is off by the user's own wish, or the shell's age */
};

/* SHELL is bash, zsh or fish. */
void	hook_judge(struct hook_place *place, const char *shell, const struct report *report);

/* The tool that shows in what took the place of a prompt's part; NULL: none that is known. */
const char *hook_replacer(const struct report *report);

/* The names of other tools that show in what was told: "direnv, starship". TEXT is replaced. */
void	hook_neighbours(struct secret *text, const struct report *report);

/* The readonly (bash, zsh) or universal (fish) variables that a session cannot set or unset, by
 * blanks. TEXT is replaced. */
void	hook_fixed_variables(struct secret *text, const char *shell, const struct report *report);

#endif
