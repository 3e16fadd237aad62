/* fuzz_format.c - a quoted text, read by the rules of its shell, is the text
 *
 * The rules are written down here a second time, from the shells' manuals and as narrow as they can
 * be: whatever they do not name (a byte outside of quotes, history inside of csh's) is a failure.
 */
#include <stdlib.h>
#include <string.h>

#include "shell/formats.h"

int	LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

static void
require(bool fact)
{
	if (!fact)
		abort();
}

/* sh, POSIX 2.2: everything between single quotes is itself; outside, a backslash keeps the next byte. csh is like
 * that except for what is not safe between its quotes (tcsh(1), "History substitution", backslash_quote): NEVER. */
static void
read_sh(const char *word, const char *end, const char *never, struct secret *text)
{
	bool quoted = false;

	for (; word < end; word++) {
		if (*word == '\'') {
			quoted = !quoted;
			continue;
		}
		if (quoted)
			require(strchr(never, *word) == NULL);
		else
			require(*word++ == '\\' && word < end && *word != '\n');
		secret_add(text, word, 1);
	}
	require(!quoted);
}

/* fish, "Quotes": between single quotes \' and \\ are escapes, every other backslash is itself. */
static void
read_fish(const char *word, const char *end, struct secret *text)
{
	require(end - word >= 2 && word[0] == '\'' && end[-1] == '\'');
	for (word++; word < end - 1; word++) {
		require(*word != '\'');
		if (*word == '\\' && (word[1] == '\\' || word[1] == '\''))
			word++;
		require(word < end - 1);	/* the last quote was not escaped */
		secret_add(text, word, 1);
	}
}

static void
read_word(const char *format, const char *word, const char *end, const char *expected)
{
	struct secret text = SECRET_INIT;

	if (strcmp(format, "sh") == 0)
		read_sh(word, end, "", &text);
	else if (strcmp(format, "fish") == 0)
		read_fish(word, end, &text);
	else
		read_sh(word, end, "!\\", &text);
	require(strcmp(secret_text(&text), expected) == 0);
	secret_clear(&text);
}

static bool
is_harmless(const char *value)
{
	for (; *value != '\0'; value++)
		if ((unsigned char)*value < 0x20 || *value == 0x7f)
			return false;
	return true;
}

/* The whole statement: nothing of the value is outside of the word. */
static void
read_statement(const char *format, const char *before, const char *after, const char *value)
{
	struct change change = { "A", value };
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	size_t start = strlen(before), rest = strlen(after);

	if (!format_write(&out, formats_find(format), &change, 1, &err)) {
		require(out.len == 0 && (!is_harmless(value) || strcmp(format, "csh") == 0));
		return;
	}
	require(is_harmless(value) && out.len >= start + rest);
	require(strncmp(out.data, before, start) == 0 && strcmp(out.data + out.len - rest, after) == 0);
	read_word(format, out.data + start, out.data + out.len - rest, value);
	secret_clear(&out);
}

/* What is only read, not evaluated, must end well; a value never adds a line. */
static void
read_document(const char *format, const char *value)
{
	const struct change changes[] = { { "AWS_ACCESS_KEY_ID", value }, { "AWS_SECRET_ACCESS_KEY", value } };
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	size_t i, lines = 0;

	if (format_write(&out, formats_find(format), changes, 2, &err)) {
		for (i = 0; i < out.len; i++)
			lines += out.data[i] == '\n';
		require(lines == (strcmp(format, "dotenv") == 0 ? 2 : strcmp(format, "json") == 0 ? 4 : 5));
	}
	secret_clear(&out);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	static const char *const names[] = { "sh", "fish", "csh" };
	struct secret text = SECRET_INIT, word = SECRET_INIT;
	size_t i;

	secret_add(&text, bytes, len);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		format_quote(&word, formats_find(names[i]), text.data);
		read_word(names[i], word.data, word.data + word.len, text.data);
		secret_clear(&word);
	}
	read_statement("sh", "if (unset -v A); then\nexport A=", ";\nelse echo 'awsmfa: the variable named above is"
	    " readonly, so nothing has changed' >&2; (exit 1); fi;\n", text.data);
	read_statement("fish", "builtin set -gx A ", ";\nbuiltin true;\n", text.data);
	read_statement("csh", "setenv A ", ";\n", text.data);
	read_document("dotenv", text.data);
	read_document("process", text.data);
	read_document("json", text.data);
	secret_clear(&text);
	return 0;
}
