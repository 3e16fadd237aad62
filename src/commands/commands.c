#include <stddef.h>
#include <string.h>

#include "base/suggest.h"
#include "commands/command.h"

const struct command *const commands[] = {
	&command_env,
	&command_use,
	&command_drop,
	&command_exec,
	&command_status,
	&command_profiles,
	&command_devices,
	&command_doctor,
	&command_hook,
	&command_renew,
	&command_help,
	&command_version,
	NULL
};

const struct command *
command_find(const char *name, struct error *err)
{
	struct suggestion nearest;
	size_t i;

	suggestion_begin(&nearest, name);
	for (i = 0; commands[i] != NULL; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		if (!commands[i]->is_hidden)
			suggestion_offer(&nearest, commands[i]->name);
	}
	error_set(err, STATUS_USAGE, "unknown command '%s'", name);
	if (nearest.best != NULL)
		error_hint(err, "did you mean '%s'?", nearest.best);
	else
		error_hint(err, "awsmfa help lists the commands; a profile goes after one: awsmfa use NAME");
	return NULL;
}
