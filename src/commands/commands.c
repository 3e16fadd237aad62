/* commands.c - the commands, in the order of the help */
#include <stddef.h>
#include <string.h>

#include "commands/command.h"
#include "commands/guess.h"
#include "shell/caller.h"
#include "shell/line.h"

const struct command *const commands[] = {
	&command_env,
	&command_use,
	&command_drop,
	&command_exec,
	&command_status,
	&command_profiles,
	&command_devices,
	&command_assign,
	&command_doctor,
	&command_hook,
	&command_renew,
	&command_run_credentials,
	&command_help,
	&command_version,
	NULL
};

static bool
knows_profile(const struct command *command)
{
	const struct option_spec *const *table;
	const struct option_spec *spec;

	for (table = command->options; *table != NULL; table++)
		for (spec = *table; spec->id != 0; spec++)
			if (spec->letter == 'p')
				return true;
	return false;
}

bool
command_check_arguments(const struct command *command, const struct options *options, struct error *err)
{
	struct secret word = SECRET_INIT;

	if (command->arguments[0] != '\0' || options->count == 0)
		return true;
	error_set(err, STATUS_USAGE, "%s takes no argument", command->name);
	if (knows_profile(command)) {
		line_word(&word, caller_shell(NULL), options->arguments[0]);
		error_hint(err, "awsmfa %s -p %s", command->name, secret_text(&word));
		secret_clear(&word);
	}
	return false;
}

const struct command *
command_find(const char *name, struct error *err)
{
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	error_set(err, STATUS_USAGE, "unknown command '%s'", name);
	guess_command(name, err);
	return NULL;
}
