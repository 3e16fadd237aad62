/* check_hook.h - what else is in a hooked shell
 *
 * A hook lives in variables of its shell that other tools set too. What the shell told of itself
 * (shell/report.h) is judged by its own row (shell/shells.h); here is what is the same for all shells,
 * without one at hand:
 *
 *	report_parse(&report, "names=AWS_PROFILE\nEDITOR\n\037");
 *	hook_fixed_variables(&text, shell_fish.hook, &report);
 *	text is "AWS_PROFILE"
 */
#ifndef DOCTOR_CHECK_HOOK_H
#define DOCTOR_CHECK_HOOK_H

#include "shell/shells.h"

/* The tool that replaced our part of the prompt, by its text; NULL: none that is known. */
const char *hook_replacer(const struct report *report);

/* The names of other tools that the report mentions: "direnv, starship". TEXT is replaced. */
void	hook_neighbours(struct secret *text, const struct report *report);

/* The variables of the report that a session or the hook cannot set or unset, by blanks. TEXT is replaced. */
void	hook_fixed_variables(struct secret *text, const struct shell_hook *hook, const struct report *report);

#endif
