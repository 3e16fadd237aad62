#include "assign/otpauth.h"

#include <stdio.h>
#include <string.h>

#include "base/percent.h"

#define CUT	3	/* characters that a step takes off the name */
#define GROUP	4

void
otpauth_write(struct secret *address, const char *label, const char *seed)
{
	secret_clear(address);
	secret_puts(address, "otpauth://totp/");
	percent_encode(address, label);
	secret_puts(address, "?secret=");
	secret_puts(address, seed);
}

bool
otpauth_label(char label[OTPAUTH_LABEL], unsigned step, const char *name, const char *account)
{
	size_t length = strlen(name), cut = step < 2 ? 0 : (size_t)(step - 1) * CUT;

	if (step == 0)
		snprintf(label, OTPAUTH_LABEL, "%s@%s", name, account);
	else
		snprintf(label, OTPAUTH_LABEL, "%.*s", (int)(cut < length ? length - cut : 0), name);
	return label[0] != '\0';
}

void
otpauth_write_groups(struct secret *out, const char *seed, size_t groups, const char *indent)
{
	size_t length = strlen(seed), at, group;

	for (at = 0, group = 0; at < length; at += GROUP, group++) {
		secret_puts(out, group % groups != 0 ? " " : group == 0 ? "" : "\n");
		if (group % groups == 0)
			secret_puts(out, indent);
		secret_add(out, seed + at, length - at < GROUP ? length - at : GROUP);
	}
	secret_puts(out, "\n");
}
