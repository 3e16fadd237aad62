#include "commands/env.h"
#include "session/deliver.h"
#include "shell/caller.h"
#include "shell/hook_answer.h"

static const struct option_spec own_options[] = {
	{ OPTION_RETIRED, 0, "format", "leave it out: the hook knows its shell; `awsmfa env` has --format", NULL, NULL },
	{ 0 }
};

static const struct option_spec *const options_of_use[] = { session_options, own_options, NULL };

static bool use_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_use = {
	.name = "use",
	.arguments = "[PROFILE]",
	.summary = "put a session into this shell (with the hook)",
	.description =
	    "The same as eval \"$(awsmfa env)\", in one word. `awsmfa` alone is the same as\n"
	    "`awsmfa use`. Both need the hook: see `awsmfa help hook`.\n",
	.example = "awsmfa use prod",
	.options = options_of_use,
	.run = use_run,
	.is_evaluated = state_is_expected,
};

/* Only the hook's function evaluates what would be printed here. */
static bool
need_hook(const struct options *options, struct error *err)
{
	const struct shell *shell = caller_shell(NULL);
	struct secret line = SECRET_INIT;

	error_set(err, STATUS_USAGE, "`awsmfa use` needs the hook, which is not loaded in this shell");
	secret_puts(&line, "for now: ");
	env_line(&line, NULL, options);
	if (shell == NULL)
		secret_puts(&line, "; the hook: awsmfa help hook");
	else if (shell->hook != NULL)
		secret_printf(&line, "; the hook, for %s: %s", shell->hook->file, shell->hook->line);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
use_run(const struct options *options, struct secret *out, struct error *err)
{
	struct request request = REQUEST_INIT;
	bool ok;

	if (!state_is_expected())
		return need_hook(options, err);
	ok = request_read(&request, options, err) &&
	    session_deliver(out, state_format(&request.state), &request, true, err);
	if (out->len > 0)
		hook_answer_end(out);
	request_clear(&request);
	return ok;
}
