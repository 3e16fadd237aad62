/* exec.c - runs one command with a session
 *
 *  1. Without a session the command MUST NOT run.
 *  2. It MUST get what `env` would export, and nothing of the private state.
 *  3. It MUST find everything else as we found it, and nothing of ours: no shell, child or descriptor. With --refresh
 *     it has one descriptor more, by which it is known to be alive.
 */
#include <limits.h>
#include <string.h>

#include "base/environment.h"
#include "base/foreground.h"
#include "base/notice.h"
#include "base/replace.h"
#include "commands/env.h"
#include "profile/aws_mfa.h"
#include "refresh/refresh_start.h"
#include "session/announce.h"
#include "session/deliver.h"
#include "session/profile_offer.h"
#include "shell/caller.h"
#include "shell/line.h"

enum {
	OPTION_REFRESH = SESSION_OPTIONS,
	OPTION_ONLY
};

static const struct option_spec own_options[] = {
	{ OPTION_REFRESH, 0, "refresh", NULL, "let COMMAND renew its credentials by itself", NULL },
	{ OPTION_ONLY, 0, "only", NULL, "with --refresh: give it this profile alone", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_exec[] = { asked_options, own_options, NULL };

static bool exec_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_exec = {
	.name = "exec",
	.arguments = "COMMAND ...",
	.summary = "run a command with a session; leave this shell alone",
	.description =
	    "Run COMMAND with the variables that `awsmfa env` would export. Use the session\n"
	    "of this shell while it is good, else get one for this run alone. Options end at\n"
	    "COMMAND, or at --; everything after that belongs to the command.\n"
	    "With --refresh COMMAND finds a config in which profiles renew themselves, for as\n"
	    "long as the MFA session lasts: all profiles with the same keys and device.\n",
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

/* `awsmfa exec prod -- x` looks right, because env and use take the profile there. */
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
	error_set(err, STATUS_NOT_FOUND, "there is no command '%s' in PATH, only a profile of that name", name);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

/* Runs before any question: a command that does not exist needs no session. */
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

/* Whether the user gave an option that selects the session. */
static bool
wishes_given(const struct options *options)
{
	size_t wish;

	for (wish = 0; wish < WISHES; wish++)
		if (options->value[OPTION_WISHES + wish] != NULL)
			return true;
	return false;
}

/* A user who typed a code probably wants to keep the session. */
static void
hint_keeping(const struct plan *plan, const struct terminal *terminal, const struct options *options)
{
	struct secret line = SECRET_INIT;

	if (notice_is_quiet() || plan->shares || plan->token_code != NULL || plan->chain.mfa_process != NULL)
		return;
	env_line(&line, &terminal->state, options);
	notice_hint("%s keeps it in this shell%s", secret_text(&line),
	    wishes_given(options) ? ", with the same options" : "");
	secret_clear(&line);
}

/* Gets the session of PLAN and makes the command's environment from it. A session that was there already
 * is not mentioned: a wrapper does not chatter. */
static bool
make_environment(struct environment *environment, const struct plan *plan, struct terminal *terminal,
    const struct manner *manner, const struct options *options, struct error *err)
{
	struct session session = SESSION_INIT;
	struct exports exports = EXPORTS_INIT;
	struct obtained how;
	bool ok;

	ok = obtain_session(&session, &how, plan, terminal, manner, err) &&
	    deliver_list(&exports, plan, &session, BY_HAND, err) &&
	    environment_build(environment, exports.change, exports.count, err);
	if (ok && !how.held) {
		how.replaces_keys = false;	/* only in the command's environment */
		announce_session(plan, &session, &how, BY_HAND);
		if (how.asked)
			hint_keeping(plan, terminal, options);
	}
	exports_clear(&exports);
	session_clear(&session);
	return ok;
}

static bool
prepare(struct environment *environment, const struct options *options, struct error *err)
{
	const struct manner manner = manner_by_hand(options);
	struct terminal terminal = TERMINAL_INIT;
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	bool ok;

	ok = terminal_read(&terminal, err) && profile_offer_plan(&plan, &asked, &terminal, &manner, options, err) &&
	    make_environment(environment, &plan, &terminal, &manner, options, err);
	plan_clear(&plan);
	asked_clear(&asked);
	terminal_clear(&terminal);
	return ok;
}

/* Says that, as plain exec does, unless nothing was asked or sent. */
static void
announce_start(struct refresh_start *start, const struct plan *plan)
{
	struct obtained how = start->first.how;

	how.replaces_keys = false;
	if (!how.held)
		announce_session(plan, &start->first.session, &how, BY_HAND);
	refresh_base_clear(&start->first);	/* the stores have them */
}

static bool
start_refreshing(struct refresh_start *start, const struct options *options, struct error *err)
{
	const struct manner manner = manner_by_hand(options);
	struct terminal terminal = TERMINAL_INIT;
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	bool ok;

	plan.refreshes = true;
	start->only = options->value[OPTION_ONLY] != NULL;
	ok = terminal_read(&terminal, err) && profile_offer_plan(&plan, &asked, &terminal, &manner, options, err) &&
	    refresh_start_make(start, &plan, &terminal, &manner, err);
	if (ok)
		announce_start(start, &plan);
	plan_clear(&plan);
	asked_clear(&asked);
	terminal_clear(&terminal);
	return ok;
}

/* awsmfa stays beside COMMAND, and removes what that has used when it ends. */
static bool
run_refreshing(const char *path, const struct options *options, const struct options *without_command,
    struct error *err)
{
	struct refresh_start start = REFRESH_START_INIT;
	struct foreground foreground = { .path = path, .argv = options->arguments };
	bool ok;

	ok = start_refreshing(&start, without_command, err);
	foreground.environment = start.environment.variables;
	foreground.held = start.place.directory;
	ok = ok && foreground_run(&foreground, err);
	refresh_start_end(&start);
	return ok && foreground_end(&foreground, err);
}

static bool
check_only(const struct options *options, struct error *err)
{
	return options->value[OPTION_ONLY] == NULL || options->value[OPTION_REFRESH] != NULL ||
	    error_set(err, STATUS_USAGE, "--only needs --refresh");
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
	if (!check_only(options, err) || !find_command(path, sizeof(path), options, err))
		return false;
	if (options->value[OPTION_REFRESH] != NULL)
		return run_refreshing(path, options, &without_command, err);
	ok = prepare(&environment, &without_command, err) &&
	    replace_program(path, options->arguments, environment.variables, err);
	environment_clear(&environment);
	return ok;
}
