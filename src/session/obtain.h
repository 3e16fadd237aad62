/* obtain.h - the story of getting a session
 *
 *	struct session session = SESSION_INIT;
 *	struct obtained how;
 *
 *	if (obtain_session(&session, &how, &plan, &terminal, &manner, err))
 *		... print it ...
 *	session_clear(&session);
 */
#ifndef SESSION_OBTAIN_H
#define SESSION_OBTAIN_H

#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"
#include "types/session.h"

struct obtained {
	bool	held;		/* the shell's own session is still good; nothing was asked or sent */
	bool	asked;		/* a code was used for it */
	bool	replaces_keys;	/* the long-term keys came from the environment, which the session replaces */
	char	host[400];	/* the STS that gave it with what set it, unless AWS's own; "" */
};

/* Gets the session of PLAN: the one that the shell holds while that is good, else an MFA session for a
 * code, and with it each role of the chain. The state of TERMINAL changes, after a failure too: it
 * keeps a code that AWS has accepted from being lost. */
bool	obtain_session(struct session *session, struct obtained *how, const struct plan *plan,
	    struct terminal *terminal, const struct manner *manner, struct error *err) MUST_CHECK;

#endif
