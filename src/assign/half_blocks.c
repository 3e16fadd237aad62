#include "assign/half_blocks.h"

#include <stdlib.h>
#include <string.h>

size_t
half_blocks_columns(const struct matrix *matrix)
{
	return matrix->size + (size_t)2 * QUIET;
}

size_t
half_blocks_rows(const struct matrix *matrix)
{
	return (half_blocks_columns(matrix) + 1) / 2;
}

/* Whether the module at ROW and COLUMN, the quiet zone counted, is black. */
static bool
is_black(const struct matrix *matrix, size_t row, size_t column)
{
	if (row < QUIET || column < QUIET || row >= matrix->size + QUIET || column >= matrix->size + QUIET)
		return false;
	return matrix->lines.data[(row - QUIET) * (matrix->size + 1) + (column - QUIET)] == '1';
}

/* Black on white. The first eight colours of a terminal are its user's to change; those above are not. */
static const char *
colours(void)
{
	const char *kind = getenv("TERM");

	return kind != NULL && strstr(kind, "256color") != NULL ? "\033[38;5;16;48;5;231m" : "\033[30;47m";
}

void
half_blocks_draw(struct secret *out, const struct matrix *matrix)
{
	static const char *const blocks[] = { " ", "\xe2\x96\x84", "\xe2\x96\x80", "\xe2\x96\x88" };
	size_t width = half_blocks_columns(matrix), row, column;
	const char *begin = colours();

	for (row = 0; row < width; row += 2) {
		secret_puts(out, begin);
		for (column = 0; column < width; column++)
			secret_puts(out, blocks[is_black(matrix, row, column) * 2 + is_black(matrix, row + 1, column)]);
		secret_puts(out, "\033[m\n");
	}
}
