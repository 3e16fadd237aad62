#include "base/environment.h"

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

/* Whether CHANGES sets or unsets the variable of the entry NAME=value. */
static bool
is_changed(const char *entry, const struct change *changes, size_t count)
{
	size_t i, length = strcspn(entry, "=");

	for (i = 0; i < count; i++)
		if (strncmp(changes[i].name, entry, length) == 0 && changes[i].name[length] == '\0')
			return true;
	return false;
}

bool
environment_build(struct environment *environment, const struct change *changes, size_t count, struct error *err)
{
	extern char **environ;
	struct secret *text = &environment->text;
	size_t own = 0, kept = 0, set = 0, i, start;

	environment_clear(environment);
	while (environ[own] != NULL)
		own++;
	environment->variables = calloc(own + count + 1, sizeof(char *));
	if (environment->variables == NULL)
		return error_memory(err);
	for (i = 0; i < own; i++)
		if (!is_changed(environ[i], changes, count))
			environment->variables[kept++] = environ[i];
	for (i = 0; i < count; i++)
		if (changes[i].value != NULL) {
			secret_printf(text, "%s=%s", changes[i].name, changes[i].value);
			secret_add(text, "", 1);
			set++;
		}
	if (!secret_check(text, err))
		return false;
	for (start = 0; set > 0; set--, start += strlen(text->data + start) + 1)	/* it no longer moves */
		environment->variables[kept++] = text->data + start;
	return true;
}

void
environment_clear(struct environment *environment)
{
	free(environment->variables);
	environment->variables = NULL;
	secret_clear(&environment->text);
}
