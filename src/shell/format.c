/* format.c - what every form checks before it writes
 *
 *  1. Every name and value MUST be checked before a byte is written: names are [A-Z_][A-Z0-9_]*, each once,
 *     values have no control byte (0x01 to 0x1f, 0x7f).
 *  2. After any failure the output MUST be empty: a shell evaluates all of it or nothing.
 *  3. Every value MUST go through the quote of its form, whatever it is and wherever it came from.
 *  4. A quoted text MUST end where its writer ends it, in every state the reader's shell can be in.
 *  5. Every statement MUST end in ';': an unquoted eval joins the lines.
 *  6. An error MUST name the variable and MUST NOT show its value.
 */
#include "shell/format.h"

#include <string.h>

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

bool
format_write(struct secret *out, const struct format *format, const struct change *changes, size_t count,
    struct error *err)
{
	secret_clear(out);
	if (check(changes, count, err) && format->write(out, changes, count, err) && secret_check(out, err))
		return true;
	secret_clear(out);
	return false;
}

void
format_write_failure(struct secret *out, const struct format *format, int status)
{
	if (format->fail != NULL)
		format->fail(out, status);
}

void
format_quote(struct secret *out, const struct format *format, const char *text)
{
	format->quote(out, text);
}

void
format_word(struct secret *out, const struct format *format, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./@+:";

	/* ksh 93 takes a word `case` for the statement, wherever it is in $(...) */
	if (*text != '\0' && text[strspn(text, plain)] == '\0' && strcmp(text, "case") != 0)
		secret_puts(out, text);
	else
		format_quote(out, format, text);
}

void
format_escape(struct secret *out, const char *text, const char *special, const char *before, const char *after)
{
	size_t plain;

	secret_puts(out, "'");
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
	secret_puts(out, "'");
}
