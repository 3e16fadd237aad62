#include "aws/iam.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
take_devices(const struct wire *answer, struct device devices[DEVICES_LIMIT], size_t *count)
{
	const char *key, *value;
	size_t position = 0;

	*count = 0;
	while (wire_next(answer, &position, &key, &value)) {
		if (strcmp(key, "device") == 0 && *count < DEVICES_LIMIT && strlen(value) < SERIAL_SIZE) {
			devices[*count] = (struct device){ .since = 0 };
			snprintf(devices[*count].serial, SERIAL_SIZE, "%s", value);
			(*count)++;
		} else if (strcmp(key, "device_since") == 0 && *count > 0) {
			devices[*count - 1].since = (time_t)strtoll(value, NULL, 10);
		}
	}
}

bool
iam_list_mfa_devices(struct helper_link *link, const struct keys *keys, const char *user,
    struct device devices[DEVICES_LIMIT], size_t *count, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	if (*user != '\0')
		wire_put(&message, "parameter.UserName", user);
	ok = helper_link_ask(link, ENDPOINT_IAM, "ListMFADevices", keys, &message, err);
	if (ok)
		take_devices(&message, devices, count);
	wire_clear(&message);
	return ok;
}

/* The caller's keys come with their dates, each date behind its key. */
static time_t
find_created(const struct wire *answer, const char *id)
{
	const char *key, *value;
	size_t position = 0;
	bool found = false;

	while (wire_next(answer, &position, &key, &value)) {
		if (strcmp(key, "access_key") == 0)
			found = strcmp(value, id) == 0;
		else if (found && strcmp(key, "access_key_since") == 0)
			return (time_t)strtoll(value, NULL, 10);
	}
	return 0;
}

void
iam_prepare_access_key_created(struct helper_link *link, const struct keys *keys)
{
	struct wire message = WIRE_INIT;

	helper_link_prepare(link, ENDPOINT_IAM, "ListAccessKeys", keys, &message);
	wire_clear(&message);
}

bool
iam_access_key_created(struct helper_link *link, const struct keys *keys, time_t *created, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	*created = 0;
	ok = helper_link_ask(link, ENDPOINT_IAM, "ListAccessKeys", keys, &message, err);
	if (ok)
		*created = find_created(&message, keys->credentials.access_key_id);
	wire_clear(&message);
	return ok;
}
