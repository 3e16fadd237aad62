#include "commands/env.h"
#include "flow/export.h"
#include "parts/environment.h"

static const struct option_spec *const options_of_use[] = { session_options, NULL };

static bool use_run(const struct options *options, struct secret *out, struct error *err);
static bool use_is_evaluated(void);

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
	.is_evaluated = use_is_evaluated,
};

static bool
use_is_evaluated(void)
{
	return environment_get(STATE_SHELL_VARIABLE) != NULL;
}

/* Only the hook's function evaluates what is printed here. */
static bool
need_hook(const struct state *state, const struct options *options, struct error *err)
{
	struct secret line = SECRET_INIT;

	if (state_is_hooked(state))
		return true;
	error_set(err, STATUS_USAGE, "`awsmfa use` needs the hook, which is not loaded in this shell");
	env_line(&line, options);
	error_hint(err, "for now: %s; the hook, for ~/.bashrc: eval \"$(awsmfa hook bash)\" (zsh and fish: awsmfa help hook)",
	    secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
use_run(const struct options *options, struct secret *out, struct error *err)
{
	struct request request = REQUEST_INIT;
	struct session session = SESSION_INIT;
	struct obtained how;
	bool ok, read;

	read = request_read(&request, options, err);
	ok = need_hook(&request.state, options, err) && read;
	if (ok)
		ok = session_obtain(&session, &how, &request, err) &&
		    export_session(out, state_format(&request.state), &request, &session, err);
	if (ok)
		tell_session(&request, &session, &how);
	if (ok)
		export_state(out, &request, &session);
	else if (state_is_hooked(&request.state))
		hook_write_state(out, &request.state);
	if (out->len > 0)
		hook_write_end(out);
	session_clear(&session);
	request_clear(&request);
	return ok;
}
