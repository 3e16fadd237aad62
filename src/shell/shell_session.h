/* shell_session.h - the session that this terminal's environment holds
 *
 *	struct shell_session held = SHELL_SESSION_INIT;
 *
 *	if (!shell_session_read(&held, time(NULL), err))
 *		...
 *	if (held.state == SHELL_SESSION_VALID)
 *		...
 *	shell_session_clear(&held);
 *
 * A session is ours only while AWS_ACCESS_KEY_ID is the one we exported (AWSMFA_KEY_ID): another
 * tool may have put its own keys there since, and those are none of our business.
 */
#ifndef SHELL_SHELL_SESSION_H
#define SHELL_SHELL_SESSION_H

#include "types/session.h"

enum shell_session_state {
	SHELL_SESSION_NONE,		/* no session, or one that is not whole */
	SHELL_SESSION_REPLACED,		/* there was one, and something else has replaced its keys */
	SHELL_SESSION_EXPIRED,
	SHELL_SESSION_DUE,		/* valid, but within its margin: renew it if that needs no code */
	SHELL_SESSION_VALID
};

struct shell_session {
	enum shell_session_state	 state;
	struct session	 session;	/* empty unless ours */
	const char	*profile;	/* "" for keys that came from the environment, and unless ours */
	const char	*options;	/* AWSMFA_OPTIONS; "" unless ours */
};

#define SHELL_SESSION_INIT { .profile = "", .options = "" }

/* Reads the environment, into which PROFILE and OPTIONS then point. Fails without memory or clock only, which
 * nobody may take for "no session". */
bool	shell_session_read(struct shell_session *held, time_t now, struct error *err) MUST_CHECK;

/* Whether the session is ours: expired, due or valid. */
bool	shell_session_is_ours(const struct shell_session *held);

void	shell_session_clear(struct shell_session *held);

#endif
