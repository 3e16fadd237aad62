/* obtain.h - the story of getting a session
 *
 *	struct session session = SESSION_INIT;
 *	struct obtained how;
 *
 *	if (session_obtain(&session, &how, &request, err))
 *		... print it ...
 *	session_clear(&session);
 */
#ifndef SESSION_OBTAIN_H
#define SESSION_OBTAIN_H

#include "session/request.h"
#include "types/session.h"

struct obtained {
	bool	held;		/* the terminal's own session is still good; nothing was asked or sent */
	bool	asked;		/* a code was used for it */
	bool	replaces_keys;	/* the long-term keys came from the environment, which the session replaces */
	char	host[400];	/* the STS that gave it with what set it, unless AWS's own; "" */
};

/* Gets the session that REQUEST asks for: the held one while it is good, else an MFA session by a
 * code, and with it each role of the chain. */
bool	session_obtain(struct session *session, struct obtained *how, struct request *request,
	    struct error *err) MUST_CHECK;

#endif
