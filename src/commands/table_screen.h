/* table_screen.h - the rows of a table on a screen: see table.h
 *
 *	struct table_screen screen = TABLE_SCREEN_INIT(columns);
 *
 *	table_screen_add(&screen, 0, "prod", COLOUR_RED);
 *	table_screen_write(&screen, out, 80, true);
 *	table_screen_clear(&screen);
 */
#ifndef COMMANDS_TABLE_SCREEN_H
#define COMMANDS_TABLE_SCREEN_H

#include "base/colour.h"
#include "commands/table_layout.h"

struct table_screen {
	struct table_layout	layout;
	struct secret		cells;		/* row after row: a letter for the colour, the text, a NUL */
	size_t			first[TABLE_COLUMNS];	/* where the first one of a column is in CELLS, plus one */
};

#define TABLE_SCREEN_INIT(columns) { .layout = { .column = (columns) } }

/* Adds a cell of COLUMN; "": an empty one. What could steer a terminal becomes '?'. */
void	table_screen_add(struct table_screen *screen, size_t column, const char *text, enum colour colour);

/* Writes the table to OUT for a screen that is WIDTH columns wide; nothing without a row. */
void	table_screen_write(struct table_screen *screen, struct secret *out, size_t width, bool coloured);

void	table_screen_clear(struct table_screen *screen);

#endif
