/* half_blocks.h - a QR code drawn with characters: two modules in each, one above the other
 *
 *	half_blocks_draw(&page, &matrix);
 *
 * It is black on white, whatever the colours of the terminal are, with the quiet zone around it that scanners need.
 */
#ifndef ASSIGN_HALF_BLOCKS_H
#define ASSIGN_HALF_BLOCKS_H

#include "base/secret.h"

#define QUIET		2	/* modules around the code (ISO 18004 asks for 4; every scanner reads it with 2) */
#define MATRIX_LARGEST	177	/* modules of version 40 */

/* A QR code: what awsmfa-qr prints, SIZE lines of SIZE digits, 1 for black. */
struct matrix {
	struct secret	lines;
	size_t		size;
};

#define MATRIX_INIT { .lines = SECRET_INIT }

/* How many columns and lines MATRIX takes on the screen. */
size_t	half_blocks_columns(const struct matrix *matrix);
size_t	half_blocks_rows(const struct matrix *matrix);

/* Appends the drawing of MATRIX, in the colours of TERM. */
void	half_blocks_draw(struct secret *out, const struct matrix *matrix);

#endif
