/* exec.c
 *
 *  1. Without a session the command MUST NOT run.
 *  2. It MUST get what `env` would export, and nothing of the private state.
 *  3. It MUST find everything else as we found it, and nothing of ours: no shell, child or descriptor.
 */
#include <limits.h>
#include <string.h>

#include "base/environment.h"
#include "base/notice.h"
#include "base/replace.h"
#include "commands/env.h"
#include "session/export.h"
#include "shell/caller.h"
#include "shell/line.h"

static const struct option_spec *const options_of_exec[] = { session_options, NULL };

static bool exec_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_exec = {
	.name = "exec",
	.arguments = "COMMAND ...",
	.summary = "run a command with a session; this shell stays as it is",
	.description =
	    "Runs COMMAND with the variables that `awsmfa env` would export. The session is\n"
	    "the one this shell holds while that is good, else one for this run alone. The\n"
	    "options end at COMMAND, or at --; what follows is the command's own.\n",
	.example = "awsmfa exec -p prod -- terraform plan",
	.options = options_of_exec,
	.order = OPTIONS_FIRST,
	.run = exec_run,
};

static bool
is_profile(const char *name)
{
	struct config config = CONFIG_INIT;
	struct error ignored;
	bool found;

	found = config_load(&config, &ignored) && aws_mfa_profile_exists(&config, name, NULL);
	config_clear(&config);
	return found;
}

/* `awsmfa exec prod -- x` is a slip that looks right: env and use take the profile there. */
static bool
profile_in_its_place(const struct options *options, struct error *err)
{
	const char *name = options->arguments[0];
	char *const *rest = options->arguments + 1;
	const struct shell *shell = caller_shell(NULL);
	struct secret line = SECRET_INIT;

	if (!is_profile(name))
		return false;
	if (*rest != NULL && strcmp(*rest, "--") == 0)
		rest++;
	secret_puts(&line, "awsmfa exec -p ");
	line_word(&line, shell, name);
	secret_puts(&line, " -- ");
	line_word(&line, shell, *rest == NULL ? "COMMAND" : *rest);
	if (*rest != NULL && rest[1] != NULL)
		secret_puts(&line, " ...");
	error_set(err, STATUS_NOT_FOUND, "there is no command '%s' in PATH; it is a profile", name);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

/* Before anything is asked: a command that is not there needs no session. */
static bool
find_command(char *path, size_t size, const struct options *options, struct error *err)
{
	if (options->count == 0) {
		error_set(err, STATUS_USAGE, "exec needs a command");
		return error_hint(err, "%s", command_exec.example);
	}
	return replace_find(path, size, options->arguments[0], err) ||
	    (err->status == STATUS_NOT_FOUND && profile_in_its_place(options, err));
}

/* Whether the user gave an option that says which session. */
static bool
wishes_given(const struct options *options)
{
	size_t wish;

	for (wish = 0; wish < WISHES; wish++)
		if (options->value[OPTION_WISHES + wish] != NULL)
			return true;
	return false;
}

/* A code that was typed is worth a session that stays. */
static void
hint_keeping(const struct request *request, const struct options *options)
{
	struct secret line = SECRET_INIT;

	if (notice_is_quiet() || request->share || request->token_code != NULL || request->chain.mfa_process != NULL)
		return;
	env_line(&line, &request->state, options);
	notice_hint("%s keeps it in this shell%s", secret_text(&line),
	    wishes_given(options) ? ", with the same options" : "");
	secret_clear(&line);
}

/* A session that was there already goes without a word: a wrapper does not chatter. */
static void
tell(const struct request *request, const struct session *session, struct obtained *how, const struct options *options)
{
	if (how->held)
		return;
	how->replaces_keys = false;	/* in the command's environment alone */
	tell_session(request, session, how);
	if (how->asked)
		hint_keeping(request, options);
}

/* Gets the session and makes the command's environment from it. */
static bool
prepare(struct environment *environment, const struct options *options, struct error *err)
{
	struct request request = REQUEST_INIT;
	struct session session = SESSION_INIT;
	struct exports exports = EXPORTS_INIT;
	struct obtained how;
	bool ok;

	ok = request_read(&request, options, err) && session_obtain(&session, &how, &request, err) &&
	    export_list(&exports, &request, &session, err) &&
	    environment_build(environment, exports.change, exports.count, err);
	if (ok)
		tell(&request, &session, &how, options);
	exports_clear(&exports);
	session_clear(&session);
	request_clear(&request);
	return ok;
}

static bool
exec_run(const struct options *options, struct secret *out, struct error *err)
{
	struct environment environment = ENVIRONMENT_INIT;
	struct options without_command = *options;
	char path[PATH_MAX];
	bool ok;

	(void)out;
	without_command.count = 0;
	ok = find_command(path, sizeof(path), options, err) && prepare(&environment, &without_command, err) &&
	    replace_program(path, options->arguments, environment.variables, err);
	environment_clear(&environment);
	return ok;
}
