#include "commands/table_layout.h"

#include <string.h>

#define NAME_LINES 4		/* as how many a name counts that has a line for itself: it tears its row apart */

/* A way to make a column narrower. */
struct step {
	size_t	width;		/* that it would have; 0: it would be left out */
	size_t	saved;		/* columns of the screen; 0: there is no such way */
	size_t	lines;		/* that it makes, about: cells that would no longer fit */
};

void
table_layout_note(struct table_layout *layout, size_t column, size_t width)
{
	layout->cells[column][width > TABLE_WIDEST ? TABLE_WIDEST + 1 : width]++;
	if (width > 0)
		layout->filled[column]++;
}

bool
table_layout_is_uniform(const struct table_layout *layout, size_t column)
{
	return layout->filled[column] > 1 && !layout->varies[column];
}

static size_t
title_width(const struct table_layout *layout, size_t column)
{
	return strlen(layout->column[column].title);
}

/* The width of the widest cell that is no wider than LIMIT; 0: there is none. */
static size_t
widest(const struct table_layout *layout, size_t column, size_t limit)
{
	size_t width;

	for (width = limit; width > 0; width--)
		if (layout->cells[column][width] != 0)
			break;
	return width;
}

static size_t
or_title(const struct table_layout *layout, size_t column, size_t width)
{
	size_t title = title_width(layout, column);

	return width > title ? width : title;
}

/* The next width below the present one that is worth while; 0: the column is left out. */
static size_t
narrower(const struct table_layout *layout, size_t column, bool is_name)
{
	size_t title = title_width(layout, column), now = layout->width[column], width = 0;

	if (!table_layout_is_uniform(layout, column))
		width = widest(layout, column, now - 1);
	if (width >= title)
		return width;
	return is_name || (width > 0 && now > title) ? title : 0;
}

/* The step to the next narrower width of a column, in which fewer cells fit. */
static struct step
step_of(const struct table_layout *layout, size_t column)
{
	const bool is_name = (layout->column[column].flags & TABLE_NAME) != 0;
	size_t width = layout->width[column], title = title_width(layout, column), i;
	struct step step = { .lines = 0 };

	if (width == 0 || (layout->column[column].flags & TABLE_FIXED) != 0 || (is_name && width <= title))
		return step;
	step.width = narrower(layout, column, is_name);
	for (i = step.width + 1; i <= width; i++)
		step.lines += layout->cells[column][i] * (is_name ? NAME_LINES : 1);
	if (table_layout_is_uniform(layout, column))
		step.lines = 1;
	step.saved = width - step.width + (step.width == 0 ? TABLE_GAP : 0);
	return step;
}

/* Takes the step that makes the fewest lines for what it saves. False when there is none. */
static bool
narrow(struct table_layout *layout, size_t *total)
{
	struct step best = { .saved = 0 }, step;
	size_t i, chosen = 0;

	for (i = 0; layout->column[i].title != NULL; i++) {
		step = step_of(layout, i);
		if (step.saved > 0 && (best.saved == 0 || step.lines * best.saved <= best.lines * step.saved)) {
			best = step;
			chosen = i;
		}
	}
	if (best.saved == 0)
		return false;
	layout->width[chosen] = best.width;
	*total -= best.saved;
	return true;
}

void
table_layout_fit(struct table_layout *layout, size_t screen)
{
	size_t total = 0, i;

	for (i = 0; layout->column[i].title != NULL; i++) {
		layout->width[i] = 0;
		if (layout->filled[i] == 0 || (layout->column[i].flags & TABLE_BELOW) != 0)
			continue;
		layout->width[i] = or_title(layout, i, widest(layout, i, TABLE_WIDEST));
		total += layout->width[i] + (total > 0 ? TABLE_GAP : 0);
	}
	while (total > screen && narrow(layout, &total))
		continue;
}
