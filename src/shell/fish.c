/* fish.c - fish
 *
 *  1. A quoted text MUST end where its writer ends it: '...' knows two escapes, \\ and \', and both bytes are
 *     escaped. The rule of sh would let a value that ends in a backslash run out of its quotes.
 *  2. `set -e` MUST have -g. Without it, set erases a universal variable where no global one hides it, which
 *     is a change on disk and in every other terminal.
 */
#include <time.h>
#include <unistd.h>

#include "shell/shells.h"

HOOK_TEXT(fish);

/* fish has no clock of its own but this file, on Linux; elsewhere its hook computes epoch seconds. */
#define CLOCK "/proc/uptime"

/* --- its form ----------------------------------------------------------------------------------- */

static void
quote(struct secret *out, const char *text)
{
	format_escape(out, text, "'\\", "\\", "");
}

/* `builtin` is a word of fish's grammar, so no function can stand in for what follows it. The last
 * statement is there because `set -eg` of a name that is not set leaves status 4. */
static bool
write_fish(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	const char *name;
	size_t i;

	(void)err;
	for (i = 0; i < count; i++) {
		name = changes[i].name;
		if (changes[i].value != NULL) {
			secret_printf(out, "builtin set -gx %s ", name);
			quote(out, changes[i].value);
			secret_puts(out, ";\n");
		} else {
			secret_printf(out, "builtin set -eg %s;\n"
			    "builtin set -qU %s; and builtin echo 'awsmfa: the universal variable %s stays in the way;"
			    " to remove it: set -eU %s' >&2;\n", name, name, name, name);
		}
	}
	secret_puts(out, "builtin true;\n");
	return true;
}

static void
fail(struct secret *out, int status)
{
	secret_printf(out, "command sh -c 'exit %d';\n", status);
}

static const struct format format = { .write = write_fish, .fail = fail, .quote = quote };

/* --- its hook ----------------------------------------------------------------------------------- */

static void
keep(struct secret *out, const char *name, const char *value)
{
	secret_printf(out, "builtin set -gu __awsmfa_%s %s;\n", name, value);
}

/* Rounded so that a time comes rather too early than too late. */
static long long
clock_offset(void)
{
	struct timespec boot = { .tv_sec = 0 }, now = { .tv_sec = 0 };

#ifdef CLOCK_BOOTTIME
	if (access(CLOCK, R_OK) == 0) {
		clock_gettime(CLOCK_BOOTTIME, &boot);
		clock_gettime(CLOCK_REALTIME, &now);
	}
#endif
	return (long long)(now.tv_sec - boot.tv_sec) + (now.tv_nsec > boot.tv_nsec);
}

static void
judge(struct hook_place *place, const struct report *report)
{
	if (!report_has_word(report_text(report, "handlers"), "__awsmfa_prompt"))
		place->prompt = "the function __awsmfa_prompt is gone, or handles no event";
	if (!report_has_word(report_text(report, "handlers"), "__awsmfa_command"))
		place->command = "the function __awsmfa_command is gone, or handles no event";
}

/* The report has universal ones alone, by their names. */
static bool
is_fixed(const char *told, size_t length, bool yields)
{
	(void)told;
	(void)length;
	return !yields;
}

static const struct shell_hook hook = {
	.text = &hook_text_fish,
	.file = "~/.config/fish/config.fish",
	.line = "awsmfa hook fish | source",
	.format = &format,
	.keep = keep,
	.seen = "\"$AWS_PROFILE|$AWS_DEFAULT_PROFILE|$AWS_ACCESS_KEY_ID\"",
	.if_before = "", .if_after = "",	/* nothing of ours is readonly in fish */
	.print_before = "builtin printf %s ",
	.cancel = "",
	.clock_offset = clock_offset,
	.judge = judge,
	.variables = "",
	.is_fixed = is_fixed,
	.fixed = "universal variables, which a session cannot unset",
	.mend_before = "set -eU ",
	.mend_after = "",
};

const struct shell shell_fish = {
	.name = "fish",
	.format = &format,
	.env_before = "awsmfa env --format fish", .env_after = " | source",
	.set_before = "set -gx ", .set_between = " ",
	.unset_before = "set -e ", .unset_between = " ",
	.path_rest = " $PATH",
	.hook = &hook,
};
