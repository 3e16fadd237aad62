#include "types/device.h"

#include <string.h>

#include "base/visible.h"

/* Whether TEXT is of characters that a serial number may have. */
static bool
is_allowed(const char *text)
{
	while ((*text >= 'a' && *text <= 'z') || (*text >= '+' && *text <= ':') ||	/* + , - . / 0 to 9 : */
	    (*text >= '@' && *text <= 'Z') || *text == '_' || *text == '=')
		text++;
	return *text == '\0';
}

bool
device_gives_codes(const char *serial)
{
	return strstr(serial, ":u2f/") == NULL;
}

bool
device_check(const char *serial, const char *from, struct error *err)
{
	size_t length = strlen(serial);
	const char *user = strstr(serial, ":user/");
	char shown[VISIBLE_SIZE];

	if (user != NULL) {
		error_set(err, STATUS_LOCAL, "%s names a user, not an MFA device: '%s'", from,
		    visible_text(shown, sizeof(shown), serial));
		error_brief(err, "the MFA device is the ARN of a user, not of an MFA device");
		return error_hint(err, "a device's ARN has :mfa/ in it: %.*s:mfa/%s", (int)(user - serial), serial,
		    user + 6);
	}
	if (!device_gives_codes(serial)) {
		error_set(err, STATUS_LOCAL, "%s is a security key or passkey and gives no code: '%s'", from,
		    visible_text(shown, sizeof(shown), serial));
		error_brief(err, "the MFA device is a security key, which gives no codes");
		return error_hint(err,
		    "add a virtual MFA device (authenticator app) as well: awsmfa assign --another");
	}
	if (length < 9 || length >= SERIAL_SIZE || !is_allowed(serial)) {
		error_set(err, STATUS_LOCAL, "%s is not the serial number of an MFA device: '%s'", from,
		    visible_text(shown, sizeof(shown), serial));
		error_brief(err, "the MFA device is not a serial number");
		return error_hint(err,
		    "write it like arn:aws:iam::123456789012:mfa/NAME or, for a hardware token, GAHT12345678");
	}
	return true;
}
