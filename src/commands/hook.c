#include "commands/command.h"
#include "shell/caller.h"
#include "shell/line.h"

static const struct option_spec *const options_of_hook[] = { NULL };

static bool hook_run(const struct options *options, struct secret *out, struct error *err);
static void hook_describe(struct secret *out);

const struct command command_hook = {
	.name = "hook",
	.arguments = hook_text_names,
	.summary = "print the hook that renews the session by itself",
	.description =
	    "With the hook `awsmfa use` puts a session into the shell and `awsmfa drop` takes\n"
	    "it out. When it has expired, the code is asked for before the next command or\n"
	    "prompt. AWSMFA_HOOK=lazy asks only before commands that use AWS, AWSMFA_HOOK=off\n"
	    "never. One line at the end of a start-up file loads it:\n\n",
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

/* What helps in the shell that asked: the line for its hook, or where it has none, for a session. */
static bool
hint(struct error *err)
{
	const struct shell *shell = caller_shell(NULL);
	struct secret text = SECRET_INIT;

	if (shell != NULL && shell->hook != NULL) {
		secret_printf(&text, "at the end of %s: %s", shell->hook->file, shell->hook->line);
	} else {
		shells_write_hooked(&text);
		secret_puts(&text, "; in others, when a session is needed: ");
		line_env(&text, shell == NULL ? shells[0] : shell, NULL, NULL);
	}
	error_hint(err, "%s", secret_text(&text));
	secret_clear(&text);
	return false;
}

static bool
hook_run(const struct options *options, struct secret *out, struct error *err)
{
	const struct shell *shell;

	if (options->count != 1) {
		error_set(err, STATUS_USAGE, "for which shell?");
		return hint(err);
	}
	shell = shells_find_hooked(options->arguments[0]);
	if (shell == NULL) {
		error_set(err, STATUS_USAGE, "there is no hook for '%s'", options->arguments[0]);
		return hint(err);
	}
	secret_add(out, shell->hook->text->bytes, shell->hook->text->size);
	return true;
}
