/* run.h - what one run works with while it gets a session; private to obtain.c, ask.c, kept.c and
 * devices.c */
#ifndef SESSION_RUN_H
#define SESSION_RUN_H

#include "aws/sts.h"
#include "code/code.h"
#include "profile/keys.h"
#include "session/obtain.h"
#include "sharing/store.h"

struct run {
	struct request		*request;
	struct obtained		*how;
	struct sts		 sts;
	struct keys		 keys;		/* long-term, or session credentials that a role begins with */
	struct code_source	 source;
	char			 serial[SERIAL_SIZE];	/* of the device that is asked; "" until one is */
	char			 url[2048];	/* of the STS: an MFA session belongs to it, a key and a device */
	struct store		 store;		/* open when the request shares */
};

#endif
