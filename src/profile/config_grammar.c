/* config_grammar.c - lines become sections and properties
 *
 * SDKs differ in the corners. Where they do, these rules hold; they take what botocore (the AWS CLI)
 * takes, and refuse only what every SDK refuses.
 *
 *  1. A line ends with LF or CR LF. A byte order mark in front MUST be skipped, a NUL byte is an error.
 *  2. Blank is space or tab. A line of blanks, and one whose first other byte is '#' or ';', MUST be
 *     ignored, at any indent; it ends nothing.
 *  3. A line whose first other byte is '[' is a header, unless rule 5 makes it part of a value. A
 *     comment after its ']' is cut off; without ']' it is an error. In the config file it names a
 *     profile by "profile NAME" or "default", services by "services NAME"; any other section MUST be
 *     skipped with its body. A name with a blank needs quotes, single or double. In the credentials
 *     file all of it is the profile's name, blanks included; "profile NAME" there MUST be skipped.
 *  4. A header ends the property before it.
 *  5. A line indented deeper than the line of the property before it belongs to that property: where
 *     its value was empty, as a sub-property; else as a continuation, joined to the value by a newline
 *     and never cut by rule 8. Most SDKs read nothing else there, so a continuation that looks as if
 *     a key or a header was meant MUST be warned of. Any other line is what it is at any indent.
 *  6. A property is KEY, '=' or ':' (whichever comes first), VALUE. The key is trimmed and in lower
 *     case by ASCII. No separator is an error, and so is no key; a key with a blank inside is ignored.
 *  7. ':' MUST be accepted, with a warning: only some SDKs know it.
 *  8. A value ends before a '#' or ';' that follows a blank or begins it, and is trimmed. The value of
 *     a key that holds a shell command MUST NOT be cut: '#' and ';' may be the command's own.
 */
#include "profile/config_grammar.h"

#include <stdlib.h>
#include <string.h>

bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

char *
skip_blanks(char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

char *
trim_end(char *start, char *end)
{
	while (end > start && is_blank(end[-1]))
		end--;
	*end = '\0';
	return end;
}

bool
holds_blank(const char *text)
{
	return text[strcspn(text, " \t")] != '\0';
}

/* The line itself is never quoted: it may be half of a secret access key. */
bool
config_grammar_error(const struct grammar *grammar, const char *what, struct error *err)
{
	return error_set(err, STATUS_LOCAL, "%s:%d: %s", grammar->config->file[grammar->file].path, grammar->line,
	    what);
}

static bool
parse_line(struct grammar *grammar, char *line, struct error *err)
{
	char *text = skip_blanks(line);
	size_t indent = (size_t)(text - line);

	if (*text == '\0' || *text == '#' || *text == ';')
		return true;
	if (grammar->property.open && indent > grammar->property.indent)
		return config_grammar_indented(grammar, text, err);
	if (*text == '[')
		return config_grammar_header(grammar, text, err);
	return config_grammar_property(grammar, text, indent, err);
}

static bool
parse_lines(struct grammar *grammar, char *line, char *end, struct error *err)
{
	char *newline, *stop;

	for (; line < end; line = newline + 1) {
		newline = memchr(line, '\n', (size_t)(end - line));
		if (newline == NULL)
			newline = end;
		stop = newline;
		if (stop > line && stop[-1] == '\r')
			stop--;
		*stop = '\0';
		grammar->line++;
		if (strlen(line) != (size_t)(stop - line))
			return config_grammar_error(grammar, "a NUL byte; this is no text file", err);
		if (!parse_line(grammar, line, err))
			return false;
	}
	return true;
}

bool
config_parse(struct config *config, enum config_file file, struct secret *text, struct error *err)
{
	struct grammar grammar = { .config = config, .file = file };
	struct secret *own = &config->file[file].text;
	char *start;
	bool ok;

	secret_move(own, text);
	if (!secret_check(own, err))
		return false;
	if (own->len == 0)
		return true;
	start = grammar.text = own->data;
	if (own->len >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
		start += 3;
	ok = parse_lines(&grammar, start, own->data + own->len, err);
	free(grammar.keys.slot);
	return ok;
}
