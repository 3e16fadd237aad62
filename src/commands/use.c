/* use.c - awsmfa use: the hook evaluates what it prints */
#include "commands/env.h"
#include "session/deliver.h"
#include "session/planning.h"
#include "session/previous.h"
#include "session/profile_offer.h"
#include "shell/caller.h"
#include "shell/hook_answer.h"

static const struct option_spec own_options[] = {
	{ OPTION_RETIRED, 0, "format",
	    "leave it out: the hook knows its shell; `awsmfa env` has --format", NULL, NULL },
	{ 0 }
};

static const struct option_spec *const options_of_use[] = { asked_options, own_options, NULL };

static bool use_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_use = {
	.name = "use",
	.arguments = "[PROFILE|-]",
	.summary = "start a session in this shell (needs the hook)",
	.description =
	    "Do what eval \"$(awsmfa env)\" does, in one word. `awsmfa` alone does the same.\n"
	    "`awsmfa use -` goes back to the profile and options that this shell held before.\n"
	    "All need the hook: see `awsmfa help hook`.\n",
	.example = "awsmfa use prod",
	.options = options_of_use,
	.run = use_run,
	.is_for_hook = true,
};

/* Refuses: without the hook nothing would evaluate the output. */
static bool
need_hook(const struct options *options, struct error *err)
{
	const struct shell *shell = caller_shell(NULL);
	struct secret line = SECRET_INIT;

	error_set(err, STATUS_USAGE, "`awsmfa use` needs the hook, which is not loaded in this shell");
	if (!previous_is_asked(options)) {
		secret_puts(&line, "for now: ");
		env_line(&line, NULL, options);
		secret_puts(&line, "; ");
	}
	if (shell == NULL)
		secret_puts(&line, "to load the hook: awsmfa help hook");
	else if (shell->hook != NULL)
		secret_printf(&line, "to load the hook: %s in %s", shell->hook->line, shell->hook->file);
	else
		secret_truncate(&line, line.len > 2 ? line.len - 2 : 0);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

/* The plan for what is named, or for what the shell held before. */
static bool
make_plan(struct plan *plan, struct asked *asked, const struct terminal *terminal, const struct options *options,
    struct error *err)
{
	const struct manner manner = manner_by_hand(options);

	if (!previous_is_asked(options))
		return profile_offer_plan(plan, asked, terminal, &manner, options, err);
	return previous_ask(asked, &terminal->state, options, err) && planning_load_files(plan, err) &&
	    planning_make(plan, asked, terminal, &manner, err);
}

static bool
use_run(const struct options *options, struct secret *out, struct error *err)
{
	const struct manner manner = manner_by_hand(options);
	struct terminal terminal = TERMINAL_INIT;
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	struct destination destination;
	bool ok;

	if (!state_is_expected())
		return need_hook(options, err);
	ok = terminal_read(&terminal, err) && make_plan(&plan, &asked, &terminal, options, err);
	destination = (struct destination){ state_format(&terminal.state), true };
	ok = ok && deliver_session(out, &destination, &plan, &terminal, &manner, err);
	if (out->len > 0)
		hook_answer_end(out);
	plan_clear(&plan);
	asked_clear(&asked);
	terminal_clear(&terminal);
	return ok;
}
