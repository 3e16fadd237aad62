/* role_sessions.h - role sessions that are kept for whoever asks AWS for exactly the same
 *
 * One file for each in a store's directory: that of the user's terminals, or that of a run of `exec --refresh`. A
 * session is found again only by the text that it was kept under, its identity: everything that was sent for it, and
 * what it was sent with.
 *
 *	if (!role_sessions_find(&place, identity, &session)) {
 *		lock = role_sessions_lock(&place, identity, err);	of many that want it, one asks AWS
 *		if (!role_sessions_find(&place, identity, &session)) {
 *			... AssumeRole ...
 *			role_sessions_keep(&place, identity, &session, err)
 *		}
 *		close(lock);
 *	}
 */
#ifndef SHARING_ROLE_SESSIONS_H
#define SHARING_ROLE_SESSIONS_H

#include "sharing/store_place.h"
#include "types/session.h"

/* The session of IDENTITY. False, with SESSION as it was: there is none that has not expired. */
bool	role_sessions_find(const struct store_place *place, const char *identity, struct session *session) MUST_CHECK;

/* Keeps SESSION under IDENTITY, in place of an older one. */
bool	role_sessions_keep(const struct store_place *place, const char *identity, const struct session *session,
	    struct error *err) MUST_CHECK;

/* Makes this process the one that gets a session of IDENTITY: a descriptor, to be closed. Waits for
 * a minute, silently. Negative: ERR says why. */
int	role_sessions_lock(const struct store_place *place, const char *identity, struct error *err) MUST_CHECK;

/* Remembers that a session of IDENTITY could not be had just now. */
void	role_sessions_note_failure(const struct store_place *place, const char *identity);

/* Whether that was so within the last SECONDS. */
bool	role_sessions_failed_lately(const struct store_place *place, const char *identity, long seconds);

/* Whether the file of that name in a store holds a role session, or is about one. */
bool	role_sessions_owns(const char *name);

#endif
