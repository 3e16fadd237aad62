#include "parts/environment.h"

#include <stdlib.h>
#include <string.h>

const char *
environment_get(const char *name)
{
	const char *value = getenv(name);

	return value == NULL || *value == '\0' ? NULL : value;
}

bool
environment_get_time(const char *name, time_t *when)
{
	const char *value = environment_get(name);
	size_t digits = value == NULL ? 0 : strspn(value, "0123456789");

	if (digits < 1 || digits > 11 || value[digits] != '\0')
		return false;
	*when = (time_t)strtoll(value, NULL, 10);
	return true;
}
