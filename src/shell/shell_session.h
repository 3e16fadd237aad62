/* held.h - the session that this terminal's environment holds
 *
 *	struct held held = HELD_INIT;
 *
 *	held_read(&held, time(NULL));
 *	if (held.state == HELD_VALID)
 *		...
 *	held_clear(&held);
 *
 * A session is ours only while AWS_ACCESS_KEY_ID is the one we exported (AWSMFA_KEY_ID): another
 * tool may have put its own keys there since, and those are nobody's business here.
 */
#ifndef SHELL_SHELL_SESSION_H
#define SHELL_SHELL_SESSION_H

#include "types/session.h"

enum held_state {
	HELD_NONE,		/* no session, or one that is not whole */
	HELD_REPLACED,		/* there was one, and someone else put other keys in its place */
	HELD_EXPIRED,
	HELD_DUE,		/* alive, but within its margin: to be renewed when that costs nothing */
	HELD_VALID
};

struct held {
	enum held_state	 state;
	struct session	 session;	/* empty unless ours */
	const char	*profile;	/* "" for keys that came from the environment, and unless ours */
	const char	*options;	/* AWSMFA_OPTIONS; "" unless ours */
};

#define HELD_INIT { .profile = "", .options = "" }

/* Reads the environment, into which PROFILE and OPTIONS then point. */
void	held_read(struct held *held, time_t now);

/* Whether the session is ours: expired, due or valid. */
bool	held_is_ours(const struct held *held);

void	held_clear(struct held *held);

#endif
