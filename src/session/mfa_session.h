/* mfa_session.h - the MFA session: one that can be used again, else a new one for a code
 *
 *	struct session mfa = SESSION_INIT;
 *
 *	if (!mfa_session_obtain(&mfa, NULL, &run, err))
 *		...
 *	session_clear(&mfa);
 */
#ifndef SESSION_MFA_SESSION_H
#define SESSION_MFA_SESSION_H

#include "session/run.h"

/* Gets the MFA session of RUN's keys, device and STS. REFUSED: one that a role has refused, which
 * cannot be used; NULL: none. */
bool	mfa_session_obtain(struct session *session, const struct session *refused, struct run *run, struct error *err)
	    MUST_CHECK;

#endif
