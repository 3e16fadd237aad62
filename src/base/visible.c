#include "base/visible.h"

#include <stdio.h>
#include <string.h>

#include "base/blank.h"
#include "base/utf8.h"

/* Category Cf of the Unicode standard, as far as the characters take no room, and the controls. */
static const struct range { unsigned long first, last; } hidden[] = {
	{ 0x01, 0x08 },		/* controls, without those that are blanks */
	{ 0x0e, 0x1b },
	{ 0x7f, 0x84 },
	{ 0x86, 0x9f },
	{ 0xad, 0xad },		/* soft hyphen */
	{ 0x61c, 0x61c },	/* direction mark */
	{ 0x180e, 0x180e },
	{ 0x200b, 0x200b },	/* zero width space */
	{ 0x200e, 0x200f },	/* direction marks */
	{ 0x202a, 0x202e },
	{ 0x2060, 0x2064 },	/* word joiner, invisible operators */
	{ 0x2066, 0x206f },
	{ 0xfeff, 0xfeff },	/* byte order mark */
	{ 0xfff9, 0xfffb },
	{ 0xe0001, 0xe007f },	/* tags */
};

/* What emoji and some scripts need between two characters. */
static const struct range joiners[] = { { 0x200c, 0x200d }, { 0xfe00, 0xfe0f } };

static bool
is_within(unsigned long character, const struct range *ranges, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}

static bool
is_hidden(unsigned long character)
{
	return is_within(character, hidden, sizeof(hidden) / sizeof(hidden[0]));
}

/* Writes the character at TEXT to PIECE as it is to be seen; BEFORE tells whether it begins the text or
 * follows a space. Returns how many bytes of TEXT that were. */
static size_t
show(char piece[16], const char *text, bool before)
{
	size_t length = utf8_length(text);
	unsigned long character = utf8_character(text);

	if (length == 0) {
		snprintf(piece, 16, "<0x%02X>", (unsigned char)*text);
		return 1;
	}
	if (character == ' ' ? before || text[1] == '\0' : blank_length(text) > 0 || is_hidden(character) ||
	    is_within(character, joiners, sizeof(joiners) / sizeof(joiners[0])))
		snprintf(piece, 16, "<U+%04lX>", character);
	else
		snprintf(piece, 16, "%.*s", (int)length, text);
	return length;
}

const char *
visible_text(char *shown, size_t size, const char *text)
{
	static const char more[] = "...";
	size_t used = 0, fits = 0, step, length;
	char piece[16];
	bool before = true;

	for (; *text != '\0'; text += step) {
		step = show(piece, text, before);
		before = *text == ' ';
		length = strlen(piece);
		if (used + length >= size) {
			memcpy(shown + fits, more, sizeof(more));
			return shown;
		}
		memcpy(shown + used, piece, length);
		used += length;
		if (used + sizeof(more) <= size)
			fits = used;
	}
	shown[used] = '\0';
	return shown;
}

/* What nearly every character of a file is; told without looking further. */
static bool
is_plain(char byte)
{
	return byte >= ' ' && byte <= '~';
}

unsigned long
visible_find_hidden(const char *text)
{
	size_t length;

	for (; *text != '\0'; text += length) {
		length = is_plain(*text) ? 1 : utf8_length(text);
		if (length == 0)
			length = 1;
		else if (!is_plain(*text) && is_hidden(utf8_character(text)))
			return utf8_character(text);
	}
	return 0;
}

const char *
visible_without_hidden(char *seen, size_t size, const char *text)
{
	size_t used = 0, length;

	for (; *text != '\0'; text += length) {
		length = utf8_length(text);
		if (length == 0)
			length = 1;
		else if (is_hidden(utf8_character(text)))
			continue;
		if (used + length >= size)
			break;
		memcpy(seen + used, text, length);
		used += length;
	}
	seen[used] = '\0';
	return seen;
}
