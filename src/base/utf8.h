/* utf8.h - where a character of UTF-8 ends
 *
 *	for (; *text != '\0'; text += length) {
 *		length = utf8_length(text);
 *		if (length == 0)
 *			return false;			not UTF-8
 *	}
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes the character at TEXT has; 0 if there is none, as RFC 3629 has them: shortest forms
 * only, no surrogates, nothing above U+10FFFF. Never looks past the NUL that ends TEXT. */
size_t	utf8_length(const char *text);

/* The number of the character at TEXT in the Unicode standard; 0 if there is none. */
unsigned long utf8_character(const char *text);

/* How many columns of a screen the character at TEXT takes: 2 for the wide ones of East Asia and emoji,
 * 0 for those that join the one before, else 1. */
size_t	utf8_columns(const char *text);

/* Whether all of TEXT is UTF-8. */
bool	utf8_is_valid(const char *text);

#endif
