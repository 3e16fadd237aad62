#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/env.h"
#include "session/deliver.h"
#include "session/planning.h"

enum {
	OPTION_FORMAT = SESSION_OPTIONS,
	OPTION_DROP
};

static const struct option_spec own_options[] = {
	{ OPTION_FORMAT, 0, "format", "FORMAT", "print sh, fish, csh, dotenv, process or json", NULL },
	{ OPTION_DROP, 0, "drop", NULL, "print code that removes the session", NULL },
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

/* After a failure an eval must fail, after a help text it must do nothing; neither text may be evaluated. */
static void
env_failed(const struct options *options, int status, struct secret *out)
{
	const char *name = options->value[OPTION_FORMAT];
	enum format format = name == NULL ? FORMAT_SH : format_by_name(name);

	if (!env_is_evaluated() && name == NULL)
		return;
	format_write_failure(out, format == FORMAT_UNKNOWN ? FORMAT_SH : format, status);
}

/* Adds the profile that the user named, if any. */
static void
add_profile(struct secret *line, const struct options *options)
{
	const char *profile = options->value[OPTION_PROFILE];

	if (profile == NULL && options->count == 1)
		profile = options->arguments[0];
	if (profile == NULL)
		return;
	secret_puts(line, *profile == '-' ? " -p " : " ");
	format_word(line, FORMAT_SH, profile);
}

void
env_line(struct secret *line, const struct options *options)
{
	secret_puts(line, "eval \"$(awsmfa env");
	add_profile(line, options);
	secret_puts(line, ")\"");
}

void
use_line(struct secret *line, const struct options *options)
{
	secret_puts(line, "awsmfa use");
	add_profile(line, options);
}

static bool
not_for_the_screen(const struct options *options, struct error *err)
{
	struct secret line = SECRET_INIT;

	error_set(err, STATUS_USAGE, "the session is meant for a shell, not for the screen");
	if (options->value[OPTION_DROP] != NULL)
		return error_hint(err, "eval \"$(awsmfa env --drop)\"");
	env_line(&line, options);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
choose_format(const struct options *options, enum format *format, struct error *err)
{
	const char *name = options->value[OPTION_FORMAT];

	if (name == NULL && !env_is_evaluated())
		return not_for_the_screen(options, err);
	*format = name == NULL ? FORMAT_SH : format_by_name(name);
	if (*format != FORMAT_UNKNOWN)
		return true;
	error_set(err, STATUS_USAGE, "unknown format '%s'", name);
	return error_hint(err, "formats: %s", format_names);
}

/* Whether the hook's own shell will evaluate this: only then is the private state added. Never into a
 * file, which would keep it. */
static bool
goes_to_hooked_shell(const struct state *state, const struct options *options)
{
	const char *name = options->value[OPTION_FORMAT];
	struct stat info;

	return state_is_hooked(state) &&
	    (name == NULL ? strcmp(state->shell, "fish") != 0 : strcmp(name, state->shell) == 0) &&
	    (fstat(1, &info) != 0 || !S_ISREG(info.st_mode));
}

static bool
get_session(const struct options *options, enum format format, struct terminal *terminal, struct secret *out,
    struct error *err)
{
	const struct destination destination = { format, goes_to_hooked_shell(&terminal->state, options) };
	const struct manner manner = manner_by_hand(options);
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	bool ok;

	ok = planning_read(&plan, &asked, terminal, &manner, options, err) &&
	    deliver_session(out, &destination, &plan, terminal, &manner, err);
	plan_clear(&plan);
	asked_clear(&asked);
	return ok;
}

static bool
drop(const struct options *options, enum format format, struct terminal *terminal, struct secret *out,
    struct error *err)
{
	const struct destination destination = { format, goes_to_hooked_shell(&terminal->state, options) };

	return deliver_drop(out, &destination, terminal, err);
}

static bool
env_run(const struct options *options, struct secret *out, struct error *err)
{
	struct terminal terminal = TERMINAL_INIT;
	enum format format = FORMAT_UNKNOWN;
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
