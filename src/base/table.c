#include "base/table.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/printable.h"
#include "base/utf8.h"

#define GAP		2	/* between columns */
#define LEAST		9	/* a column is not shortened below that */
#define MARK		"..."
#define MARK_WIDTH	(sizeof(MARK) - 1)

static size_t
columns(const struct table *table)
{
	size_t count = 0;

	while (table->column[count].title != NULL)
		count++;
	return count;
}

/* The number of the column after that one; 0: a new row. */
static size_t
column_after(const struct table *table, size_t column)
{
	return table->column[column + 1].title == NULL ? 0 : column + 1;
}

/* The screen columns that TEXT takes. */
static size_t
width_of(const char *text)
{
	size_t width = 0, length;

	for (; *text != '\0'; text += length) {
		length = (unsigned char)*text < 0x80 ? 1 : utf8_length(text);
		width += length == 1 ? 1 : utf8_columns(text);
	}
	return width;
}

/* --- no screen ---------------------------------------------------------------------------------- */

/* Appends TEXT to OUT, harmless. Returns where it stands; NULL: no memory. */
static const char *
add_shown(struct secret *out, const char *text)
{
	size_t start = out->len;

	secret_puts(out, text);
	if (out->failed)
		return NULL;
	printable_make(out->data + start, false);
	return out->data + start;
}

static void
write_field(struct table *table, size_t column, const char *text)
{
	if ((table->column[column].flags & TABLE_SCREEN) == 0) {
		add_shown(table->out, *text == '\0' ? "-" : text);
		secret_add(table->out, column_after(table, column) == 0 ? "\n" : "\t", 1);
	}
}

/* --- a screen ----------------------------------------------------------------------------------- */

/* Takes from the widest column that is above LEAST and has none of the flags PASS, until WIDE is no
 * more than WIDTH. Returns how wide they are all together then. */
static size_t
narrow(const struct table *table, size_t widths[TABLE_COLUMNS], size_t wide, size_t width, unsigned pass)
{
	size_t count = columns(table), widest, i;

	while (wide > width) {
		widest = count;
		for (i = 0; i < count; i++)
			if (widths[i] > LEAST && (table->column[i].flags & pass) == 0 &&
			    (widest == count || widths[i] > widths[widest]))
				widest = i;
		if (widest == count)
			break;
		widths[widest]--;
		wide--;
	}
	return wide;
}

/* Decides how wide each column is, 0 for one that is left out, and which one is the last. */
static size_t
lay_out(const struct table *table, size_t width, size_t widths[TABLE_COLUMNS])
{
	size_t i, wide = 0, last = 0, title;

	for (i = 0; table->column[i].title != NULL; i++) {
		widths[i] = table->widest[i];
		if (widths[i] == 0)
			continue;
		title = strlen(table->column[i].title);
		if (widths[i] < title)
			widths[i] = title;
		wide += widths[i] + (wide > 0 ? GAP : 0);
		last = i;
	}
	wide = narrow(table, widths, wide, width, TABLE_WHOLE);
	narrow(table, widths, wide, width, 0);
	return last;
}

/* Appends as many characters of TEXT as fit into WIDTH columns. */
static void
write_front(struct secret *out, const char *text, size_t width)
{
	size_t end = 0, used = 0, one;

	for (; text[end] != '\0'; end += utf8_length(text + end)) {
		one = utf8_columns(text + end);
		if (used + one > width)
			break;
		used += one;
	}
	secret_add(out, text, end);
}

/* The end of TEXT, WIDE columns wide, that fits into WIDTH. */
static const char *
end_of(const char *text, size_t wide, size_t width)
{
	for (; wide > width; text += utf8_length(text))
		wide -= utf8_columns(text);
	return text;
}

static void
write_cell(struct secret *out, const char *text, unsigned flags, size_t width, bool pad)
{
	size_t wide = width_of(text), start = out->len;

	if (wide <= width) {
		secret_puts(out, text);
	} else if ((flags & TABLE_KEEP_END) != 0) {
		secret_puts(out, MARK);
		secret_puts(out, end_of(text, wide, width - MARK_WIDTH));
	} else {
		write_front(out, text, width - MARK_WIDTH);
		secret_puts(out, MARK);
	}
	if (!pad || out->failed)
		return;
	for (wide = width_of(out->data + start); wide < width + GAP; wide++)
		secret_puts(out, " ");
}

/* Ends a line, without the blanks of empty cells. */
static void
end_line(struct secret *out)
{
	size_t len = out->len;

	while (len > 0 && out->data[len - 1] == ' ')
		len--;
	secret_truncate(out, len);
	secret_puts(out, "\n");
}

static void
write_screen(const struct table *table)
{
	size_t widths[TABLE_COLUMNS] = { 0 }, last = lay_out(table, table->width, widths), i;
	const char *cell = table->cells.data, *end = cell + table->cells.len;

	for (i = 0; i <= last; i++)
		if (widths[i] > 0)
			write_cell(table->out, table->column[i].title, 0, widths[i], i < last);
	end_line(table->out);
	for (i = 0; cell < end; cell += strlen(cell) + 1) {
		if (widths[i] > 0)
			write_cell(table->out, cell, table->column[i].flags, widths[i], i < last);
		i = column_after(table, i);
		if (i == 0)
			end_line(table->out);
	}
}

/* --- both --------------------------------------------------------------------------------------- */

void
table_add(struct table *table, const char *text)
{
	size_t column = table->next, width;
	const char *cell;

	if (text == NULL)
		text = "";
	table->next = column_after(table, column);
	if (table->width == 0) {
		write_field(table, column, text);
		return;
	}
	cell = add_shown(&table->cells, text);
	if (cell == NULL)
		return;
	width = width_of(cell);
	if (width > table->widest[column])
		table->widest[column] = width;
	secret_add(&table->cells, "", 1);
}

bool
table_end(struct table *table, struct error *err)
{
	bool ok = secret_check(&table->cells, err);

	if (ok && table->cells.len > 0)
		write_screen(table);
	secret_clear(&table->cells);
	return ok && secret_check(table->out, err);
}

size_t
table_screen_width(void)
{
	struct winsize size;

	if (!isatty(1))
		return 0;
	return ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}
