/* drop.c - awsmfa drop: without the hook it can only say what to type */
#include "base/environment.h"
#include "base/notice.h"
#include "commands/command.h"
#include "session/deliver.h"
#include "shell/caller.h"
#include "shell/line.h"
#include "sharing/store.h"
#include "shell/hook_answer.h"

enum { OPTION_ALL = 1 };

static const struct option_spec own_options[] = {
	{ OPTION_ALL | OPTION_COSTLY, 0, "all", NULL, "also delete what your terminals share", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_drop[] = { own_options, NULL };

static bool drop_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_drop = {
	.name = "drop",
	.arguments = "",
	.summary = "remove the session from this shell (needs the hook)",
	.description =
	    "Unset what a session set, restore what it replaced, and forget the MFA sessions\n"
	    "of this shell. This needs the hook (see `awsmfa help hook`); without it,\n"
	    "evaluate what `awsmfa env --drop` prints.\n"
	    "With --all, which works without the hook, also delete the MFA sessions that your\n"
	    "terminals share; sessions that other terminals have exported stay valid.\n",
	.example = "awsmfa drop",
	.options = options_of_drop,
	.run = drop_run,
	.is_for_hook = true,
	.is_costly = true,
};

static bool
delete_shared(struct error *err)
{
	size_t count;

	if (!store_empty(&count, err))
		return false;
	notice_say(count == 0 ? "nothing was shared" : "deleted the shared MFA sessions");
	return true;
}

/* Whether there is anything to remove from this shell. */
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
	struct terminal terminal = TERMINAL_INIT;
	struct destination destination;
	bool all = options->value[OPTION_ALL] != NULL, ok;

	ok = !all || delete_shared(err);
	if (!terminal_read(&terminal, err)) {
		ok = false;
	} else if (state_is_hooked(&terminal.state)) {		/* even if the store could not be emptied */
		destination = (struct destination){ state_format(&terminal.state), true };
		ok = deliver_drop(out, &destination, &terminal, err) && ok;
		hook_answer_end(out);
	} else if (ok && (!all || shell_holds_session())) {
		ok = need_hook(err);
	}
	terminal_clear(&terminal);
	return ok;
}
