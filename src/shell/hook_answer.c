#include "shell/hook_answer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* fish has no clock of its own but this file, on Linux; elsewhere its hook computes epoch seconds. */
#define FISH_CLOCK "/proc/uptime"

void
hook_answer_look_at(struct look *look, const struct session *session, bool silently)
{
	look->prompt = session->expires - (silently ? session_margin(session) : 0);
	look->command = look->prompt;
	look->stop = false;
}

static bool
is_fish(const struct state *state)
{
	return state_format(state) == FORMAT_FISH;
}

/* How far the shell's clock is behind the epoch, in seconds, rounded so that a time comes rather too
 * early than too late. */
static long long
clock_offset(const struct state *state)
{
	struct timespec boot = { .tv_sec = 0 }, now = { .tv_sec = 0 };

	if (!is_fish(state) || access(FISH_CLOCK, R_OK) != 0)
		return 0;
#ifdef CLOCK_BOOTTIME
	clock_gettime(CLOCK_BOOTTIME, &boot);
	clock_gettime(CLOCK_REALTIME, &now);
#endif
	return (long long)(now.tv_sec - boot.tv_sec) + (now.tv_nsec > boot.tv_nsec);
}

static long long
in_shell_clock(time_t when, long long offset)
{
	return when <= 0 ? 0 : when >= NEVER ? (long long)NEVER : (long long)when - offset;
}

void
hook_answer_state(struct secret *out, const struct state *state)
{
	struct secret text = SECRET_INIT;

	state_write(&text, state);
	if (text.failed)	/* the shell keeps what it has */
		return;
	secret_puts(out, is_fish(state) ? "builtin set -gu __awsmfa_state " : "__awsmfa_state=(");
	format_quote(out, state_format(state), secret_text(&text));
	secret_puts(out, is_fish(state) ? ";\n" : ");\n");
	secret_clear(&text);
}

void
hook_answer_write(struct secret *out, const struct state *state, const struct look *look)
{
	long long offset = clock_offset(state);
	long long prompt = in_shell_clock(look->prompt, offset), command = in_shell_clock(look->command, offset);

	hook_answer_state(out, state);
	if (is_fish(state)) {
		secret_printf(out, "builtin set -gu __awsmfa_prompt_at %lld;\n", prompt);
		secret_printf(out, "builtin set -gu __awsmfa_command_at %lld;\n", command);
		secret_puts(out,
		    "builtin set -gu __awsmfa_seen \"$AWS_PROFILE|$AWS_DEFAULT_PROFILE|$AWS_ACCESS_KEY_ID\";\n");
		return;
	}
	secret_printf(out, "__awsmfa_prompt_at=(%lld);\n", prompt);
	secret_printf(out, "__awsmfa_command_at=(%lld);\n", command);
	secret_puts(out, "__awsmfa_seen=(\"${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}\");\n");
	if (look->stop)
		secret_puts(out, "__awsmfa_cancel;\n");
}

void
hook_answer_end(struct secret *out)
{
	secret_puts(out, ": awsmfa-end;\n");
}
