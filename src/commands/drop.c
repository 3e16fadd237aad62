#include "commands/command.h"
#include "flow/export.h"

static const struct option_spec *const options_of_drop[] = { NULL };

static bool drop_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_drop = {
	.name = "drop",
	.arguments = "",
	.summary = "take the session out of this shell (with the hook)",
	.description =
	    "Unsets what a session set, puts back what it replaced, and forgets the MFA\n"
	    "sessions of this shell. Needs the hook: see `awsmfa help hook`. Without it:\n"
	    "eval \"$(awsmfa env --drop)\"\n",
	.example = "awsmfa drop",
	.options = options_of_drop,
	.run = drop_run,
	.is_evaluated = state_is_expected,
};

static bool
drop_run(const struct options *options, struct secret *out, struct error *err)
{
	struct state state = STATE_INIT;
	bool ok;

	if (options->count > 0)
		return error_set(err, STATUS_USAGE, "drop takes no argument");
	state_read(&state);
	if (state_is_hooked(&state)) {
		ok = export_drop(out, state_format(&state), &state, err);
		hook_write_end(out);
	} else {
		ok = error_set(err, STATUS_USAGE, "`awsmfa drop` needs the hook, which is not loaded in this shell");
		error_hint(err, "eval \"$(awsmfa env --drop)\"");
	}
	state_clear(&state);
	return ok;
}
