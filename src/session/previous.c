#include "session/previous.h"

#include <string.h>

bool
previous_is_asked(const struct options *options)
{
	return options->count == 1 && strcmp(options->arguments[0], "-") == 0 && options->value[OPTION_PROFILE] == NULL;
}

void
previous_note(struct terminal *terminal, const char *profile, const char *options)
{
	const struct shell_session *held = &terminal->held;

	if (!shell_session_is_ours(held) ||
	    (profile != NULL && strcmp(held->profile, profile) == 0 && strcmp(held->options, options) == 0))
		return;
	state_keep_previous(&terminal->state, held->profile, held->options);
}

bool
previous_ask(struct asked *asked, const struct state *state, const struct options *options, struct error *err)
{
	struct options rest = *options;

	rest.count = 0;
	if (!asked_read(asked, &rest, err))
		return false;
	if (wishes_any(&asked->wishes)) {
		error_set(err, STATUS_USAGE,
		    "`awsmfa use -` goes back to a session as it was, and takes no option that changes it");
		return error_hint(err, "name the profile instead of -");
	}
	if (!state->has_previous) {
		error_set(err, STATUS_USAGE, "this shell has held no other session to go back to");
		return error_hint(err, "awsmfa profiles lists the profiles");
	}
	if (!wishes_parse(&asked->wishes, secret_text(&state->previous_options)))
		return error_set(err, STATUS_LOCAL, "the options of the session before this one are damaged");
	secret_set(&asked->chosen, secret_text(&state->previous_profile));	/* the state changes with the session */
	asked->profile = secret_text(&asked->chosen);
	return secret_check(&asked->chosen, err);
}
