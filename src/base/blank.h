/* blank.h - blanks, the ones that cannot be seen among them
 *
 * A value that was pasted from a web page, a wiki or a chat often ends in a no-break space (U+00A0). Python,
 * and so the AWS CLI, takes it for a blank; a program that knows only space and tab takes it for a part of
 * the value.
 *
 *	char line[] = "\u00a0mfa_serial\u2003";
 *	char *start = blank_skip(line);
 *
 *	blank_trim(start, start + strlen(start));	start is "mfa_serial"
 *
 * The blanks are those of Python's str.isspace(), run over all of Unicode: the White_Space characters of
 * the Unicode standard (PropList.txt) and the separators U+001C to U+001F. Text is UTF-8; a byte that is
 * part of no character is no blank.
 */
#ifndef BASE_BLANK_H
#define BASE_BLANK_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes the blank at TEXT has; 0: there is none. Never looks past the NUL that ends TEXT. */
size_t	blank_length(const char *text);

/* How many bytes the blank has that ends just before END; 0: there is none. Never looks before START. */
size_t	blank_length_before(const char *start, const char *end);

/* What nearly every byte is that is no blank: told without looking further. */
static inline bool
blank_is_none(char byte)
{
	return byte > ' ' && byte <= '~';
}

/* What follows the blanks at TEXT. */
char	*blank_skip(char *text);

/* Takes the blanks off what is between START and END. Returns the new end, where it writes a NUL. */
char	*blank_trim(char *start, char *end);

/* The first blank in TEXT; NULL: there is none. */
const char *blank_find(const char *text);

#endif
