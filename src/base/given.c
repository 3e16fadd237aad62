#include "base/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
	char	 name[64];		/* "": nothing is given */
	char	*value;
} given;

void
given_set(const char *name, const char *value)
{
	free(given.value);
	given.value = value == NULL ? NULL : strdup(value);
	snprintf(given.name, sizeof(given.name), "%s", name);
}

void
given_take(void)
{
	if (given.name[0] == '\0')
		return;
	if (given.value == NULL)
		unsetenv(given.name);
	else
		setenv(given.name, given.value, 1);
}
