#include "profile/blame.h"

#include <stdio.h>
#include <string.h>

#include "profile/config_table.h"

/* The line of the value at OFFSET in the text of FILE; 0: no value begins there. Properties are in the order of
 * the file. */
static int
find_line(const struct config *config, enum config_file file, size_t offset)
{
	size_t low = config->file[file].first, end = low + config->file[file].count, high = end, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (config->property[middle].value < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && config->property[low].value == offset ? config->property[low].line : 0;
}

const char *
blame_place(char place[BLAME_SIZE], const struct config *config, const char *value)
{
	uintptr_t offset;
	size_t file;
	int line;

	place[0] = '\0';
	for (file = 0; config != NULL && value != NULL && file < CONFIG_FILES; file++) {
		offset = (uintptr_t)value - (uintptr_t)config->file[file].text.data;
		if (offset >= config->file[file].text.len)
			continue;
		line = find_line(config, (enum config_file)file, offset);
		if (line != 0)
			snprintf(place, BLAME_SIZE, "%.480s:%d: ", config->file[file].path, line);
	}
	return place;
}

bool
blame_value(const struct config *config, const char *value, struct error *err)
{
	char place[BLAME_SIZE];

	if (*blame_place(place, config, value) == '\0')
		return false;
	place[strlen(place) - strlen(": ")] = '\0';		/* error_prefix writes its own */
	return error_prefix(err, "%s", place);
}
