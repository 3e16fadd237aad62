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

bool
utf8_is_valid(const char *text)
{
	size_t length;

	for (; *text != '\0'; text += length) {
		length = utf8_length(text);
		if (length == 0)
			return false;
	}
	return true;
}
