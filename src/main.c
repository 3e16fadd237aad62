/* main.c - finds the command, runs it, prints its result or its error, exits
 *
 *  1. Nothing MUST reach stdout before the command has succeeded; then all of it, checked.
 *  2. Only this file exits, and only this file prints an error.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/notice.h"
#include "base/process.h"
#include "commands/command.h"
#include "commands/guess.h"
#include "commands/help.h"
#include "profile/credential_process.h"
#include "sharing/refresh_inside.h"
#include "shell/hook_answer.h"

static void
set_level(const struct options *options)
{
	if (options->value[OPTION_QUIET] != NULL)
		notice_set_level(NOTICE_QUIET);
	else if (options->value[OPTION_VERBOSE] != NULL)
		notice_set_level(NOTICE_VERBOSE);
}

/* Help goes to stdout, unless a shell would evaluate it there; the function of a hook is told to print it. */
static bool
show_help(const struct command *command, struct secret *out)
{
	help_write_command(out, command);
	if (command->is_for_hook && state_is_expected()) {
		hook_answer_print(out, state_expected_shell());
		return true;
	}
	if (command->is_evaluated == NULL || !command->is_evaluated())
		return true;
	io_write_quietly(2, secret_text(out), out->len);
	secret_clear(out);
	return false;
}

/* Inside a credential_process that awsmfa has started, nothing runs but what prints a text of ours: that process may
 * be a shell, whose start-up file loads the hook. In a run of `exec --refresh` the user's own files are found again. */
static bool
may_run(const struct command *command, struct error *err)
{
	static const char *const texts[] = { "hook", "help", "version" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(command->name, texts[i]) == 0)
			return true;
	return credential_process_refuse_inside(err) &&
	    (strcmp(command->name, "run-credentials") == 0 || strcmp(command->name, "drop") == 0 ||
	    refresh_inside_enter(err));
}

static bool
run(const struct command *command, int argc, char **argv, struct secret *out, struct error *err)
{
	struct options options;
	bool ok = options_parse(&options, command->options, command->order, argc, argv, err);

	set_level(&options);
	if (options.value[OPTION_HELP] != NULL) {
		*err = (struct error){ .status = STATUS_DONE };
		ok = show_help(command, out);
	} else {
		ok = ok && may_run(command, err) && command_check_arguments(command, &options, err) &&
		    command->run(&options, out, err);
	}
	if (!ok && command->failed != NULL)
		command->failed(&options, (int)err->status, out);
	return ok;
}

static bool
run_by_name(int argc, char **argv, struct secret *out, struct error *err)
{
	const struct command *command;
	const char *name = argc < 2 ? NULL : argv[1];

	if (name == NULL) {
		help_write_short(out);
		io_write_quietly(2, secret_text(out), out->len);
		secret_clear(out);
		return error_set(err, STATUS_USAGE, "%s", "");
	}
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		name = "help";
	else if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
		name = "version";
	if (*name == '-') {
		error_set(err, STATUS_USAGE, "unknown option '%s'", name);
		return guess_option(name, err);
	}
	command = command_find(name, err);
	return command != NULL && run(command, argc - 2, argv + 2, out, err);
}

int
main(int argc, char **argv)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE }, late;
	bool ok;

	ok = process_begin(&err) && run_by_name(argc, argv, &out, &err);
	if (ok)
		err = (struct error){ .status = STATUS_DONE };	/* an earlier attempt may have failed */
	else
		notice_error(&err);
	if ((out.len > 0 || out.failed) && !io_print(&out, &late) && err.status == STATUS_DONE) {
		notice_error(&late);
		err = late;
	}
	secret_clear(&out);
	if (err.signal != 0) {		/* the terminal is restored: let the signal take effect */
		signal(err.signal, SIG_DFL);
		raise(err.signal);
	}
	return (int)err.status;
}
