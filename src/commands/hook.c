#include <string.h>

#include "commands/command.h"
#include "shell/hook_texts.h"

static const struct option_spec *const options_of_hook[] = { NULL };

static bool hook_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_hook = {
	.name = "hook",
	.arguments = "bash|zsh|fish",
	.summary = "print the hook that renews the session by itself",
	.description =
	    "In ~/.bashrc:                    eval \"$(awsmfa hook bash)\"\n"
	    "In ~/.zshrc:                     eval \"$(awsmfa hook zsh)\"\n"
	    "In ~/.config/fish/config.fish:   awsmfa hook fish | source\n\n"
	    "Then `awsmfa use` puts a session into the shell and `awsmfa drop` takes it out.\n"
	    "When it has expired, the code is asked for before the next command or prompt.\n"
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
		error_set(err, STATUS_USAGE, "for which shell?");
	return error_hint(err, "bash, zsh or fish; in others: eval \"$(awsmfa env)\" when a session is needed");
}
