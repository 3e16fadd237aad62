#include "shell/hook_answer.h"

#include <stdio.h>

void
hook_answer_look_next(struct look *look, time_t when)
{
	look->prompt = look->command = when;
}

void
hook_answer_look_at(struct look *look, const struct session *session, bool silently)
{
	look->prompt = session->expires - (silently ? session_margin(session) : 0);
	look->command = look->prompt;
	look->stop = false;
}

static void
keep_time(struct secret *out, const struct shell_hook *hook, const char *name, time_t when, long long offset)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld",
	    when <= 0 ? 0 : when >= NEVER ? (long long)NEVER : (long long)when - offset);
	hook->keep(out, name, text);
}

void
hook_answer_state(struct secret *out, const struct state *state)
{
	const struct shell_hook *hook = state->shell->hook;
	struct secret text = SECRET_INIT, word = SECRET_INIT;

	state_write(&text, state);
	format_quote(&word, hook->format, secret_text(&text));
	if (!text.failed && !word.failed)	/* else the shell keeps what it has */
		hook->keep(out, "state", secret_text(&word));
	secret_clear(&word);
	secret_clear(&text);
}

/* The state goes before the exports that are in OUT: it is kept although the shell may refuse those, for a code that
 * AWS has accepted is in it. The rest follows them, and their success. */
void
hook_answer_write(struct secret *out, const struct state *state, const struct look *look)
{
	const struct shell_hook *hook = state->shell->hook;
	const long long offset = hook->clock_offset == NULL ? 0 : hook->clock_offset();
	struct secret exports = SECRET_INIT;

	secret_move(&exports, out);
	hook_answer_state(out, state);
	secret_puts(out, secret_text(&exports));
	secret_clear(&exports);
	secret_puts(out, hook->if_before);
	keep_time(out, hook, "prompt_at", look->prompt, offset);
	keep_time(out, hook, "command_at", look->command, offset);
	hook->keep(out, "seen", hook->seen);
	if (look->stop)
		secret_puts(out, hook->cancel);
	secret_puts(out, hook->if_after);
}

void
hook_answer_print(struct secret *out, const struct shell *shell)
{
	struct secret text = SECRET_INIT;

	secret_move(&text, out);
	secret_puts(out, shell->hook->print_before);
	format_quote(out, shell->hook->format, secret_text(&text));
	secret_puts(out, ";\n");
	hook_answer_end(out);
	secret_clear(&text);
}

void
hook_answer_end(struct secret *out)
{
	secret_puts(out, ": awsmfa-end;\n");
}
