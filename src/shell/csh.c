/* csh.c - csh and tcsh
 *
 *  1. A quoted text MUST end where its writer ends it: history is expanded inside quotes, and backslash_quote
 *     changes what a backslash means there, so quote, backslash and '!' are written outside of the quotes,
 *     behind a backslash.
 *  2. What is not ASCII MUST be valid UTF-8 and MUST fit in the first 4096 bytes of output. tcsh turns
 *     the six-byte forms of old into ASCII, quotes too, and drops bytes where its buffers of that size meet.
 *  3. An error MUST name the variable and MUST NOT show its value.
 */
#include "base/utf8.h"
#include "shell/shells.h"

#define BUFFER 4096

static void
quote(struct secret *out, const char *text)
{
	format_escape(out, text, "'\\!", "'\\", "'");
}

static bool
is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text > 0x7f)
			return false;
	return true;
}

static bool
write_csh(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	const char *odd = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		if (changes[i].value == NULL) {
			secret_printf(out, "unsetenv %s;\n", changes[i].name);
			continue;
		}
		if (!utf8_is_valid(changes[i].value))
			return error_set(err, STATUS_LOCAL, "the value for %s is not UTF-8, and csh would change it",
			    changes[i].name);
		if (!is_ascii(changes[i].value))
			odd = changes[i].name;
		secret_printf(out, "setenv %s ", changes[i].name);
		quote(out, changes[i].value);
		secret_puts(out, ";\n");
	}
	if (odd != NULL && out->len > BUFFER)
		return error_set(err, STATUS_LOCAL,
		    "the value for %s is not ASCII, and csh would change it in so long a text", odd);
	return true;
}

static void
fail(struct secret *out, int status)
{
	secret_puts(out, status == 0 ? "true;\n" : "false;\n");
}

static const struct format format = { .write = write_csh, .fail = fail, .quote = quote };

const struct shell shell_csh = {
	.name = "csh",
	.aliases = "tcsh",
	.format = &format,
	.env_before = "eval \"`awsmfa env --format csh", .env_after = "`\"",
	.env_bars = "'\"`$\\!",	/* its double quotes keep none of them, whatever is inside */
	.set_before = "setenv ", .set_between = " ",
	.unset_before = "unsetenv ", .unset_between = "; unsetenv ",	/* it takes one */
	.path_rest = ":\"$PATH\"",
};
