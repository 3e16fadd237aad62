#include "commands/table_screen.h"

#include <string.h>

#include "base/printable.h"
#include "base/utf8.h"

#define INDENT 2		/* of what is below a row, from where its name begins */

/* What is being written. */
struct page {
	const struct table_screen *screen;
	struct secret	*out;
	size_t		 width;
	bool		 coloured;
	size_t		 last;		/* the last column that is shown */
	struct secret	 below;		/* of this row: what did not fit, "title value, title value" */
	struct secret	 blanks;	/* that come before the next word */
};

static size_t
width_of(const char *text)
{
	size_t width = 0, length;

	for (; text != NULL && *text != '\0'; text += length) {
		length = (unsigned char)*text < 0x80 ? 1 : utf8_length(text);
		width += length == 1 ? 1 : utf8_columns(text);
	}
	return width;
}

void
table_screen_add(struct table_screen *screen, size_t column, const char *text, enum colour colour)
{
	struct secret *cells = &screen->cells;
	const char letter = (char)('A' + colour);
	size_t start = cells->len + 1;

	secret_add(cells, &letter, 1);
	secret_puts(cells, text);
	if (cells->failed)
		return;
	printable_make(cells->data + start, false);
	text = cells->data + start;
	table_layout_note(&screen->layout, column, width_of(text));
	if (*text != '\0' && screen->first[column] == 0)
		screen->first[column] = start;
	else if (*text != '\0' && !screen->layout.varies[column])
		screen->layout.varies[column] = strcmp(cells->data + screen->first[column], text) != 0;
	secret_add(cells, "", 1);
}

static enum colour
colour_of(const char *cell)
{
	return (enum colour)(*cell - 'A');
}

/* --- lines -------------------------------------------------------------------------------------- */

/* Lets COUNT blanks come before the next word: a line never ends with any. */
static void
leave_blank(struct page *page, size_t count)
{
	for (; count > 0; count--)
		secret_add(&page->blanks, " ", 1);
}

static void
write_word(struct page *page, const char *text, enum colour colour)
{
	secret_puts(page->out, secret_text(&page->blanks));
	secret_truncate(&page->blanks, 0);
	colour_add(page->out, page->coloured, colour, text);
}

static void
end_line(struct page *page)
{
	secret_truncate(&page->blanks, 0);
	secret_puts(page->out, "\n");
}

/* Where the name of a row begins: a column without a title, which marks some rows, comes before it. */
static size_t
margin(const struct page *page)
{
	const struct table_layout *layout = &page->screen->layout;

	return layout->column[0].title[0] == '\0' && layout->width[0] > 0 ? layout->width[0] + TABLE_GAP : 0;
}

/* Writes TEXT on lines of its own, broken where it has blanks. */
static void
write_below(struct page *page, const char *text, enum colour colour)
{
	size_t indent = margin(page) + INDENT, used = indent, length, wide;
	struct secret word = SECRET_INIT;

	leave_blank(page, indent);
	for (; *text != '\0'; text += length + (text[length] == ' ')) {
		length = strcspn(text, " ");
		secret_truncate(&word, 0);
		secret_add(&word, text, length);
		wide = width_of(secret_text(&word));
		if (used > indent && used + 1 + wide > page->width) {
			end_line(page);
			leave_blank(page, indent);
			used = indent;
		} else if (used > indent) {
			leave_blank(page, 1);
			used++;
		}
		write_word(page, secret_text(&word), colour);
		used += wide;
	}
	end_line(page);
	secret_clear(&word);
}

/* --- rows --------------------------------------------------------------------------------------- */

/* Writes the cell TEXT of a column that is shown, or leaves its room blank. */
static void
write_cell(struct page *page, size_t column, const char *text, enum colour colour)
{
	const struct table_layout *layout = &page->screen->layout;
	size_t width = layout->width[column], wide = width_of(text);

	if (wide > width) {		/* a name: the rest of the row goes below it */
		write_word(page, text, colour);
		end_line(page);
		leave_blank(page, margin(page));
		wide = 0;
	} else if (wide > 0) {
		write_word(page, text, colour);
	}
	if (column < page->last)
		leave_blank(page, width - wide + TABLE_GAP);
}

