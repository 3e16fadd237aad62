/* sh.c - sh, and every POSIX shell without a file of its own
 *
 *  1. A quoted text MUST end where its writer ends it: '...' knows no escapes, so a quote is written '\''
 *     (close, one escaped quote, open again).
 *  2. If a variable is readonly, nothing MUST change, and the eval MUST fail: bash and yash would go on with
 *     the next statement and leave half of two sessions, other shells stop in the middle. A subshell that
 *     unsets the same names fails first, names the variable, and leaves the shell as it is; so it is in bash,
 *     dash, ksh93, mksh, yash, zsh and busybox. `readonly` in the shell itself cannot be asked in any form that
 *     all of them have.
 */
#include "shell/sh.h"

static void
quote(struct secret *out, const char *text)
{
	format_escape(out, text, "'", "'\\", "'");
}

/* BEFORE goes before every builtin. */
static void
write_guard(struct secret *out, const char *before, const struct change *changes, size_t count)
{
	size_t i;

	secret_printf(out, "if (%sunset -v", before);
	for (i = 0; i < count; i++)
		secret_printf(out, " %s", changes[i].name);
	secret_puts(out, "); then\n");
}

static void
write_changes(struct secret *out, const char *before, const struct change *changes, size_t count)
{
	size_t i, unsets = 0;

	for (i = 0; i < count; i++) {
		if (changes[i].value != NULL)
			continue;
		secret_printf(out, "%s%s %s", unsets > 0 ? "" : before, unsets > 0 ? "" : "unset", changes[i].name);
		unsets++;
	}
	if (unsets > 0)
		secret_puts(out, ";\n");
	for (i = 0; i < count; i++)
		if (changes[i].value != NULL) {
			secret_printf(out, "%sexport %s=", before, changes[i].name);
			quote(out, changes[i].value);
			secret_puts(out, ";\n");
		}
}

static void
write_guarded(struct secret *out, const char *before, const struct change *changes, size_t count)
{
	if (count == 0)
		return;
	write_guard(out, before, changes, count);
	write_changes(out, before, changes, count);
	secret_printf(out, "else %secho 'awsmfa: the variable named above is readonly, so nothing has changed' >&2;"
	    " (exit 1); fi;\n", before);
}

static bool
write_sh(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	(void)err;
	write_guarded(out, "", changes, count);
	return true;
}

static bool
write_hook(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	(void)err;
	write_guarded(out, "\\builtin ", changes, count);
	return true;
}

static void
fail(struct secret *out, int status)
{
	secret_printf(out, "(exit %d);\n", status);
}

const struct format format_sh = { .write = write_sh, .fail = fail, .quote = quote };
const struct format format_hook = { .write = write_hook, .fail = fail, .quote = quote };

void
sh_keep(struct secret *out, const char *name, const char *value)
{
	secret_printf(out, "__awsmfa_%s=(%s);\n", name, value);
}

const struct shell shell_sh = {
	.name = "sh",
	.aliases = "dash ash ksh mksh yash",
	SH_LINES,
};
