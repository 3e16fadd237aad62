/* device.h - the serial number of an MFA device
 *
 * An ARN (arn:aws:iam::123456789012:mfa/alice) or the serial on a hardware token (GAHT12345678).
 */
#ifndef TYPES_DEVICE_H
#define TYPES_DEVICE_H

#include "base/error.h"

#define SERIAL_SIZE 257		/* 9 to 256 characters (STS API reference, SerialNumber) */

/* Whether a serial can be sent: its characters and length, not a FIDO device (`:u2f/`, which has no
 * codes), not the ARN of a user. FROM names its origin in the error. */
bool	device_check(const char *serial, const char *from, struct error *err) MUST_CHECK;

/* Whether the device can give a code at all: passkeys and security keys cannot. */
bool	device_gives_codes(const char *serial);

#endif
