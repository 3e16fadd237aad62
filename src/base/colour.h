/* colour.h - colour on a terminal
 *
 * As git does it: only on a terminal, and not if NO_COLOR is set or TERM is dumb. Colour repeats what the words
 * beside it say, and is never the only way to learn something.
 *
 *	bool coloured = colour_is_wanted(1);
 *
 *	colour_add(out, coloured, COLOUR_YELLOW, "hint:");
 */
#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include "base/secret.h"

enum colour {
	COLOUR_NONE,
	COLOUR_BLACK,		/* from here to white: the eight of ANSI (ECMA-48, 8.3.117), in their order */
	COLOUR_RED,
	COLOUR_GREEN,
	COLOUR_YELLOW,
	COLOUR_BLUE,
	COLOUR_MAGENTA,
	COLOUR_CYAN,
	COLOUR_WHITE,
	COLOUR_BOLD,
	COLOUR_FAINT,
	COLOURS
};

/* Whether what goes to FD is to have colour: a terminal that knows it, and a user who has nothing against it. */
bool	colour_is_wanted(int fd);

/* The colour that NAME is the English name of, "red"; COLOUR_NONE: it is not one of the eight. NULL has none. */
enum colour colour_find(const char *name);

/* The names of the eight: "black, red, ... or white". */
extern const char colour_names[];

/* What turns COLOUR on; "" for COLOUR_NONE. colour_off turns it off. */
const char *colour_on(enum colour colour);
extern const char colour_off[];

/* Appends TEXT, in COLOUR if WANTED. */
void	colour_add(struct secret *out, bool wanted, enum colour colour, const char *text);

#endif
