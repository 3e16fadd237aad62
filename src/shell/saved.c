#include "shell/saved.h"

#include <string.h>

#include "base/environment.h"
#include "types/record.h"

const char *const saved_names[SAVED_NAMES] = {
	[SAVED_AWS_PROFILE]		   = "AWS_PROFILE",
	[SAVED_AWS_DEFAULT_PROFILE]	   = "AWS_DEFAULT_PROFILE",
	[SAVED_AWS_REGION]		   = "AWS_REGION",
	[SAVED_AWS_DEFAULT_REGION]	   = "AWS_DEFAULT_REGION",
	[SAVED_AWS_USE_FIPS_ENDPOINT]	   = "AWS_USE_FIPS_ENDPOINT",
	[SAVED_AWS_USE_DUALSTACK_ENDPOINT] = "AWS_USE_DUALSTACK_ENDPOINT",
	[SAVED_AWS_CA_BUNDLE]		   = "AWS_CA_BUNDLE",
	[SAVED_AWSUME_PROFILE]		   = "AWSUME_PROFILE",
};

/* Takes in one entry; skips what is not ours. The text was reserved before, so what points
 * into it stays. */
static void
take(struct saved *saved, const struct record *record)
{
	size_t name = 0, start = saved->text.len;

	while (name < SAVED_NAMES && strcmp(saved_names[name], record->name) != 0)
		name++;
	if (name == SAVED_NAMES || record->fields != 1)
		return;
	secret_add(&saved->text, record->field[0], strlen(record->field[0]) + 1);
	if (saved->text.failed)
		return;
	*(record->sign == '=' ? &saved->user[name] : &saved->ours[name]) = saved->text.data + start;
}

void
saved_read(struct saved *saved)
{
	const char *list = environment_get("AWSMFA_SAVED");
	struct record record = RECORD_INIT;

	saved_clear(saved);
	if (list == NULL)
		return;
	secret_reserve(&saved->text, strlen(list) + 1);
	while (record_next(&record, &list))
		take(saved, &record);
	if (record.failed)
		secret_fail(&saved->text);
	record_clear(&record);
}

static void
write_one(struct secret *out, const char *name, char sign, const char *value)
{
	if (value == NULL)
		return;
	record_begin(out, name);
	record_field(out, sign, value);
}

void
saved_write(struct secret *out, const struct saved *saved)
{
	size_t name;

	for (name = 0; name < SAVED_NAMES; name++) {
		write_one(out, saved_names[name], '=', saved->user[name]);
		write_one(out, saved_names[name], ':', saved->ours[name]);
	}
}

bool
saved_is_ours(const struct saved *saved, enum saved_name name)
{
	const char *value = environment_get(saved_names[name]);

	return value != NULL && saved->ours[name] != NULL && strcmp(value, saved->ours[name]) == 0;
}

const char *
saved_user_value(const struct saved *saved, const char *variable)
{
	size_t name;

	for (name = 0; name < SAVED_NAMES; name++)
		if (strcmp(saved_names[name], variable) == 0 && saved_is_ours(saved, (enum saved_name)name))
			return NULL;
	return environment_get(variable);
}

void
saved_clear(struct saved *saved)
{
	secret_clear(&saved->text);
	*saved = (struct saved)SAVED_INIT;
}
