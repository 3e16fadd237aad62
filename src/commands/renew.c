/* renew.c - awsmfa renew: what the hooks call */
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "commands/command.h"
#include "session/renew.h"

#define LINE_VARIABLE "_AWSMFA_LINE"

static const struct option_spec *const options_of_renew[] = { NULL };

static bool renew_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_renew = {
	.name = "renew",
	.arguments = "SHELL prompt|command",
	.summary = "renew the session for the hook",
	.description = "For the hook only, which evaluates the output.\n",
	.example = "awsmfa use",
	.options = options_of_renew,
	.run = renew_run,
	.is_hidden = true,
};

static bool
renew_run(const struct options *options, struct secret *out, struct error *err)
{
	bool prompt = options->count == 2 && strcmp(options->arguments[1], "prompt") == 0;
	const char *line = environment_get(LINE_VARIABLE);

	if ((!prompt && (options->count != 2 || strcmp(options->arguments[1], "command") != 0)) || !state_is_expected())
		return error_set(err, STATUS_USAGE, "renew is for the hook only");
	unsetenv(LINE_VARIABLE);	/* programs that we start must not see what the user types */
	return renew(out, prompt ? BEFORE_PROMPT : BEFORE_COMMAND, line, err);
}
