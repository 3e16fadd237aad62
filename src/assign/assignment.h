/* assignment.h - what one run of `awsmfa assign` works with; private to this room */
#ifndef ASSIGN_ASSIGNMENT_H
#define ASSIGN_ASSIGNMENT_H

#include "assign/assign.h"
#include "aws/iam_device.h"
#include "code/tty.h"
#include "session/run.h"

struct assignment {
	const struct assign_wish *wish;
	struct run	  run;		/* plan, manner, terminal, helper, long-term keys */
	struct identity	  user;
	const char	 *name;		/* of the device */
	char		  host[400];	/* an IAM that is not AWS's own, with what set it; "" */
	bool		  has_device;	/* the user has one that gives codes */
	struct keys	  by_session;	/* the MFA session that a further device needs; empty: none is needed */
	struct new_device device;	/* no serial until IAM may have made it */
	bool		  unsure;	/* IAM may have made the device, or another one of that name was there before */
	bool		  undecided;	/* IAM may have assigned it */
	bool		  handed_over;	/* the command of --to has the secret */
	char		  label[300];	/* what the authenticator calls it */
	struct tty_page	  page;		/* shows the secret */
	bool		  shows_qr;	/* a QR code is on the page */
	bool		  shows_qr_first;	/* the code and the text do not fit on one page */
};

#define ASSIGNMENT_INIT { .run = { .link = { .settings = NULL } }, .by_session = KEYS_INIT, \
	.device = NEW_DEVICE_INIT, .page = { .text = SECRET_INIT } }

/* Which keys sign. */
const struct keys *assignment_keys(const struct assignment *assignment);

/* Whether the two codes come from the mfa_process of the profile: it is the one of the new device. */
bool	assignment_has_process(const struct assignment *assignment);

#endif
