#include "doctor/check_hook.h"

#include <stdio.h>
#include <string.h>

#include "doctor/checkup.h"
#include "session/hook_mode.h"
#include "shell/exports.h"

#define CHECK "hook"

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

/* Whether a session sets or unsets that variable, or the hook does; *YIELDS: only where the user has not set it. */
static bool
is_needed(const struct shell_hook *hook, const char *name, bool *yields)
{
	*yields = false;
	return exports_has(name, yields) || report_has_word(hook->variables, name) ||
	    strncmp(name, "__awsmfa_", 9) == 0;
}

/* Each line of the report ends in a name. */
void
hook_fixed_variables(struct secret *text, const struct shell_hook *hook, const struct report *report)
{
	const char *line = report_text(report, "names");
	size_t length, told;
	char name[64];
	bool yields;

	secret_set(text, "");
	for (; *line != '\0'; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		for (told = length; told > 0 && line[told - 1] != ' '; told--)
			;
		snprintf(name, sizeof(name), "%.*s", (int)(length - told), line + told);
		if (is_needed(hook, name, &yields) && hook->is_fixed(line, told, yields))
			secret_printf(text, "%s%s", text->len > 0 ? " " : "", name);
	}
}

/* --- findings ----------------------------------------------------------------------------------- */

static void
tell_not_loaded(struct checkup *checkup)
{
	const struct shell *shell = checkup->shell;
	bool inherited = shell_session_is_ours(&checkup->terminal.held);
	struct secret names = SECRET_INIT;

	if (shell == NULL || shell->hook == NULL) {
		shells_write_hooked(&names);
		finding_add(&checkup->findings, CHECK, FINDING_SKIPPED,
		    "not called from %s, which are the shells with a hook%s", secret_text(&names),
		    inherited ? "; nothing renews the session" : "");
		secret_clear(&names);
		return;
	}
	finding_add(&checkup->findings, CHECK, FINDING_WARNING, "not loaded in this %s%s", shell->name, inherited ?
	    ", which has inherited a session that nothing renews" :
	    ", or awsmfa was called past it (with `command` or its path)");
	finding_remedy(&checkup->findings, "add this line to the end of %s and start a new shell: %s",
	    shell->hook->file, shell->hook->line);
}

static void
tell_place(struct checkup *checkup)
{
	const struct shell *shell = checkup->shell;
	struct findings *findings = &checkup->findings;
	const char *replacer = hook_replacer(&checkup->report);
	struct hook_place place = HOOK_PLACE_INIT;

	shell->hook->judge(&place, &checkup->report);
	if (*place.prompt == '\0' && *place.command == '\0') {
		finding_add(findings, CHECK, FINDING_OK, "loaded and active (%s %s)%s", shell->name,
		    report_text(&checkup->report, "version"),
		    hook_mode_read() == HOOK_OFF ? "; AWSMFA_HOOK is off, so it renews nothing" : "");
		return;
	}
	if (*place.prompt != '\0') {
		finding_add(findings, CHECK, FINDING_PROBLEM, "%s%s%s: no prompt renews the session; "
		    "make the hook's line the last one in the start-up file", place.prompt,
		    replacer == NULL ? "" : ", perhaps by ", replacer == NULL ? "" : replacer);
		finding_remedy(findings, "%s", shell->hook->line);
	}
	if (*place.command != '\0') {
		finding_add(findings, CHECK, place.by_choice ? FINDING_WARNING : FINDING_PROBLEM,
		    "%s: a command typed at an old prompt runs with the old session", place.command);
		finding_remedy(findings, "%s", *place.instead != '\0' ? place.instead : shell->hook->line);
	}
}

static void
tell_surroundings(struct checkup *checkup)
{
	const struct shell_hook *hook = checkup->shell->hook;
	struct findings *findings = &checkup->findings;
	struct secret text = SECRET_INIT;

	hook_neighbours(&text, &checkup->report);
	if (text.len > 0)
		finding_add(findings, "tools", FINDING_OK, "also in this shell: %s", secret_text(&text));
	hook_fixed_variables(&text, hook, &checkup->report);
	if (text.len > 0) {
		finding_add(findings, CHECK, FINDING_PROBLEM, "%s: %s", hook->fixed, secret_text(&text));
		finding_remedy(findings, "%s%s%s", hook->mend_before, secret_text(&text), hook->mend_after);
	}
	secret_clear(&text);
}

void
check_hook(struct checkup *checkup)
{
	if (!state_is_hooked(&checkup->terminal.state)) {
		tell_not_loaded(checkup);
		return;
	}
	if (report_get(&checkup->report, "version") == NULL) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "loaded by another version of awsmfa, so this one cannot check it");
		finding_remedy(&checkup->findings, "%s", checkup->shell->hook->line);
		return;
	}
	tell_place(checkup);
	tell_surroundings(checkup);
}
