/* run.h - what one run works with while it gets a session
 *
 * obtain.c, devices.c, assign and refresh make one; the files that they use for a request work on it: mfa_session.c,
 * roles.c, code_request.c, foreign_session.c, cache.c, role_cache.c and origin.c.
 */
#ifndef SESSION_RUN_H
#define SESSION_RUN_H

#include "aws/sts.h"
#include "code/code.h"
#include "profile/keys.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"
#include "sharing/role_sessions.h"
#include "sharing/store.h"

struct run {
	const struct plan	*plan;
	const struct manner	*manner;
	struct terminal		*terminal;

	struct helper_link	 link;
	char			 url[2048];	/* of the STS: an MFA session belongs to it, a key and a device */
	char			 host[400];	/* of an STS that is not AWS's own, with what set it; "" */
	struct keys		 keys;		/* long-term, or a session that the roles begin with */
	char			 serial[SERIAL_SIZE];	/* of the device that is asked; "" until one is */
	struct code_source	 source;
	struct store		 store;		/* open when the plan shares, and can */
	bool			 asked;		/* a code was asked for */
};

/* The MFA device as far as it is known without asking IAM; NULL: not at all. */
const char *run_device(const struct run *run);

/* Stops the helper, and wipes the keys and the codes. PLAN, manner and terminal are their owners'. */
void	run_clear(struct run *run);

#endif
