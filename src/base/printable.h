/* printable.h - text from outside, made harmless to a terminal
 *
 *	char name[] = "prod\033[2J";
 *
 *	printable_make(name, false);		"prod?[2J"
 *
 * Terminals obey bytes below 0x20 and 0x7f, and many obey U+0080 to U+009f too, as two bytes of UTF-8
 * or as a single byte. All of these become '?', and so does what is not UTF-8; other
 * characters, of any language, stay.
 */
#ifndef BASE_PRINTABLE_H
#define BASE_PRINTABLE_H

#include <stdbool.h>

/* Replaces in place, byte for byte. LINES: a newline may stay. */
void	printable_make(char *text, bool lines);

#endif
