#include "base/environment.h"
#include "base/notice.h"
#include "commands/command.h"
#include "session/export.h"
#include "shell/caller.h"
#include "shell/line.h"
#include "sharing/store.h"

enum { OPTION_ALL = 1 };

static const struct option_spec own_options[] = {
	{ OPTION_ALL | OPTION_COSTLY, 0, "all", NULL, "delete what the terminals share as well", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_drop[] = { own_options, NULL };

static bool drop_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_drop = {
	.name = "drop",
	.arguments = "",
	.summary = "take the session out of this shell (with the hook)",
	.description =
	    "Unsets what a session set, puts back what it replaced, and forgets the MFA\n"
	    "sessions of this shell. Needs the hook: see `awsmfa help hook`. Without it:\n"
	    "evaluate what `awsmfa env --drop` prints.\n"
	    "With --all, which needs no hook, the MFA sessions that your terminals share are\n"
	    "deleted too; what other terminals have exported stays.\n",
	.example = "awsmfa drop",
	.options = options_of_drop,
	.run = drop_run,
	.is_evaluated = state_is_expected,
	.is_costly = true,
};

static bool
delete_shared(struct error *err)
{
	size_t count;

	if (!store_empty(&count, err))
		return false;
	notice_say(count == 0 ? "nothing was shared" : "the MFA sessions that were shared are deleted");
	return true;
}

/* Whether there is anything to take out of this shell. */
static bool
shell_holds_session(void)
{
	return environment_get("AWSMFA_KEY_ID") != NULL;
}

static bool
need_hook(struct error *err)
{
	struct secret line = SECRET_INIT;

	error_set(err, STATUS_USAGE, "`awsmfa drop` needs the hook, which is not loaded in this shell");
	line_env(&line, caller_shell(NULL), "--drop", NULL);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
drop_run(const struct options *options, struct secret *out, struct error *err)
{
	struct state state = STATE_INIT;
	bool all = options->value[OPTION_ALL] != NULL, ok;

	ok = !all || delete_shared(err);
	state_read(&state);
	if (state_is_hooked(&state)) {		/* also when the store could not be emptied */
		ok = export_drop(out, state_format(&state), &state, err) && ok;
		hook_answer_end(out);
	} else if (ok && (!all || shell_holds_session())) {
		ok = need_hook(err);
	}
	state_clear(&state);
	return ok;
}
