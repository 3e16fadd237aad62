#include "types/duration.h"

#include <stdio.h>
#include <string.h>

bool
duration_parse(const char *text, long *seconds)
{
	static const char units[] = "hms";
	static const long long lengths[] = { HOUR, MINUTE, 1 };
	const char *unit = units;
	long long total = 0, number;
	size_t digits;

	if (*text == '\0')
		return false;
	while (*text != '\0') {
		digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 7)
			return false;
		for (number = 0; digits > 0; digits--)
			number = number * 10 + (*text++ - '0');
		if (*text == '\0' && unit == units) {		/* bare seconds */
			total = number;
			break;
		}
		unit = *text == '\0' ? NULL : strchr(unit, *text);
		if (unit == NULL)
			return false;
		total += number * lengths[unit - units];
		unit++;
		text++;
	}
	if (total > 10 * DAY)
		return false;
	*seconds = (long)total;
	return true;
}

const char *
duration_say(char *text, size_t size, long seconds)
{
	if (seconds < 0)
		seconds = 0;
	if (seconds < MINUTE)
		snprintf(text, size, "%ld s", seconds);
	else if (seconds < HOUR)
		snprintf(text, size, "%ld min", seconds / MINUTE);
	else if (seconds % HOUR < MINUTE)
		snprintf(text, size, "%ld h", seconds / HOUR);
	else
		snprintf(text, size, "%ld h %ld min", seconds / HOUR, seconds % HOUR / MINUTE);
	return text;
}
