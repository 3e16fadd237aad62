/* announce.h - one line about a session that was obtained
 *
 *	announce_session(&plan, &session, &how, manner.occasion);
 *	awsmfa: prod, role ops: session until 21:15 (12 h)
 */
#ifndef SESSION_ANNOUNCE_H
#define SESSION_ANNOUNCE_H

#include "session/obtain.h"

/* Says on stderr: profile, role, until when, how long; and what the user should know of it. */
void	announce_session(const struct plan *plan, const struct session *session, const struct obtained *how,
	    enum occasion occasion);

#endif
