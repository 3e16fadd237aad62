/* table.h - rows of words, for a screen and for programs
 *
 *	static const struct table_column columns[] = {
 *		{ "profile", TABLE_WHOLE }, { "role", TABLE_KEEP_END }, { NULL, 0 }
 *	};
 *	struct table table = TABLE_INIT(columns, out, table_screen_width());
 *
 *	table_add(&table, "prod");				a row's cells, one after the other
 *	table_add(&table, "arn:aws:iam::123456789012:role/ops");
 *	ok = table_end(&table, err);				OUT has them all now
 *
 * On a terminal there is a head, columns are as wide as what is in them, those without a word in any
 * row are left out, and what does not fit is shortened, which "..." shows. Anywhere else a row is one
 * line, whole, with tabs between the cells and "-" for an empty one, for cut, awk and grep.
 *
 * Cells may come from files: what could steer a terminal, tabs included, becomes '?'.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/secret.h"

#define TABLE_COLUMNS 8		/* of a table, at most */

enum table_flag {
	TABLE_WHOLE	= 1,	/* shortened last */
	TABLE_KEEP_END	= 2,	/* shortened at the front: the end of an ARN tells more */
	TABLE_SCREEN	= 4	/* for terminals only */
};

struct table_column {
	const char	*title;		/* NULL ends the list */
	unsigned	 flags;
};

struct table {
	const struct table_column *column;
	struct secret	*out;
	size_t		 width;		/* of the screen; 0: there is none, and rows go to OUT at once */
	struct secret	 cells;		/* for a screen: row after row, each NUL-ended */
	size_t		 next;		/* the column of the next cell */
	size_t		 widest[TABLE_COLUMNS];		/* in columns of the screen */
};

#define TABLE_INIT(columns, to, screen) { .column = (columns), .out = (to), .width = (screen) }

/* Appends the next cell; NULL: an empty one. */
void	table_add(struct table *table, const char *text);

/* Writes what is not in OUT yet and frees the rest. Without a row OUT gets nothing. */
bool	table_end(struct table *table, struct error *err) MUST_CHECK;

/* How wide the terminal at stdout is; 0: it is none. */
size_t	table_screen_width(void);

#endif
