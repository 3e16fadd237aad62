/* table_layout.h - how wide the columns of a table are on a screen
 *
 *	struct table_layout layout = { .column = columns };
 *
 *	table_layout_note(&layout, 1, 22);		a cell of column 1 takes 22 columns of the screen
 *	...
 *	table_layout_fit(&layout, 80);
 *	layout.width[1]					0: the column is left out
 *
 * Nothing is shortened. A cell that is wider than its column goes to a line of its own below the row, and a column
 * may be left out altogether; what makes the fewest such lines for the room that it gives is chosen.
 */
#ifndef COMMANDS_TABLE_LAYOUT_H
#define COMMANDS_TABLE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_COLUMNS	9	/* of a table, at most */
#define TABLE_WIDEST	160	/* a column is never wider than that */
#define TABLE_GAP	2	/* between columns */

enum table_flag {
	TABLE_FIXED	= 1,	/* as wide as its widest cell, whatever the screen */
	TABLE_NAME	= 2,	/* what the row is about: one that is too wide has the row's first line for itself */
	TABLE_BELOW	= 4	/* no column: each cell is a sentence for a line below its row */
};

struct table_column {
	const char	*title;		/* NULL ends the list */
	unsigned	 flags;
};

struct table_layout {
	const struct table_column *column;
	size_t		 width[TABLE_COLUMNS];	/* as table_layout_fit decided; without the gap */
	uint32_t	 cells[TABLE_COLUMNS][TABLE_WIDEST + 2];	/* how many are that wide; the last: wider */
	uint32_t	 filled[TABLE_COLUMNS];	/* cells that are not empty */
	bool		 varies[TABLE_COLUMNS];	/* set by the caller: they differ */
};

/* Takes note of a cell, WIDTH columns of the screen wide; 0: empty. */
void	table_layout_note(struct table_layout *layout, size_t column, size_t width);

/* Whether all cells of a column that are not empty say the same, so that it can be said once for all rows. */
bool	table_layout_is_uniform(const struct table_layout *layout, size_t column);

/* Decides the widths for a screen of SCREEN columns. */
void	table_layout_fit(struct table_layout *layout, size_t screen);

#endif
