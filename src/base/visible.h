/* visible.h - text in which nothing is hidden
 *
 * A message that quotes a name or a value which looks right is of no use when what is wrong with it cannot
 * be seen:
 *
 *	char shown[VISIBLE_SIZE];
 *
 *	error_set(err, STATUS_LOCAL, "'%s' is not the name of a region", visible_text(shown, sizeof(shown), region));
 *		'eu-west-1<U+00A0>' is not the name of a region
 *
 * Shown as <U+XXXX>, as less(1) does: blanks other than a space, controls, and the format characters of the
 * Unicode standard (category Cf) that take no room; and a space that the eye passes over, at either end or
 * behind another one. A byte that is no UTF-8 is shown as <0xA0>.
 */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>

#define VISIBLE_SIZE 200

/* Writes TEXT into SHOWN, of SIZE bytes, which may be 8 at least. Returns SHOWN; what does not fit is left out
 * and "..." stands for it. */
const char *visible_text(char *shown, size_t size, const char *text);

/* Copies what can be seen of TEXT to SEEN, of SIZE bytes; what does not fit is left out. Returns SEEN. */
const char *visible_without_hidden(char *seen, size_t size, const char *text);

/* The first character of TEXT that cannot be seen and takes no room, as a number; 0: there is none. Blanks and the
 * joiners that some scripts need (U+200C, U+200D, variation selectors) are not among these. */
unsigned long visible_find_hidden(const char *text);

#endif
