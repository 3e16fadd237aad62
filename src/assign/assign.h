/* assign.h - the story of giving the user an MFA device
 *
 *	const struct assign_wish wish = { .name = NULL, .to = NULL };
 *
 *	if (!assign_device(&wish, &plan, &terminal, &manner, err))
 *		...
 *
 * IAM makes a device, its secret is shown as a QR code or handed to a command, two codes prove that an authenticator
 * has it, and IAM assigns it. Whatever ends this early: the device is deleted again, or named.
 */
#ifndef ASSIGN_ASSIGN_H
#define ASSIGN_ASSIGN_H

#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

struct assign_wish {
	const char	*name;		/* of the device; NULL: the user's */
	const char	*to;		/* the command that gets the secret on its stdin; NULL: it is shown */
	bool		 another;	/* also if the user has a device */
	bool		 no_qr;		/* show it as text only */
};

/* Assigns a new device to the user of PLAN's long-term keys, and says so. */
bool	assign_device(const struct assign_wish *wish, const struct plan *plan, struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;

#endif
