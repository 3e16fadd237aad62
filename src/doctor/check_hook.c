#include "doctor/check_hook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "doctor/checkup.h"
#include "session/renew.h"

#define CHECK "hook"

/* --- in its place? ------------------------------------------------------------------------------ */

/* PS0 and the URG signal, which is how bash comes to us before a command. */
static void
judge_bash_command(struct hook_place *place, const struct report *report)
{
	const char *urg = report_text(report, "urg");
	bool has_trap = strstr(urg, "__awsmfa_command") != NULL;
	bool is_free = *urg == '\0' || strncmp(urg, "trap -- - ", 10) == 0;

	if (strstr(report_text(report, "options"), "promptvars") == NULL) {
		place->command = "the option promptvars is off, so that PS0 is not expanded";
		place->first = "shopt -s promptvars; ";
		place->by_choice = true;
	} else if (!has_trap && !is_free) {
		place->command = "the trap of the signal URG is another one";
		place->first = "trap - URG; ";
		place->by_choice = true;
	} else if (*report_text(report, "wants") == '\0') {
		place->by_choice = has_trap || is_free;
		place->command = strtod(report_text(report, "version"), NULL) > 4.3 ?
		    "it was switched off when PS0 or the signal URG was not to be had" :
		    "bash before 4.4 has no PS0";
	} else if (!has_trap) {
		place->command = "the trap of the signal URG was removed";
	} else if (strstr(report_text(report, "ps0"), "${__awsmfa_due[") == NULL) {
		place->command = "PS0 was set anew after the hook was loaded";
	}
}

/* Whether our entry of PROMPT_COMMAND is whole: with something joined to its name it is another command. */
static bool
has_bash_entry(const char *prompt)
{
	static const char entry[] = "${__awsmfa_state+\"__awsmfa_prompt\"} && _=";
	const char *at;

	for (at = strstr(prompt, entry); at != NULL; at = strstr(at + 1, entry))
		if (at == prompt || strchr(" \t\n;&|({", at[-1]) != NULL)
			return true;
	return false;
}

void
hook_judge(struct hook_place *place, const char *shell, const struct report *report)
{
	*place = (struct hook_place){ .prompt = "", .command = "", .first = "" };
	if (strcmp(shell, "bash") == 0) {
		if (!has_bash_entry(report_text(report, "prompt")))
			place->prompt = "PROMPT_COMMAND was set anew after the hook was loaded";
		judge_bash_command(place, report);
	} else if (strcmp(shell, "zsh") == 0) {
		if (!report_has_word(report_text(report, "precmd"), "__awsmfa_prompt"))
			place->prompt = "precmd_functions was set anew after the hook was loaded";
		if (!report_has_word(report_text(report, "preexec"), "__awsmfa_command"))
			place->command = "preexec_functions was set anew after the hook was loaded";
	} else {
		if (!report_has_word(report_text(report, "handlers"), "__awsmfa_prompt"))
			place->prompt = "the function __awsmfa_prompt is gone, or handles no event";
		if (!report_has_word(report_text(report, "handlers"), "__awsmfa_command"))
			place->command = "the function __awsmfa_command is gone, or handles no event";
	}
}

/* --- neighbours --------------------------------------------------------------------------------- */

/* Tools by the functions and aliases that they define. */
static const struct {
	const char	*name;
	const char	*tool;
	bool		 prompts;	/* it has something to do before a prompt */
} tools[] = {
	{ "_direnv_hook", "direnv", true }, { "__direnv_export_eval", "direnv", true },
	{ "starship_precmd", "starship", true }, { "prompt_starship_precmd", "starship", true },
	{ "__bp_precmd_invoke_cmd", "bash-preexec", true }, { "ble-attach", "ble.sh", false },
	{ "__vsc_prompt_cmd", "VS Code", true }, { "__vsc_precmd", "VS Code", true },
	{ "__vsc_fish_prompt_start", "VS Code", true },
	{ "_p9k_precmd", "powerlevel10k", true }, { "p10k", "powerlevel10k", false },
	{ "assume", "granted (assume)", false }, { "awsume", "awsume", false }, { "aws-vault", "aws-vault", false },
	{ "aws-mfa", "aws-mfa", false },
	{ "aws", "an aws that is a function or alias and may bring its own keys", false },
};

