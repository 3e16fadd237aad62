/* session.h - credentials that expire, on the local clock
 *
 *	session_remaining(&session, time(NULL))		seconds until it expires; negative: it has
 *	session_margin(&session)			how long before the end it may be renewed silently
 */
#ifndef TYPES_SESSION_H
#define TYPES_SESSION_H

#include "types/credentials.h"

#define SESSION_LONGEST (36 * 3600L)	/* GetSessionToken's longest life, seconds */

struct session {
	struct credentials	credentials;
	time_t			started;	/* local clock; 0: no session */
	time_t			expires;	/* local clock */
};

#define SESSION_INIT { .credentials = CREDENTIALS_INIT }

/* Seconds left at NOW. */
long	session_remaining(const struct session *session, time_t now);

/* Five minutes or a tenth of its life, whichever is smaller, in seconds. */
long	session_margin(const struct session *session);

/* Whether everything in it may be exported: credentials_check, a token, and a life of more than 0
 * and at most 36 h. */
bool	session_check(const struct session *session, struct error *err) MUST_CHECK;

void	session_copy(struct session *to, const struct session *from);

void	session_clear(struct session *session);

#endif
