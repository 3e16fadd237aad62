#include <string.h>

#include "commands/command.h"
#include "shell/hook_texts.h"

static const struct option_spec *const options_of_hook[] = { NULL };

static bool hook_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_hook = {
	.name = "hook",
	.arguments = "bash|zsh|fish",
	.summary = "print the hook that renews sessions automatically",
	.description =
	    "Add one line at the end of your shell's start-up file:\n\n"
	    "  ~/.bashrc                     eval \"$(awsmfa hook bash)\"\n"
	    "  ~/.zshrc                      eval \"$(awsmfa hook zsh)\"\n"
	    "  ~/.config/fish/config.fish    awsmfa hook fish | source\n\n"
	    "Then `awsmfa use` starts a session in the shell, and `awsmfa drop` removes it.\n"
	    "Once it has expired, the hook asks for a code before the next command or prompt.\n"
	    "AWSMFA_HOOK=lazy asks only before commands that use AWS, AWSMFA_HOOK=off never.\n",
	.example = "eval \"$(awsmfa hook bash)\"",
	.options = options_of_hook,
	.run = hook_run,
};

static bool
hook_run(const struct options *options, struct secret *out, struct error *err)
{
	size_t i;

	for (i = 0; options->count == 1 && hooks[i].shell != NULL; i++)
		if (strcmp(hooks[i].shell, options->arguments[0]) == 0) {
			secret_add(out, hooks[i].text, *hooks[i].size);
			return true;
		}
	if (options->count == 1)
		error_set(err, STATUS_USAGE, "there is no hook for '%s'", options->arguments[0]);
	else
		error_set(err, STATUS_USAGE, "hook needs the name of one shell");
	return error_hint(err, "name bash, zsh or fish; in other shells, type eval \"$(awsmfa env)\" for each session");
}