static void
write_head(struct page *page)
{
	const struct table_layout *layout = &page->screen->layout;
	size_t i;

	for (i = 0; i <= page->last; i++)
		if (layout->width[i] > 0)
			write_cell(page, i, layout->column[i].title, COLOUR_BOLD);
	end_line(page);
}

/* Puts a cell that does not fit off until the row is written. */
static void
put_off(struct page *page, size_t column, const char *text)
{
	if (*text == '\0' || table_layout_is_uniform(&page->screen->layout, column))
		return;
	secret_printf(&page->below, "%s%s %s", page->below.len == 0 ? "" : ", ",
	    page->screen->layout.column[column].title, text);
}

/* Writes the sentences of a row. CELL is its first cell. */
static void
write_sentences(struct page *page, const char *cell)
{
	const struct table_column *column = page->screen->layout.column;
	size_t i;

	if (page->below.len > 0)
		write_below(page, secret_text(&page->below), COLOUR_NONE);
	secret_truncate(&page->below, 0);
	for (i = 0; column[i].title != NULL; i++, cell += strlen(cell) + 1)
		if ((column[i].flags & TABLE_BELOW) != 0 && cell[1] != '\0')
			write_below(page, cell + 1, colour_of(cell));
}

/* Writes the row whose first cell is CELL. Returns the first cell of the next one. */
static const char *
write_row(struct page *page, const char *cell)
{
	const struct table_layout *layout = &page->screen->layout;
	const char *start = cell;
	size_t i;

	for (i = 0; layout->column[i].title != NULL; i++, cell += strlen(cell) + 1) {
		if ((layout->column[i].flags & TABLE_BELOW) != 0)
			continue;
		if (width_of(cell + 1) <= layout->width[i] || (layout->column[i].flags & TABLE_NAME) != 0) {
			if (layout->width[i] > 0)
				write_cell(page, i, cell + 1, colour_of(cell));
			continue;
		}
		put_off(page, i, cell + 1);
		if (layout->width[i] > 0)
			write_cell(page, i, "", COLOUR_NONE);
	}
	end_line(page);
	write_sentences(page, start);
	return cell;
}

/* Says what is the same in all rows, of the columns that found no room. */
static void
write_foot(struct page *page, size_t rows)
{
	const struct table_layout *layout = &page->screen->layout;
	struct secret text = SECRET_INIT;
	size_t i;

	for (i = 0; layout->column[i].title != NULL; i++) {
		if ((layout->column[i].flags & TABLE_BELOW) != 0 || layout->width[i] > 0 ||
		    !table_layout_is_uniform(layout, i))
			continue;
		secret_truncate(&text, 0);
		secret_printf(&text, "%s: %s, %s", layout->column[i].title,
		    page->screen->cells.data + page->screen->first[i],
		    layout->filled[i] == rows ? "everywhere" : "wherever there is one");
		colour_add(page->out, page->coloured, COLOUR_FAINT, secret_text(&text));
		secret_puts(page->out, "\n");
	}
	secret_clear(&text);
}

void
table_screen_write(struct table_screen *screen, struct secret *out, size_t width, bool coloured)
{
	struct page page = { .screen = screen, .out = out, .width = width, .coloured = coloured };
	const char *cell = screen->cells.data, *end = cell + screen->cells.len;
	size_t rows = 0, i;

	if (screen->cells.failed || screen->cells.len == 0)
		return;
	table_layout_fit(&screen->layout, width);
	for (i = 0; screen->layout.column[i].title != NULL; i++)
		if (screen->layout.width[i] > 0)
			page.last = i;
	write_head(&page);
	for (; cell < end; rows++)
		cell = write_row(&page, cell);
	write_foot(&page, rows);
	secret_clear(&page.below);
	secret_clear(&page.blanks);
}

void
table_screen_clear(struct table_screen *screen)
{
	secret_clear(&screen->cells);
}
