/* zsh.c - zsh, whose hook is in precmd_functions and preexec_functions */
#include <string.h>

#include "shell/sh.h"

HOOK_TEXT(zsh);

static void
judge(struct hook_place *place, const struct report *report)
{
	if (!report_has_word(report_text(report, "precmd"), "__awsmfa_prompt"))
		place->prompt = "precmd_functions was set again after the hook was loaded";
	if (!report_has_word(report_text(report, "preexec"), "__awsmfa_command"))
		place->command = "preexec_functions was set again after the hook was loaded";
}

/* The report is of `typeset +m`: "integer readonly NAME". */
static bool
is_fixed(const char *told, size_t length, bool yields)
{
	(void)yields;
	return memmem(told, length, "readonly", 8) != NULL;
}

static const struct shell_hook hook = {
	SH_HOOK,
	.text = &hook_text_zsh,
	.file = "~/.zshrc",
	.line = "eval \"$(awsmfa hook zsh)\"",
	.judge = judge,
	.variables = "precmd_functions preexec_functions",
	.is_fixed = is_fixed,
	MEND_READONLY,
};

const struct shell shell_zsh = {
	.name = "zsh",
	SH_LINES,
	.hook = &hook,
};
