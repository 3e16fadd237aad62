#include "commands/table.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/printable.h"

/* Appends the cell to a line for programs. */
static void
write_field(struct table *table, const char *text)
{
	struct secret *out = table->out;
	size_t start = out->len;

	if (*text == '\0')
		text = "-";
	secret_add(out, text, strlen(text) + 1);
	if (out->failed)
		return;
	printable_make(out->data + start, false);
	out->data[out->len - 1] = table->next == 0 ? '\n' : '\t';	/* in place of its NUL */
}

void
table_add_coloured(struct table *table, const char *text, enum colour colour)
{
	size_t column = table->next;

	table->next = table->column[column + 1].title == NULL ? 0 : column + 1;
	if (text == NULL)
		text = "";
	if (table->width == 0)
		write_field(table, text);
	else
		table_screen_add(&table->screen, column, text, colour);
}

void
table_add(struct table *table, const char *text)
{
	table_add_coloured(table, text, COLOUR_NONE);
}

bool
table_end(struct table *table, struct error *err)
{
	bool ok = secret_check(&table->screen.cells, err);

	if (ok && table->width > 0)
		table_screen_write(&table->screen, table->out, table->width, colour_is_wanted(1));
	table_screen_clear(&table->screen);
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
