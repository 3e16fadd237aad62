#include "sharing/refresh_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/given.h"

static const struct {
	const char *variable, *file;
} made[] = { { "AWS_CONFIG_FILE", "config" }, { "AWS_SHARED_CREDENTIALS_FILE", "credentials" } };

static char environment_key[ACCESS_KEY_ID_SIZE];	/* of the run; "": none */

#define MADE (sizeof(made) / sizeof(made[0]))

/* Whether the variable still names the file of the run in the directory PATH. */
static bool
is_made(size_t number, const char *path)
{
	const char *value = environment_get(made[number].variable);
	size_t length = strlen(path);

	return value != NULL && strncmp(value, path, length) == 0 && value[length] == '/' &&
	    strcmp(value + length + 1, made[number].file) == 0;
}

static bool
put_back(const struct refresh_record *record, const char *name, struct error *err)
{
	char *value = refresh_record_variable(record, name);
	bool ok = value == NULL ? unsetenv(name) == 0 : setenv(name, value, 1) == 0;

	free(value);
	return ok || error_memory(err);
}

/* AWS_PROFILE stays in our own environment: inside, it says which profile is meant. */
static void
give_programs(const struct refresh_record *record)
{
	const char *value = environment_get("AWS_PROFILE");
	char *before;

	if (value == NULL || strcmp(value, record->profile) != 0)
		return;
	before = refresh_record_variable(record, "AWS_PROFILE");
	given_set("AWS_PROFILE", before);
	free(before);
}

static bool
enter(const struct store_place *place, struct error *err)
{
	struct refresh_record record = REFRESH_RECORD_INIT;
	size_t i;
	bool ok;

	ok = refresh_record_read(&record, place, err);
	for (i = 0; ok && i < MADE; i++)
		ok = !is_made(i, place->path) || put_back(&record, made[i].variable, err);
	if (ok)
		give_programs(&record);
	if (ok && record.base.from_environment)
		snprintf(environment_key, sizeof(environment_key), "%s", record.base.key);
	refresh_record_clear(&record);
	return ok;
}

bool
refresh_inside_enter(struct error *err)
{
	const char *path = environment_get(REFRESH_PLACE_VARIABLE);
	struct store_place place;
	bool ok;

	if (path == NULL)
		return true;
	if (!refresh_place_open(&place, path, err)) {
		if (is_made(0, path) || is_made(1, path))
			return false;
		unsetenv(REFRESH_PLACE_VARIABLE);	/* it is about nothing here */
		return true;
	}
	ok = enter(&place, err);
	close(place.directory);
	return ok;
}

const char *
refresh_inside_key(void)
{
	return environment_key[0] == '\0' ? NULL : environment_key;
}
