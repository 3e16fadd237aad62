#include "base/colour.h"

#include <string.h>
#include <unistd.h>

#include "base/environment.h"

static const struct {
	const char	*name;		/* NULL: not for users to choose */
	const char	*on;
} colours[COLOURS] = {
	[COLOUR_NONE] = { NULL, "" },
	[COLOUR_BLACK] = { "black", "\033[30m" },
	[COLOUR_RED] = { "red", "\033[31m" },
	[COLOUR_GREEN] = { "green", "\033[32m" },
	[COLOUR_YELLOW] = { "yellow", "\033[33m" },
	[COLOUR_BLUE] = { "blue", "\033[34m" },
	[COLOUR_MAGENTA] = { "magenta", "\033[35m" },
	[COLOUR_CYAN] = { "cyan", "\033[36m" },
	[COLOUR_WHITE] = { "white", "\033[37m" },
	[COLOUR_BOLD] = { NULL, "\033[1m" },
	[COLOUR_FAINT] = { NULL, "\033[2m" },
};

const char colour_names[] = "black, red, green, yellow, blue, magenta, cyan or white";
const char colour_off[] = "\033[m";

bool
colour_is_wanted(int fd)
{
	const char *terminal = environment_get("TERM");

	return terminal != NULL && strcmp(terminal, "dumb") != 0 && environment_get("NO_COLOR") == NULL && isatty(fd);
}

enum colour
colour_find(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < COLOURS; i++)
		if (colours[i].name != NULL && strcmp(colours[i].name, name) == 0)
			return (enum colour)i;
	return COLOUR_NONE;
}

const char *
colour_on(enum colour colour)
{
	return colours[colour].on;
}

void
colour_add(struct secret *out, bool wanted, enum colour colour, const char *text)
{
	bool coloured = wanted && colour != COLOUR_NONE && *text != '\0';

	if (coloured)
		secret_puts(out, colour_on(colour));
	secret_puts(out, text);
	if (coloured)
		secret_puts(out, colour_off);
}
