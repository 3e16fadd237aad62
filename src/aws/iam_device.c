/* iam_device.c
 *
 *  1. What creates or assigns a device MUST be sent once.
 *  2. A serial or a secret that is not one MUST NOT pass.
 */
#include "aws/iam_device.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "types/seed.h"

static bool
ask_once(struct helper_link *link, const char *action, const struct keys *keys, struct wire *message,
    struct error *err)
{
	bool ok;

	link->once = true;
	ok = helper_link_ask(link, ENDPOINT_IAM, action, keys, message, err);
	link->once = false;
	return ok;
}

/* Rule 2. An answer that is no use is as none: the device may be there. */
static bool
take_device(const struct wire *answer, struct new_device *device, struct error *err)
{
	const char *serial = wire_get(answer, "device"), *seed = wire_get(answer, "seed");
	bool ok = serial != NULL && seed != NULL && strlen(serial) < SERIAL_SIZE && seed_is_valid(seed);

	if (!ok || !device_check(serial, "the device that IAM made", err)) {
		error_set(err, STATUS_UNREACHABLE, "the answer of IAM has no device in it");
		return error_cause(err, CAUSE_BROKEN_ANSWER);
	}
	snprintf(device->serial, SERIAL_SIZE, "%s", serial);
	secret_set(&device->seed, seed);
	return secret_check(&device->seed, err);
}

bool
iam_device_create(struct helper_link *link, const struct keys *keys, const char *name, struct new_device *device,
    struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	wire_put(&message, "parameter.VirtualMFADeviceName", name);
	ok = ask_once(link, "CreateVirtualMFADevice", keys, &message, err) && take_device(&message, device, err);
	wire_clear(&message);
	return ok;
}

bool
iam_device_enable(struct helper_link *link, const struct keys *keys, const char *user, const char *serial,
    const struct secret codes[2], struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	wire_put(&message, "parameter.UserName", user);
	wire_put(&message, "parameter.SerialNumber", serial);
	wire_put(&message, "parameter.AuthenticationCode1", secret_text(&codes[0]));
	wire_put(&message, "parameter.AuthenticationCode2", secret_text(&codes[1]));
	ok = ask_once(link, "EnableMFADevice", keys, &message, err);
	wire_clear(&message);
	return ok;
}

bool
iam_device_delete(struct helper_link *link, const struct keys *keys, const char *serial, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	wire_put(&message, "parameter.SerialNumber", serial);
	ok = helper_link_ask(link, ENDPOINT_IAM, "DeleteVirtualMFADevice", keys, &message, err);
	wire_clear(&message);
	return ok;
}

/* Whether SERIAL ends in /NAME; to IAM, ALICE is alice. */
static bool
is_called(const char *serial, const char *name)
{
	const char *slash = strrchr(serial, '/');

	return slash != NULL && strcasecmp(slash + 1, name) == 0 && strlen(serial) < SERIAL_SIZE;
}

bool
iam_device_find_unassigned(struct helper_link *link, const struct keys *keys, const char *name,
    char serial[SERIAL_SIZE], struct error *err)
{
	struct wire message = WIRE_INIT;
	const char *key, *value;
	size_t position = 0;
	bool ok;

	serial[0] = '\0';
	wire_put(&message, "parameter.AssignmentStatus", "Unassigned");
	ok = helper_link_ask(link, ENDPOINT_IAM, "ListVirtualMFADevices", keys, &message, err);
	while (ok && wire_next(&message, &position, &key, &value))
		if (strcmp(key, "device") == 0 && is_called(value, name))
			snprintf(serial, SERIAL_SIZE, "%s", value);
	wire_clear(&message);
	return ok;
}

bool
iam_device_may_be_done(const struct error *err)
{
	switch (err->cause) {
	case CAUSE_TIMED_OUT:
	case CAUSE_BROKE_OFF:
	case CAUSE_SERVER_TROUBLE:
	case CAUSE_BROKEN_ANSWER:
		return true;
	default:
		return err->cause == CAUSE_NONE && err->status != STATUS_REFUSED;	/* awsmfa-sts was ended */
	}
}

void
iam_device_clear(struct new_device *device)
{
	secret_clear(&device->seed);
	device->serial[0] = '\0';
}
