/* config_grammar.c - lines become sections and properties
 *
 * SDKs differ in the corners. These rules accept there what botocore (the AWS CLI) accepts, and refuse
 * only what every SDK refuses.
 *
 *  1. A line ends with LF or CR LF; in a file without any LF with CR, which MUST be warned of, since of the
 *     common tools botocore alone knows it. A byte order mark in front of a line MUST be skipped, before
 *     any but the first with a warning. A NUL byte is an error; UTF-16, which is full of them, MUST be named.
 *  2. Blanks are those of base/blank.h. A line of blanks, and one whose first other character is '#' or ';',
 *     MUST be ignored, at any indent; it ends nothing.
 *  3. A line whose first other character is '[' is a header, unless rule 5 makes it part of a value. A
 *     comment after its ']' is cut off; without ']' it is an error. In the config file it names a
 *     profile as "profile NAME" or "default", services as "services NAME"; any other section MUST be
 *     skipped with its body. A name with a blank needs quotes, single or double. In the credentials
 *     file all of it is the profile's name, blanks included; "profile NAME" there MUST be skipped.
 *  4. A header ends the property before it.
 *  5. A line indented deeper than the line of the property before it belongs to that property: if the
 *     value was empty, as a sub-property; else as a continuation, joined to the value with a newline
 *     and never cut by rule 8. An indent is counted in characters. Most SDKs read nothing else there, so
 *     a continuation that looks as if a key or a header was meant MUST be warned of. Any other line is
 *     what it is at any indent.
 *  6. A property is KEY, '=' or ':' (whichever comes first), VALUE. The key is trimmed and put into lower
 *     case, ASCII alone. No separator is an error, and so is no key; a key with a blank inside MUST be
 *     ignored with a warning.
 *  7. ':' MUST be accepted, with a warning: only some SDKs know it.
 *  8. A value ends before a '#' or ';' that follows a blank or begins it, and is trimmed. The value of
 *     a key that holds a shell command MUST NOT be cut: '#' and ';' may be the command's own.
 */
#include "profile/config_grammar.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char mark[] = "\xef\xbb\xbf";	/* the byte order mark, U+FEFF */
#define MARK_LENGTH (sizeof(mark) - 1)

bool
config_grammar_holds_blank(const char *text)
{
	return blank_find(text) != NULL;
}

bool
config_grammar_error(const struct grammar *grammar, const char *what, const char *line, struct error *err)
{
	const char *path = grammar->config->file[grammar->file].path;
	unsigned long hidden = visible_find_hidden(line);

	if (hidden == 0)
		return error_set(err, STATUS_LOCAL, "%s:%d: %s", path, grammar->line, what);
	return error_set(err, STATUS_LOCAL, "%s:%d: %s; U+%04lX is in the line and cannot be seen", path, grammar->line,
	    what, hidden);
}

/* How many characters are between START and END. */
static size_t
count_characters(const char *start, const char *end)
{
	size_t count = 0, length;

	for (; start < end; start += length == 0 ? 1 : length, count++)
		length = utf8_length(start);
	return count;
}

static bool
parse_line(struct grammar *grammar, char *line, char *end, struct error *err)
{
	char *text = blank_is_none(*line) ? line : blank_skip(line);
	size_t indent;

	if (*text == mark[0] && strncmp(text, mark, MARK_LENGTH) == 0) {
		/* inside too, in files that were put together from several */
		if (grammar->line > 1)
			CONFIG_GRAMMAR_WARN(grammar, NULL,
			    "a byte order mark (U+FEFF) inside the file is ignored; the AWS CLI stops there");
		line = text + MARK_LENGTH;
		text = blank_skip(line);
	}
	indent = count_characters(line, text);
	if (*text == '\0' || *text == '#' || *text == ';')
		return true;
	if (grammar->property.open && indent > grammar->property.indent)
		return config_grammar_indented(grammar, text, end, err);
	if (*text == '[')
		return config_grammar_header(grammar, text, err);
	return config_grammar_property(grammar, text, end, indent, err);
}

/* Whether TEXT is UTF-16 without a mark in front: ASCII, with a NUL beside every byte. */
static bool
looks_like_utf16(const struct secret *text)
{
	return text->len >= 4 && ((text->data[0] == '\0' && text->data[2] == '\0' && text->data[1] != '\0') ||
	    (text->data[1] == '\0' && text->data[3] == '\0' && text->data[0] != '\0'));
}

static bool
refuse_utf16(const struct grammar *grammar, struct error *err)
{
	const char *path = grammar->config->file[grammar->file].path;

	error_set(err, STATUS_LOCAL, "%s:1: the file is UTF-16, which no AWS tool reads", path);
	return error_hint(err, "save it as UTF-8: iconv -f UTF-16 -t UTF-8 %s", path);
}

/* ENDING is the byte that ends a line. */
static bool
parse_lines(struct grammar *grammar, char ending, struct error *err)
{
	const struct secret *text = &grammar->config->file[grammar->file].text;
	char *line = text->data, *end = line + text->len, *nul = memchr(line, '\0', text->len), *newline, *stop;

	for (; line < end; line = newline + 1) {
		newline = memchr(line, ending, (size_t)(end - line));
		if (newline == NULL)
			newline = end;
		stop = newline;
		if (stop > line && stop[-1] == '\r')
			stop--;
		*stop = '\0';
		grammar->line++;
		if (nul != NULL && nul < stop)
			return config_grammar_error(grammar, "a NUL byte: this is not a text file", "", err);
		if (!parse_line(grammar, line, stop, err))
			return false;
	}
	return true;
}

/* What ends a line of TEXT: LF, or in a file without any, CR. */
static char
find_ending(struct grammar *grammar, const struct secret *text)
{
	if (memchr(text->data, '\n', text->len) != NULL || memchr(text->data, '\r', text->len) == NULL)
		return '\n';
	grammar->line = 1;
	CONFIG_GRAMMAR_WARN(grammar, NULL,
	    "the lines end with CR alone, as on old Macs; the AWS CLI reads that, most SDKs do not");
	grammar->line = 0;
	return '\r';
}

bool
config_parse(struct config *config, enum config_file file, struct secret *text, struct error *err)
{
	struct grammar grammar = { .config = config, .file = file };
	struct secret *own = &config->file[file].text;
	bool ok;

	config->file[file].first = config->properties;
	secret_move(own, text);
	if (!secret_check(own, err))
		return false;
	if (own->len == 0)
		return true;
	if (memcmp(own->data, "\xff\xfe", 2) == 0 || memcmp(own->data, "\xfe\xff", 2) == 0 || looks_like_utf16(own))
		return refuse_utf16(&grammar, err);
	grammar.text = own->data;
	grammar.end = own->data + own->len;
	ok = parse_lines(&grammar, find_ending(&grammar, own), err);
	config->file[file].count = config->properties - config->file[file].first;
	free(grammar.keys.slot);
	return ok;
}
