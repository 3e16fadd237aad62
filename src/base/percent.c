#include "base/percent.h"

#include <string.h>

static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

void
percent_encode(struct secret *out, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t plain;
	unsigned char byte;

	for (; *text != '\0'; text++) {
		plain = strspn(text, unreserved);
		secret_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		byte = (unsigned char)*text;
		secret_add(out, (const char[]){ '%', digits[byte >> 4], digits[byte & 15] }, 3);
	}
}

static int
digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return -1;
}

bool
percent_decode(struct secret *out, const char *text, size_t len)
{
	const char *end = text + len;
	char byte;

	while (text < end) {
		if (*text == '%') {
			if (end - text < 3 || digit(text[1]) < 0 || digit(text[2]) < 0)
				return false;
			byte = (char)(digit(text[1]) * 16 + digit(text[2]));
			if (byte == '\0')
				return false;
			text += 3;
		} else {
			if (*text == '\0' || strchr(unreserved, *text) == NULL)
				return false;
			byte = *text++;
		}
		secret_add(out, &byte, 1);
	}
	return true;
}
