#include "base/blank.h"

#include <string.h>

static bool
is_ascii_blank(unsigned char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1c && byte <= 0x1f);
}

/* The blanks of three bytes: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000. */
static bool
is_wide_blank(const unsigned char *byte)
{
	switch (byte[0]) {
	case 0xe1:
		return byte[1] == 0x9a && byte[2] == 0x80;
	case 0xe2:
		if (byte[1] == 0x81)
			return byte[2] == 0x9f;
		return byte[1] == 0x80 && ((byte[2] >= 0x80 && byte[2] <= 0x8a) || byte[2] == 0xa8 ||
		    byte[2] == 0xa9 || byte[2] == 0xaf);
	case 0xe3:
		return byte[1] == 0x80 && byte[2] == 0x80;
	default:
		return false;
	}
}

size_t
blank_length(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;

	if (byte[0] < 0x80)
		return is_ascii_blank(byte[0]) ? 1 : 0;
	if (byte[0] == 0xc2)
		return byte[1] == 0x85 || byte[1] == 0xa0 ? 2 : 0;
	return is_wide_blank(byte) ? 3 : 0;
}

size_t
blank_length_before(const char *start, const char *end)
{
	size_t length, most = (size_t)(end - start);

	if (most > 0 && (unsigned char)end[-1] < 0x80)		/* what nearly every line ends in */
		return blank_length(end - 1);
	for (length = 2; length <= 3 && length <= most; length++)
		if (blank_length(end - length) == length)
			return length;
	return 0;
}

char *
blank_skip(char *text)
{
	size_t length;

	while (!blank_is_none(*text) && (length = *text == ' ' ? 1 : blank_length(text)) > 0)
		text += length;
	return text;
}

char *
blank_trim(char *start, char *end)
{
	size_t length;

	while (end > start && !blank_is_none(end[-1]) &&
	    (length = end[-1] == ' ' ? 1 : blank_length_before(start, end)) > 0)
		end -= length;
	*end = '\0';
	return end;
}

const char *
blank_find(const char *text)
{
	for (; *text != '\0'; text++)
		if (!blank_is_none(*text) && blank_length(text) > 0)
			return text;
	return NULL;
}
