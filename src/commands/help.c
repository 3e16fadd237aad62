#include "commands/help.h"

#include <stdio.h>
#include <string.h>

#include "shell/caller.h"
#include "shell/line.h"

enum { OPTION_LIST = 1 };

static const struct option_spec own_options[] = {
	{ OPTION_LIST, 0, "list", NULL, NULL, NULL },	/* for the tests, which compare the documents with it */
	{ 0 }
};

static const struct option_spec *const options_of_help[] = { own_options, NULL };

static bool help_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.summary = "show help on all commands, or on one",
	.description = "Without COMMAND, list all commands.\n",
	.example = "awsmfa help env",
	.options = options_of_help,
	.run = help_run,
};

void
help_write(struct secret *out)
{
	char usage[80];
	size_t i;

	secret_puts(out, "awsmfa turns AWS access keys and one MFA code into a session in this shell.\n\n");
	secret_puts(out, "usage: awsmfa COMMAND [OPTION...]\n\n");
	for (i = 0; commands[i] != NULL; i++) {
		if (commands[i]->is_hidden)
			continue;
		snprintf(usage, sizeof(usage), "%s %s", commands[i]->name, commands[i]->arguments);
		secret_printf(out, "  %-21s %s\n", usage, commands[i]->summary);
	}
	secret_puts(out, "\n`awsmfa help COMMAND` shows its options, `man awsmfa` everything.\n\n");
	secret_printf(out, "example: %s\n", command_env.example);
}

void
help_write_short(struct secret *out)
{
	const struct shell *shell = caller_shell(NULL);

	secret_puts(out, "usage: awsmfa COMMAND [OPTION...]\n  start a session:   ");
	line_env(out, shell, NULL, NULL);
	secret_puts(out, "\n  show the session:  awsmfa status\n  remove it again:   ");
	line_env(out, shell, "--drop", NULL);
	secret_puts(out, "\n  show all commands: awsmfa help\n");
}

static void
write_option(struct secret *out, const struct option_spec *spec)
{
	char letter[8] = "    ", name[64];

	if (spec->help == NULL)
		return;
	if (spec->letter != '\0')
		snprintf(letter, sizeof(letter), "-%c, ", spec->letter);
	snprintf(name, sizeof(name), "--%s%s%s", spec->name, spec->argument == NULL ? "" : " ",
	    spec->argument == NULL ? "" : spec->argument);
	secret_printf(out, "  %s%-26s  %s\n", letter, name, spec->help);
}

void
help_write_command(struct secret *out, const struct command *command)
{
	const struct option_spec *const *table;
	const struct option_spec *spec;

	secret_printf(out, "usage: awsmfa %s", command->name);
	for (table = command->options; *table != NULL; table++)
		if ((*table)->id != 0 && (*table)->help != NULL) {
			secret_puts(out, " [OPTION...]");
			break;
		}
	secret_printf(out, "%s%s\n\n%s", command->arguments[0] == '\0' ? "" : " ", command->arguments,
	    command->description);
	if (command->describe != NULL)
		command->describe(out);
	if (*table != NULL)
		secret_puts(out, "\n");
	for (table = command->options; *table != NULL; table++)
		for (spec = *table; spec->id != 0; spec++)
			write_option(out, spec);
	secret_printf(out, "\nexample: %s\n", command->example);
}

/* One line for the option's letter, one for its name, one for each alias. */
static void
list_option(struct secret *out, const struct command *command, const struct option_spec *spec)
{
	const char *argument = spec->argument == NULL ? "" : spec->argument, *alias = spec->aliases;
	size_t length;

	if (spec->help == NULL)
		return;
	if (spec->letter != '\0')
		secret_printf(out, "%s\t-%c\t%s\t%s\n", command->name, spec->letter, argument, spec->help);
	secret_printf(out, "%s\t--%s\t%s\t%s\n", command->name, spec->name, argument, spec->help);
	for (; alias != NULL && *alias != '\0'; alias += length + (alias[length] == ' ')) {
		length = strcspn(alias, " ");
		secret_printf(out, "%s\t--%.*s\t%s\tsame as --%s\n", command->name, (int)length, alias, argument,
		    spec->name);
	}
}

/* One line for each command and each form of an option: command, option, argument, summary, between tabs. */
static void
write_list(struct secret *out)
{
	const struct option_spec *const *table;
	const struct option_spec *spec;
	size_t i;

	for (i = 0; commands[i] != NULL; i++) {
		if (commands[i]->is_hidden)
			continue;
		secret_printf(out, "%s\t\t%s\t%s\n", commands[i]->name, commands[i]->arguments, commands[i]->summary);
		for (table = commands[i]->options; *table != NULL; table++)
			for (spec = *table; spec->id != 0; spec++)
				list_option(out, commands[i], spec);
	}
}

static bool
help_run(const struct options *options, struct secret *out, struct error *err)
{
	const struct command *command;

	if (options->count > 1)
		return error_set(err, STATUS_USAGE, "help takes one command");
	if (options->value[OPTION_LIST] != NULL) {
		write_list(out);
	} else if (options->count == 0) {
		help_write(out);
	} else {
		command = command_find(options->arguments[0], err);
		if (command == NULL)
			return false;
		help_write_command(out, command);
	}
	return true;
}
