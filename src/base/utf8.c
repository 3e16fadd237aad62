#include "base/utf8.h"

/* The well-formed sequences, table 3-7 of the Unicode standard: what the first byte may be, what the
 * second may be after it. Every further byte is 0x80 to 0xbf. */
static const struct {
	unsigned char	first, last;
	unsigned char	second_from, second_to;
	size_t		length;
} forms[] = {
	{ 0x01, 0x7f, 0x00, 0x00, 1 },
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
	{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
	{ 0xe1, 0xec, 0x80, 0xbf, 3 },
	{ 0xed, 0xed, 0x80, 0x9f, 3 },
	{ 0xee, 0xef, 0x80, 0xbf, 3 },
	{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
	{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

#define COUNT (sizeof(forms) / sizeof(forms[0]))

/* Whether BYTES bytes continue a character. */
static bool
continues(const unsigned char *text, size_t bytes)
{
	for (; bytes > 0; bytes--, text++)
		if (*text < 0x80 || *text > 0xbf)
			return false;
	return true;
}

size_t
utf8_length(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;
	size_t i = 0;

	while (i < COUNT && (byte[0] < forms[i].first || byte[0] > forms[i].last))
		i++;
	if (i == COUNT)
		return 0;
	if (forms[i].length == 1)
		return 1;
	if (byte[1] < forms[i].second_from || byte[1] > forms[i].second_to)
		return 0;
	return continues(byte + 2, forms[i].length - 2) ? forms[i].length : 0;
}

unsigned long
utf8_character(const char *text)
{
	static const unsigned char mask[] = { 0x00, 0x7f, 0x1f, 0x0f, 0x07 };
	size_t length = utf8_length(text), i;
	unsigned long character;

	if (length >= sizeof(mask))
		return 0;
	character = (unsigned char)text[0] & mask[length];
	for (i = 1; i < length; i++)
		character = character << 6 | ((unsigned char)text[i] & 0x3f);
	return character;
}

/* Blocks of the Unicode standard, as far as a table needs them: for names of profiles, not for
 * every script. (wcwidth would need the locale, which nothing else here does.) */
static const struct {
	unsigned long	first, last;
	size_t		columns;
} widths[] = {
	{ 0x0300, 0x036f, 0 },		/* combining marks */
	{ 0x1100, 0x115f, 2 },		/* Hangul */
	{ 0x200b, 0x200f, 0 },		/* joiners and direction marks */
	{ 0x2e80, 0xa4cf, 2 },		/* CJK, kana */
	{ 0xac00, 0xd7a3, 2 },
	{ 0xf900, 0xfaff, 2 },
	{ 0xfe00, 0xfe0f, 0 },		/* variation selectors */
	{ 0xfe30, 0xfe6f, 2 },
	{ 0xff00, 0xff60, 2 },		/* full width */
	{ 0xffe0, 0xffe6, 2 },
	{ 0x1f300, 0x1faff, 2 },	/* emoji */
	{ 0x20000, 0x3fffd, 2 },
};

size_t
utf8_columns(const char *text)
{
	unsigned long character = utf8_character(text);
	size_t i;

	for (i = 0; character >= widths[0].first && i < sizeof(widths) / sizeof(widths[0]); i++)
		if (character >= widths[i].first && character <= widths[i].last)
			return widths[i].columns;
	return 1;
}

bool
utf8_is_valid(const char *text)
{
	size_t length;

	for (; *text != '\0'; text += length) {
		length = (unsigned char)*text < 0x80 ? 1 : utf8_length(text);
		if (length == 0)
			return false;
	}
	return true;
}
