#include "doctor/checkup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/io.h"
#include "shell/format.h"

static const struct loader {
	const char	*shell;
	const char	*line;
} loaders[] = {
	{ "bash", "eval \"$(awsmfa hook bash)\"" },
	{ "zsh", "eval \"$(awsmfa hook zsh)\"" },
	{ "fish", "awsmfa hook fish | source" },
};

const char *
line_for_hook(const char *shell)
{
	size_t i;

	for (i = 0; i < sizeof(loaders) / sizeof(loaders[0]); i++)
		if (strcmp(loaders[i].shell, shell) == 0)
			return loaders[i].line;
	return NULL;
}

static bool
is_fish(const struct checkup *checkup)
{
	return strcmp(checkup->shell, "fish") == 0;
}

static bool
is_csh(const struct checkup *checkup)
{
	return strcmp(checkup->shell, "csh") == 0 || strcmp(checkup->shell, "tcsh") == 0;
}

const char *
line_for_session(const struct checkup *checkup)
{
	if (state_is_hooked(&checkup->terminal.state))
		return "awsmfa use";
	if (is_csh(checkup))
		return "eval \"`awsmfa env --format csh`\"";
	return is_fish(checkup) ? "awsmfa env --format fish | source" : "eval \"$(awsmfa env)\"";
}

void
put_word(struct secret *out, const struct checkup *checkup, const char *text)
{
	format_word(out, is_fish(checkup) ? FORMAT_FISH : is_csh(checkup) ? FORMAT_CSH : FORMAT_SH, text);
}

void
remedy_unset(struct checkup *checkup, const char *names)
{
	struct secret line = SECRET_INIT;
	size_t length;

	if (!is_csh(checkup)) {
		finding_remedy(&checkup->findings, "%s %s", is_fish(checkup) ? "set -e" : "unset", names);
		return;
	}
	for (; *names != '\0'; names += length + (names[length] == ' ')) {	/* unsetenv takes one */
		length = strcspn(names, " ");
		secret_printf(&line, "%sunsetenv %.*s", line.len > 0 ? "; " : "", (int)length, names);
	}
	finding_remedy(&checkup->findings, "%s", secret_text(&line));
	secret_clear(&line);
}

void
remedy_set(struct checkup *checkup, const char *name, const char *value)
{
	if (is_fish(checkup))
		finding_remedy(&checkup->findings, "set -gx %s %s", name, value);
	else if (is_csh(checkup))
		finding_remedy(&checkup->findings, "setenv %s %s", name, value);
	else
		finding_remedy(&checkup->findings, "export %s=%s", name, value);
}

/* The shell that called us: the one whose hook did, else the one we are a child of. */
static void
find_shell(struct checkup *checkup)
{
	static const char *const known[] = { "bash", "zsh", "fish", "csh", "tcsh", "sh", "dash", "ksh", "mksh" };
	struct secret name = SECRET_INIT;
	struct error ignored;
	struct stat info;
	char path[40];
	size_t i;

	snprintf(checkup->shell, sizeof(checkup->shell), "%s", checkup->terminal.state.shell);
	if (checkup->shell[0] != '\0')
		return;
	snprintf(path, sizeof(path), "/proc/%ld/comm", (long)getppid());
	if (io_read_file(path, 64, &name, &info, &ignored) && name.len > 0)
		secret_truncate(&name, name.len - 1);		/* its newline */
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(secret_text(&name), known[i]) == 0)
			snprintf(checkup->shell, sizeof(checkup->shell), "%s", known[i]);
	secret_clear(&name);
}

bool
checkup_run(struct checkup *checkup, const struct options *options, struct error *err)
{
	if (!asked_read(&checkup->asked, options, err) || !terminal_read(&checkup->terminal, err))
		return false;
	report_read(&checkup->report);
	find_shell(checkup);
	checkup->link = (struct helper_link){ .settings = &checkup->plan.endpoint, .hurried = true, .tells_clock = true };

	check_program(checkup);
	check_files(checkup);
	check_profile(checkup);
	check_network(checkup);
	check_device(checkup);
	check_environment(checkup);
	check_session(checkup);
	check_sharing(checkup);
	check_hook(checkup);
	return checkup->findings.failed ? error_memory(err) : true;
}

void
checkup_clear(struct checkup *checkup)
{
	helper_link_stop(&checkup->link);
	keys_clear(&checkup->keys);
	plan_clear(&checkup->plan);
	asked_clear(&checkup->asked);
	terminal_clear(&checkup->terminal);
	report_clear(&checkup->report);
	findings_clear(&checkup->findings);
}
