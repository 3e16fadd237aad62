/* shell.c - code for a shell's eval
 *
 *  1. Every name and value MUST be checked before a byte is written: names are [A-Z_][A-Z0-9_]*, each once,
 *     values have no control byte (0x01 to 0x1f, 0x7f).
 *  2. After any failure the output MUST be empty: a shell evaluates all of it or nothing.
 *  3. Every value MUST go through format_quote, whatever it is and wherever it came from.
 *  4. A quoted text MUST end where its writer ends it, in every state the reader's shell can be in:
 *     sh    '...' knows no escapes: a quote is written '\'' (close, one escaped quote, open again).
 *     fish  '...' knows two escapes, \\ and \': both bytes are escaped. The rule of sh would let a value that
 *           ends in a backslash run out of its quotes.
 *     csh   history is expanded inside quotes, and backslash_quote changes what a backslash means there: quote,
 *           backslash and '!' are written outside of the quotes, behind a backslash.
 *  5. Every statement MUST end in ';': an unquoted eval joins the lines.
 *  6. fish: `set -e` MUST have -g. Without it, set erases a universal variable where no global one hides it, which
 *     is a change on disk and in every other terminal.
 *  7. csh: what is not ASCII MUST be valid UTF-8 and MUST fit in the first 4096 bytes of output. tcsh turns
 *     the six-byte forms of old into ASCII, quotes too, and drops bytes where its buffers of that size meet.
 *  8. An error MUST name the variable and MUST NOT show its value.
 */
#include "shell/format.h"

#include <string.h>

#include "base/utf8.h"
#include "shell/document.h"

#define CSH_BUFFER 4096

const char format_names[] = "sh bash zsh dash ksh fish csh tcsh dotenv process json";

enum format
format_by_name(const char *name)
{
	static const struct {
		const char	*name;
		enum format	 format;
	} known[] = {
		{ "sh", FORMAT_SH }, { "bash", FORMAT_SH }, { "zsh", FORMAT_SH }, { "dash", FORMAT_SH },
		{ "ksh", FORMAT_SH }, { "fish", FORMAT_FISH }, { "csh", FORMAT_CSH }, { "tcsh", FORMAT_CSH },
		{ "dotenv", FORMAT_DOTENV }, { "process", FORMAT_PROCESS }, { "json", FORMAT_JSON },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].format;
	return FORMAT_UNKNOWN;
}

static bool
is_name(const char *name)
{
	return *name != '\0' && (*name < '0' || *name > '9') &&
	    name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == '\0';
}

static bool
has_control_byte(const char *value)
{
	for (; *value != '\0'; value++)
		if ((unsigned char)*value < 0x20 || *value == 0x7f)
			return true;
	return false;
}

static bool
check(const struct change *changes, size_t count, struct error *err)
{
	size_t i, j;

	for (i = 0; i < count; i++) {
		if (!is_name(changes[i].name))
			return error_set(err, STATUS_LOCAL, "'%s' cannot be the name of a variable", changes[i].name);
		for (j = 0; j < i; j++)
			if (strcmp(changes[j].name, changes[i].name) == 0)
				return error_set(err, STATUS_LOCAL, "%s is changed twice", changes[i].name);
		if (changes[i].value != NULL && has_control_byte(changes[i].value))
			return error_set(err, STATUS_LOCAL, "the value for %s has a control character",
			    changes[i].name);
	}
	return true;
}

/* Appends TEXT in single quotes, with every byte of SPECIAL written as BEFORE, the byte, AFTER. */
static void
quote(struct secret *out, const char *text, const char *special, const char *before, const char *after)
{
	size_t plain;

	secret_add(out, "'", 1);
	for (;;) {
		plain = strcspn(text, special);
		secret_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		secret_puts(out, before);
		secret_add(out, text++, 1);
		secret_puts(out, after);
	}
	secret_add(out, "'", 1);
}

void
format_quote(struct secret *out, enum format format, const char *text)
{
	if (format == FORMAT_FISH)
		quote(out, text, "'\\", "\\", "");
	else if (format == FORMAT_CSH)
		quote(out, text, "'\\!", "'\\", "'");
	else
		quote(out, text, "'", "'\\", "'");
}

static void
write_assignment(struct secret *out, enum format format, const char *before, const char *between,
    const struct change *change)
{
	secret_printf(out, "%s%s%s", before, change->name, between);
	format_quote(out, format, change->value);
	secret_puts(out, ";\n");
}

/* BEFORE stands before every command. */
static void
write_sh(struct secret *out, const char *before, const struct change *changes, size_t count)
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
			secret_puts(out, before);
			write_assignment(out, FORMAT_SH, "export ", "=", &changes[i]);
		}
}

/* `builtin` is a word of fish's grammar, so no function can stand in for what follows it. The last
 * statement is there because `set -eg` of a name that is not set leaves status 4. */
static void
write_fish(struct secret *out, const struct change *changes, size_t count)
{
	const char *name;
	size_t i;

	for (i = 0; i < count; i++) {
		name = changes[i].name;
		if (changes[i].value != NULL)
			write_assignment(out, FORMAT_FISH, "builtin set -gx ", " ", &changes[i]);
		else
			secret_printf(out, "builtin set -eg %s;\n"
			    "builtin set -qU %s; and builtin echo 'awsmfa: the universal variable %s stays in the way;"
			    " to remove it: set -eU %s' >&2;\n", name, name, name, name);
	}
	secret_puts(out, "builtin true;\n");
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
		write_assignment(out, FORMAT_CSH, "setenv ", " ", &changes[i]);
	}
	if (odd != NULL && out->len > CSH_BUFFER)
		return error_set(err, STATUS_LOCAL,
		    "the value for %s is not ASCII, and csh would change it in so long a text", odd);
	return true;
}

static bool
write_format(struct secret *out, enum format format, const struct change *changes, size_t count, struct error *err)
{
	switch (format) {
	case FORMAT_SH:
		write_sh(out, "", changes, count);
		return true;
	case FORMAT_HOOK:
		write_sh(out, "\\builtin ", changes, count);
		return true;
	case FORMAT_FISH:
		write_fish(out, changes, count);
		return true;
	case FORMAT_CSH:
		return write_csh(out, changes, count, err);
	case FORMAT_DOTENV:
		return document_write_dotenv(out, changes, count, err);
	case FORMAT_PROCESS:
		return document_write_process(out, changes, count, err);
	case FORMAT_JSON:
		return document_write_json(out, changes, count, err);
	case FORMAT_UNKNOWN:
		break;
	}
	return error_set(err, STATUS_USAGE, "unknown format; known are: %s", format_names);
}

bool
format_write(struct secret *out, enum format format, const struct change *changes, size_t count, struct error *err)
{
	secret_clear(out);
	if (check(changes, count, err) && write_format(out, format, changes, count, err) && secret_check(out, err))
		return true;
	secret_clear(out);
	return false;
}

void
format_write_failure(struct secret *out, enum format format, int status)
{
	if (format == FORMAT_SH)
		secret_printf(out, "(exit %d);\n", status);
	else if (format == FORMAT_FISH)
		secret_printf(out, "command sh -c 'exit %d';\n", status);
	else if (format == FORMAT_CSH)
		secret_puts(out, status == 0 ? "true;\n" : "false;\n");
}

void
format_word(struct secret *out, enum format format, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./@+:";

	if (*text != '\0' && text[strspn(text, plain)] == '\0')
		secret_puts(out, text);
	else
		format_quote(out, format, text);
}
