/* announce.h - one line about a session that was obtained
 *
 *	announce_session(&plan, &session, &how, manner.occasion);
 *	awsmfa: prod, role ops: session until 21:15 (12 h)
 */
#ifndef SESSION_ANNOUNCE_H
#define SESSION_ANNOUNCE_H

#include "session/obtain.h"

/* Prints on stderr: profile, role, when it expires, the time left, and what the user should know about it. */
void	announce_session(const struct plan *plan, const struct session *session, const struct obtained *how,
	    enum occasion occasion);

#endif
