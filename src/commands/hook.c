/* hook.c - awsmfa hook: the text that a start-up file evaluates */
#include "commands/command.h"
#include "shell/caller.h"
#include "shell/line.h"

static const struct option_spec *const options_of_hook[] = { NULL };

static bool hook_run(const struct options *options, struct secret *out, struct error *err);
static void hook_describe(struct secret *out);

const struct command command_hook = {
	.name = "hook",
	.arguments = hook_text_names,
	.summary = "print the hook that renews sessions automatically",
	.description =
	    "With the hook, `awsmfa use` starts a session in the shell, and `awsmfa drop`\n"
	    "removes it. Once it has expired, the hook asks for a code before the next\n"
	    "command or prompt. AWSMFA_HOOK=lazy asks only before commands that use AWS,\n"
	    "AWSMFA_HOOK=off never. Add one line at the end of your shell's start-up file:\n\n",
	.describe = hook_describe,
	.example = "eval \"$(awsmfa hook bash)\"",
	.options = options_of_hook,
	.run = hook_run,
};

static void
hook_describe(struct secret *out)
{
	size_t i;

	for (i = 0; shells[i] != NULL; i++)
		if (shells[i]->hook != NULL)
			secret_printf(out, "  %-28s  %s\n", shells[i]->hook->file, shells[i]->hook->line);
}

/* Which there are, and what does without one, as a line for SHELL. */
static bool
hint_hooks(const struct shell *shell, struct error *err)
{
	struct secret text = SECRET_INIT;

	shells_write_hooked(&text);
	secret_puts(&text, "; in other shells, type this for each session: ");
	line_env(&text, shell == NULL || shell->hook != NULL ? shells[0] : shell, NULL, NULL);
	error_hint(err, "%s", secret_text(&text));
	secret_clear(&text);
	return false;
}

/* The line that loads it in the shell that asked. */
static bool
hint_line(struct error *err)
{
	const struct shell *shell = caller_shell(NULL);

	if (shell == NULL || shell->hook == NULL)
		return hint_hooks(shell, err);
	return error_hint(err, "at the end of %s: %s", shell->hook->file, shell->hook->line);
}

static bool
hook_run(const struct options *options, struct secret *out, struct error *err)
{
	const struct shell *shell;

	if (options->count != 1) {
		error_set(err, STATUS_USAGE, "hook needs the name of one shell");
		return hint_line(err);
	}
	shell = shells_find_hooked(options->arguments[0]);
	if (shell == NULL) {
		error_set(err, STATUS_USAGE, "there is no hook for '%s'", options->arguments[0]);
		return hint_hooks(caller_shell(NULL), err);
	}
	secret_add(out, shell->hook->text->bytes, shell->hook->text->size);
	return true;
}
