/* version.c - awsmfa version: its name and version, in one line */
#include "commands/command.h"

static const struct option_spec *const options_of_version[] = { NULL };

static bool
version_run(const struct options *options, struct secret *out, struct error *err)
{
	(void)options;
	(void)err;
	secret_puts(out, "awsmfa " VERSION "\n");
	return true;
}

const struct command command_version = {
	.name = "version",
	.arguments = "",
	.summary = "print the version",
	.description = "Print one line: awsmfa and its version.\n",
	.example = "awsmfa --version",
	.options = options_of_version,
	.run = version_run,
};
