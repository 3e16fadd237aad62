#include "base/printable.h"

#include <stddef.h>

#include "base/utf8.h"

/* What nearly every byte is: told without looking further. */
static bool
is_plain(char byte)
{
	return byte >= ' ' && byte <= '~';
}

/* How many bytes the character at TEXT has; 0: none that may be shown. */
static size_t
shown_length(const char *text)
{
	const unsigned char first = (unsigned char)text[0], second = first == 0 ? 0 : (unsigned char)text[1];

	if (first < 0x80)
		return 0;
	if (first == 0xc2 && second < 0xa0)		/* U+0080 to U+009f */
		return 0;
	return utf8_length(text);
}

void
printable_make(char *text, bool lines)
{
	size_t length;

	for (;; text += length) {
		while (is_plain(*text))
			text++;
		if (*text == '\0')
			return;
		length = shown_length(text);
		if (length > 0)
			continue;
		if (*text != '\n' || !lines)
			*text = '?';
		length = 1;
	}
}
