#include "shell/saved.h"

#include <string.h>

#include "base/environment.h"
#include "base/percent.h"

const char *const saved_names[SAVED_NAMES] = {
	[SAVED_AWS_PROFILE]		   = "AWS_PROFILE",
	[SAVED_AWS_DEFAULT_PROFILE]	   = "AWS_DEFAULT_PROFILE",
	[SAVED_AWS_REGION]		   = "AWS_REGION",
	[SAVED_AWS_DEFAULT_REGION]	   = "AWS_DEFAULT_REGION",
	[SAVED_AWS_USE_FIPS_ENDPOINT]	   = "AWS_USE_FIPS_ENDPOINT",
	[SAVED_AWS_USE_DUALSTACK_ENDPOINT] = "AWS_USE_DUALSTACK_ENDPOINT",
	[SAVED_AWS_CA_BUNDLE]		   = "AWS_CA_BUNDLE",
};

/* One NAME=VALUE or NAME:VALUE of LENGTH bytes; anything else is passed over. */
static void
read_one(struct saved *saved, const char *entry, size_t length)
{
	size_t sign = strcspn(entry, "=:&"), start = saved->text.len, name;

	if (sign >= length)
		return;
	for (name = 0; name < SAVED_NAMES; name++)
		if (strncmp(saved_names[name], entry, sign) == 0 && saved_names[name][sign] == '\0')
			break;
	if (name == SAVED_NAMES || !percent_decode(&saved->text, entry + sign + 1, length - sign - 1))
		return;
	secret_add(&saved->text, "", 1);
	if (saved->text.failed)
		return;
	*(entry[sign] == '=' ? &saved->user[name] : &saved->ours[name]) = saved->text.data + start;
}

void
saved_read(struct saved *saved)
{
	const char *list = environment_get("AWSMFA_SAVED");
	size_t length;

	saved_clear(saved);
	if (list == NULL)
		return;
	secret_reserve(&saved->text, strlen(list) + 1);		/* so that nothing moves while it is pointed at */
	while (*list != '\0') {
		length = strcspn(list, "&");
		read_one(saved, list, length);
		list += length + (list[length] == '&');
	}
}

static void
write_one(struct secret *out, const char *name, const char *sign, const char *value)
{
	if (value == NULL)
		return;
	if (out->len > 0)
		secret_puts(out, "&");
	secret_printf(out, "%s%s", name, sign);
	percent_encode(out, value);
}

void
saved_write(struct secret *out, const struct saved *saved)
{
	size_t name;

	for (name = 0; name < SAVED_NAMES; name++) {
		write_one(out, saved_names[name], "=", saved->user[name]);
		write_one(out, saved_names[name], ":", saved->ours[name]);
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
