/* store_lock.h - of all terminals that share, one asks
 *
 *	lock = store_lock_take(&place, "AKIAIOSFODNN7EXAMPLE.lock", HOUR, err);
 *	if (lock < 0)
 *		...
 *	... ask, get a session, share it ...
 *	close(lock);
 *
 * flock(2) on a file of its own: a rename replaces what is shared, and a lock on that would be lost.
 */
#ifndef SHARING_STORE_LOCK_H
#define SHARING_STORE_LOCK_H

#include "sharing/store_place.h"

/* Takes the lock and returns its descriptor, to be closed; negative: ERR says why. While another process
 * has it we wait for about SECONDS, after a line that says for whom (0: a moment, silently); Ctrl-C
 * ends us then. If it is not free in time: STATUS_CODE_NEEDED with REASON_ASKED_ELSEWHERE. */
int	store_lock_take(const struct store_place *place, const char *name, long seconds, struct error *err) MUST_CHECK;

/* The same silently, also while we wait. */
int	store_lock_take_quietly(const struct store_place *place, const char *name, long seconds, struct error *err)
	    MUST_CHECK;

/* Deletes the file of a lock, unless a process holds it: one that waits for it would run alongside the holder. */
void	store_lock_delete(const struct store_place *place, const char *name);

#endif
