/* bash.c - bash, whose hook is in PROMPT_COMMAND, and in PS0 by way of the signal URG */
#include <stdlib.h>
#include <string.h>

#include "shell/sh.h"

HOOK_TEXT(bash);

#define PRESS_ENTER "press Enter at an old prompt before you type a command there"

/* PS0 and the URG signal, which is how bash comes to us before a command. What a tool has set stays as it is: with
 * promptvars off, a prompt may hold the name of a branch, which bash would run with the option on. */
static void
judge_command(struct hook_place *place, const struct report *report)
{
	const char *urg = report_text(report, "urg");
	bool has_trap = strstr(urg, "__awsmfa_command") != NULL;
	bool is_free = *urg == '\0' || strncmp(urg, "trap -- - ", 10) == 0;

	if (strstr(report_text(report, "options"), "promptvars") == NULL) {
		place->command = "the option promptvars is off, so bash does not expand PS0";
		place->instead = PRESS_ENTER "; leave promptvars off, because a tool may need that for your safety";
		place->by_choice = true;
	} else if (!has_trap && !is_free) {
		place->command = "another trap is set on the signal URG";
		place->instead = PRESS_ENTER;
		place->by_choice = true;
	} else if (*report_text(report, "wants") == '\0') {
		place->by_choice = has_trap || is_free;
		place->command = "it switched itself off because PS0 or the signal URG was not available";
		if (strtod(report_text(report, "version"), NULL) <= 4.3) {
			place->command = "bash before 4.4 has no PS0";
			place->instead = PRESS_ENTER;
		}
	} else if (!has_trap) {
		place->command = "the trap of the signal URG was removed";
	} else if (strstr(report_text(report, "ps0"), "${__awsmfa_due[") == NULL) {
		place->command = "PS0 was set again after the hook was loaded";
	}
}

/* Whether our entry of PROMPT_COMMAND is whole: with something joined to its name it is another command. */
static bool
has_entry(const char *prompt)
{
	static const char entry[] = "${__awsmfa_state+\"__awsmfa_prompt\"} && _=";
	const char *at;

	for (at = strstr(prompt, entry); at != NULL; at = strstr(at + 1, entry))
		if (at == prompt || strchr(" \t\n;&|({", at[-1]) != NULL)
			return true;
	return false;
}

/* Tools such as starship and VS Code keep the old PROMPT_COMMAND in a variable of their own and run it. */
static void
judge(struct hook_place *place, const struct report *report)
{
	if (!has_entry(report_text(report, "prompt")) && *report_text(report, "called") == '\0')
		place->prompt = "PROMPT_COMMAND was set again after the hook was loaded";
	judge_command(place, report);
}

/* The report has readonly ones alone: `declare -ir NAME`, without the value. */
static bool
is_fixed(const char *told, size_t length, bool yields)
{
	(void)told;
	(void)length;
	(void)yields;
	return true;
}

static const struct shell_hook hook = {
	SH_HOOK,
	.text = &hook_text_bash,
	.file = "~/.bashrc",
	.line = "eval \"$(awsmfa hook bash)\"",
	.judge = judge,
	.variables = "PS0 PROMPT_COMMAND",
	.is_fixed = is_fixed,
	MEND_READONLY,
};

const struct shell shell_bash = {
	.name = "bash",
	SH_LINES,
	.hook = &hook,
};
