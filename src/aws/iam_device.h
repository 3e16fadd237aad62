/* iam_device.h - making, assigning and deleting virtual MFA devices
 *
 *	struct new_device device = NEW_DEVICE_INIT;
 *
 *	if (!iam_device_create(&link, &keys, "alice", &device, err))
 *		...
 *	... an authenticator gets secret_text(&device.seed), and two codes that follow each other come from it ...
 *	ok = iam_device_enable(&link, &keys, "alice", device.serial, codes, err);
 *	iam_device_clear(&device);
 *
 * Errors are those of iam.h. Creating and enabling are sent once: without an answer (iam_device_may_be_done), only
 * a list tells what became of it.
 */
#ifndef AWS_IAM_DEVICE_H
#define AWS_IAM_DEVICE_H

#include "aws/iam.h"

struct new_device {
	char		serial[SERIAL_SIZE];
	struct secret	seed;			/* types/seed.h */
};

#define NEW_DEVICE_INIT { .seed = SECRET_INIT }

/* CreateVirtualMFADevice. NAME: letters, digits and _+=,.@- (IAM API reference). CAUSE_TAKEN: there is one already. */
bool	iam_device_create(struct helper_link *link, const struct keys *keys, const char *name,
	    struct new_device *device, struct error *err) MUST_CHECK;

/* EnableMFADevice: assigns SERIAL to USER, with two codes that follow each other. CAUSE_CODE_REFUSED: they do not, or
 * are not of this device. */
bool	iam_device_enable(struct helper_link *link, const struct keys *keys, const char *user, const char *serial,
	    const struct secret codes[2], struct error *err) MUST_CHECK;

/* DeleteVirtualMFADevice. CAUSE_IN_USE: it is assigned. CAUSE_NO_USER: there is no such device. */
bool	iam_device_delete(struct helper_link *link, const struct keys *keys, const char *serial, struct error *err)
	    MUST_CHECK;

/* ListVirtualMFADevices: the serial of the device called NAME that is assigned to nobody; "": there is none. */
bool	iam_device_find_unassigned(struct helper_link *link, const struct keys *keys, const char *name,
	    char serial[SERIAL_SIZE], struct error *err) MUST_CHECK;

/* Whether a request that failed with ERR may have done its work: it was sent, and no answer came. */
bool	iam_device_may_be_done(const struct error *err);

void	iam_device_clear(struct new_device *device);

#endif
