/* table.h - rows of words, for a screen and for programs
 *
 *	static const struct table_column columns[] = {
 *		{ "profile", TABLE_NAME }, { "role", 0 }, { "problem", TABLE_BELOW }, { NULL, 0 }
 *	};
 *	struct table table = TABLE_INIT(columns, out, table_screen_width());
 *
 *	table_add(&table, "prod");				a row's cells, one after the other
 *	table_add(&table, "ops");
 *	table_add_coloured(&table, "no access key", COLOUR_RED);
 *	ok = table_end(&table, err);				OUT has them all now
 *
 * On a terminal there is a head, and columns are as wide as what is in them:
 *
 *	profile  role
 *	prod     ops
 *	  no access key
 *
 * Nothing is shortened. Columns that are empty in every row are left out; what finds no room in its row is said below
 * it, and what is the same in all rows once for all, at the end (table_layout.h). Anywhere else a row is one line,
 * whole, with tabs between the cells and "-" for an empty one, for cut, awk and grep.
 *
 * Cells may come from files: what could steer a terminal, tabs included, becomes '?'.
 */
#ifndef COMMANDS_TABLE_H
#define COMMANDS_TABLE_H

#include "commands/table_screen.h"

struct table {
	const struct table_column *column;
	struct secret		*out;
	size_t			 width;		/* of the screen; 0: there is none, and rows go to OUT at once */
	struct table_screen	 screen;
	size_t			 next;		/* the column of the next cell */
};

#define TABLE_INIT(columns, to, columns_of_screen) { \
	.column = (columns), .out = (to), .width = (columns_of_screen), .screen = TABLE_SCREEN_INIT(columns) \
}

/* Appends the next cell; NULL: an empty one. */
void	table_add(struct table *table, const char *text);

/* The same in COLOUR, on a screen that has it. */
void	table_add_coloured(struct table *table, const char *text, enum colour colour);

/* Writes what is not in OUT yet and frees the rest. Without a row OUT gets nothing. */
bool	table_end(struct table *table, struct error *err) MUST_CHECK;

/* How wide the terminal at stdout is; 0: it is none. */
size_t	table_screen_width(void);

#endif