const char *
hook_replacer(const struct report *report)
{
	static const char *const fields[] = { "prompt", "precmd", "preexec" };
	size_t i, field;

	for (i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		for (field = 0; field < sizeof(fields) / sizeof(fields[0]); field++)
			if (tools[i].prompts && strstr(report_text(report, fields[field]), tools[i].name) != NULL)
				return tools[i].tool;
	return NULL;
}

static void
add_name(struct secret *text, const char *name)
{
	if (strstr(secret_text(text), name) != NULL)
		return;
	if (text->len > 0)
		secret_puts(text, ", ");
	secret_puts(text, name);
}

/* Whether "NAME: function" or "NAME: alias" is a line of TOLD. */
static bool
is_defined(const char *told, const char *name)
{
	size_t length = strlen(name);

	for (; told != NULL && *told != '\0'; told = strchr(told, '\n')) {
		told += *told == '\n';
		if (strncmp(told, name, length) == 0 && told[length] == ':' &&
		    (strncmp(told + length, ": function", 10) == 0 || strncmp(told + length, ": alias", 7) == 0))
			return true;
	}
	return false;
}

void
hook_neighbours(struct secret *text, const struct report *report)
{
	size_t i;

	secret_set(text, "");
	for (i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (is_defined(report_text(report, "tools"), tools[i].name))
			add_name(text, tools[i].tool);
}

/* --- variables ---------------------------------------------------------------------------------- */

/* Whether a session sets or unsets that variable, or the hook does. */
static bool
is_in_the_way(const char *name, size_t length)
{
	static const char *const names[] = {
		"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN", "AWS_SESSION_EXPIRATION", "AWS_ACCOUNT_ID",
		"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
		"AWS_CREDENTIAL_EXPIRATION", "AWS_ACCESS_KEY_ID", "AWSMFA_REGION", "AWSMFA_PROFILE", "AWSMFA_OPTIONS",
		"AWSMFA_SAVED", "AWSMFA_STARTED", "AWSMFA_KEY_ID", "AWSMFA_EXPIRES",
		"PS0", "PROMPT_COMMAND", "precmd_functions", "preexec_functions",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(names[i], name, length) == 0 && names[i][length] == '\0')
			return true;
	return length > 9 && strncmp(name, "__awsmfa_", 9) == 0;
}

/* The lines are: bash `declare -r NAME` without the value, zsh "integer readonly NAME", fish the name alone. */
void
hook_fixed_variables(struct secret *text, const char *shell, const struct report *report)
{
	const char *line = report_text(report, "names"), *name;
	bool fish = strcmp(shell, "fish") == 0;
	size_t length;

	secret_set(text, "");
	for (; *line != '\0'; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		for (name = line + length; name > line && name[-1] != ' '; name--)
			;
		if (!is_in_the_way(name, (size_t)(line + length - name)) ||
		    (strcmp(shell, "zsh") == 0 && memmem(line, (size_t)(name - line), "readonly", 8) == NULL) ||
		    (fish && memmem(name, (size_t)(line + length - name), "REGION", 6) != NULL))
			continue;	/* a region of the user's own stays as it is */
		secret_puts(text, text->len > 0 ? " " : "");
		secret_add(text, name, (size_t)(line + length - name));
	}
}

/* --- findings ----------------------------------------------------------------------------------- */

static void
tell_not_loaded(struct checkup *checkup)
{
	static const char *const files[] = {
		"bash", "~/.bashrc", "zsh", "~/.zshrc", "fish", "~/.config/fish/config.fish",
	};
	const char *line = line_for_hook(checkup->shell), *file = "";
	bool inherited = shell_session_is_ours(&checkup->request.held);
	size_t i;

	if (line == NULL) {
		finding_add(&checkup->findings, CHECK, FINDING_SKIPPED,
		    "not called from bash, zsh or fish, which are the shells with a hook%s",
		    inherited ? "; nothing renews the session" : "");
		return;
	}
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i += 2)
		if (strcmp(files[i], checkup->shell) == 0)
			file = files[i + 1];
	finding_add(&checkup->findings, CHECK, FINDING_WARNING, "not loaded in this %s%s", checkup->shell, inherited ?
	    ", which has inherited a session that nothing renews" :
	    ", or awsmfa was called past it (by `command` or its path)");
	finding_remedy(&checkup->findings, "add this line to the end of %s and start a new shell: %s", file, line);
}

static void
tell_place(struct checkup *checkup)
{
	const char *shell = checkup->request.state.shell, *version = report_text(&checkup->report, "version");
	struct findings *findings = &checkup->findings;
	const char *replacer = hook_replacer(&checkup->report);
	struct hook_place place;

	hook_judge(&place, shell, &checkup->report);
	if (*place.prompt == '\0' && *place.command == '\0') {
		finding_add(findings, CHECK, FINDING_OK, "loaded and in its place (%s %s)%s", shell, version,
		    hook_mode() == HOOK_OFF ? "; AWSMFA_HOOK is off, so that it renews nothing" : "");
		return;
	}
	if (*place.prompt != '\0') {
		finding_add(findings, CHECK, FINDING_PROBLEM, "%s%s%s: no prompt renews the session; "
		    "let the hook's line be the last of the start-up file", place.prompt,
		    replacer == NULL ? "" : ", perhaps by ", replacer == NULL ? "" : replacer);
		finding_remedy(findings, "%s%s", place.first, line_for_hook(shell));
	}
	if (*place.command != '\0') {
		finding_add(findings, CHECK, place.by_choice ? FINDING_WARNING : FINDING_PROBLEM,
		    "%s: a command typed at an old prompt runs with the old session", place.command);
		if (strstr(place.command, "before 4.4") == NULL)
			finding_remedy(findings, "%s%s", place.first, line_for_hook(shell));
	}
}

static void
tell_surroundings(struct checkup *checkup)
{
	const char *shell = checkup->request.state.shell;
	struct findings *findings = &checkup->findings;
	struct secret text = SECRET_INIT;

	hook_neighbours(&text, &checkup->report);
	if (text.len > 0)
		finding_add(findings, "tools", FINDING_OK, "also in this shell: %s", secret_text(&text));
	hook_fixed_variables(&text, shell, &checkup->report);
	if (text.len > 0 && strcmp(shell, "fish") == 0) {
		finding_add(findings, CHECK, FINDING_PROBLEM,
		    "universal variables, which a session cannot take out: %s",
		    secret_text(&text));
		finding_remedy(findings, "set -eU %s", secret_text(&text));
	} else if (text.len > 0) {
		finding_add(findings, CHECK, FINDING_PROBLEM, "readonly variables, which no session can set: %s",
		    secret_text(&text));
		if (strcmp(shell, "zsh") == 0)
			finding_remedy(findings, "typeset +r %s", secret_text(&text));
		else
			finding_remedy(findings,
			    "take the `readonly` of these out of your start-up files and start a new shell");
	}
	secret_clear(&text);
}

void
check_hook(struct checkup *checkup)
{
	if (!state_is_hooked(&checkup->request.state)) {
		tell_not_loaded(checkup);
		return;
	}
	if (report_get(&checkup->report, "version") == NULL) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "loaded by another version of awsmfa, which cannot tell its place");
		finding_remedy(&checkup->findings, "%s", line_for_hook(checkup->shell));
		return;
	}
	tell_place(checkup);
	tell_surroundings(checkup);
}
