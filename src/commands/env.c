#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/env.h"
#include "session/deliver.h"
#include "session/profile_offer.h"
#include "shell/caller.h"
#include "shell/formats.h"
#include "shell/line.h"

enum {
	OPTION_FORMAT = SESSION_OPTIONS,
	OPTION_DROP
};

static const struct option_spec own_options[] = {
	{ OPTION_FORMAT, 0, "format", "FORMAT", "print sh, fish, csh, dotenv, process or json", NULL },
	{ OPTION_DROP | OPTION_COSTLY, 0, "drop", NULL, "print code that removes the session", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_env[] = { asked_options, own_options, NULL };

static bool env_run(const struct options *options, struct secret *out, struct error *err);
static void env_failed(const struct options *options, int status, struct secret *out);
static bool env_is_evaluated(void);

const struct command command_env = {
	.name = "env",
	.arguments = "[PROFILE]",
	.summary = "print shell code that starts a session in this shell",
	.description =
	    "Get a session with your MFA code, and print it as variables for the shell to\n"
	    "evaluate. While a session is still good, print it again without a question.\n"
	    "awsmfa only reads ~/.aws; it never writes there.\n",
	.example = "eval \"$(awsmfa env)\"",
	.options = options_of_env,
	.run = env_run,
	.failed = env_failed,
	.is_evaluated = env_is_evaluated,
};

static bool
env_is_evaluated(void)
{
	return !isatty(1);
}

/* A help text or a failure must make an eval fail (or, for help, do nothing), not be evaluated. */
static void
env_failed(const struct options *options, int status, struct secret *out)
{
	const char *name = options->value[OPTION_FORMAT];
	const struct format *format = name == NULL ? NULL : formats_find(name);

	if (!env_is_evaluated() && name == NULL)
		return;
	format_write_failure(out, format == NULL ? formats_default() : format, status);
}

/* The profile that the user named; NULL: none. */
static const char *
named_profile(const struct options *options)
{
	const char *profile = options->value[OPTION_PROFILE];

	return profile == NULL && options->count == 1 ? options->arguments[0] : profile;
}

void
env_line(struct secret *line, const struct state *state, const struct options *options)
{
	line_use(line, caller_shell(state), state != NULL && state_is_hooked(state), named_profile(options));
}

static bool
not_for_the_screen(const struct options *options, struct error *err)
{
	struct secret line = SECRET_INIT;
	bool drop = options->value[OPTION_DROP] != NULL;

	error_set(err, STATUS_USAGE, "the session is meant for a shell, not for the screen");
	line_env(&line, caller_shell(NULL), drop ? "--drop" : NULL, drop ? NULL : named_profile(options));
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
unknown_format(const char *name, struct error *err)
{
	struct secret names = SECRET_INIT;

	error_set(err, STATUS_USAGE, "unknown format '%s'", name);
	formats_write_names(&names);
	error_hint(err, "formats: %s", secret_text(&names));
	secret_clear(&names);
	return false;
}

static bool
choose_format(const struct options *options, const struct format **format, struct error *err)
{
	const char *name = options->value[OPTION_FORMAT];

	if (name == NULL && !env_is_evaluated())
		return not_for_the_screen(options, err);
	*format = name == NULL ? formats_default() : formats_find(name);
	return *format != NULL || unknown_format(name, err);
}

/* Whether the hook's own shell will evaluate this: only then what is private goes with it. Never into
 * a file, where it would stay. */
static bool
goes_to_hooked_shell(const struct state *state, const struct options *options)
{
	const char *name = options->value[OPTION_FORMAT];
	struct stat info;

	return state_is_hooked(state) &&
	    (name == NULL ? state->shell->format == formats_default() : strcmp(name, state->shell->name) == 0) &&
	    (fstat(1, &info) != 0 || !S_ISREG(info.st_mode));
}

static bool
get_session(const struct options *options, const struct format *format, struct terminal *terminal, struct secret *out,
    struct error *err)
{
	const struct destination destination = { format, goes_to_hooked_shell(&terminal->state, options) };
	const struct manner manner = manner_by_hand(options);
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	bool ok;

	ok = profile_offer_plan(&plan, &asked, terminal, &manner, options, err) &&
	    deliver_session(out, &destination, &plan, terminal, &manner, err);
	plan_clear(&plan);
	asked_clear(&asked);
	return ok;
}

static bool
drop(const struct options *options, const struct format *format, struct terminal *terminal, struct secret *out,
    struct error *err)
{
	const struct destination destination = { format, goes_to_hooked_shell(&terminal->state, options) };

	return deliver_drop(out, &destination, terminal, err);
}

static bool
env_run(const struct options *options, struct secret *out, struct error *err)
{
	struct terminal terminal = TERMINAL_INIT;
	const struct format *format;
	bool ok;

	if (!choose_format(options, &format, err))
		return false;
	ok = terminal_read(&terminal, err);
	if (ok && options->value[OPTION_DROP] != NULL)
		ok = drop(options, format, &terminal, out, err);
	else if (ok)
		ok = get_session(options, format, &terminal, out, err);
	terminal_clear(&terminal);
	return ok;
}
