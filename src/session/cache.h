/* cache.h - the MFA sessions that can be used again without a code: this terminal's, or all terminals'
 *
 *	cache_open(&run);			once the keys are known
 *	session = cache_find(&run);
 *	if (session == NULL) {
 *		if (!cache_lock(&run, err))	waits for a terminal that is getting one already
 *			...
 *		session = cache_find(&run);	and may have got one
 *		... else ask; cache_add(&run, &new) ...
 *		cache_unlock(&run);
 *	}
 *
 * Without sharing they are kept in the state of the hook. With sharing they are in the store and nowhere
 * else, and of the terminals that need a code at the same moment one asks.
 */
#ifndef SESSION_CACHE_H
#define SESSION_CACHE_H

#include "session/run.h"

/* Opens the store, if the plan shares. If that fails, it says why and goes on without it. */
void	cache_open(struct run *run);

/* Whether the store is open. */
bool	cache_is_shared(const struct run *run);

/* The MFA session for the keys, device and STS of RUN; NULL: none, or --force. */
const struct session *cache_find(const struct run *run);

/* The same, with --force too: that has been obeyed. */
const struct session *cache_find_newest(const struct run *run);

/* Makes this terminal the one that asks. Without sharing, and if awsmfa may not get a code anyway, there
 * is nothing to do. */
bool	cache_lock(struct run *run, struct error *err) MUST_CHECK;

/* Keeps SESSION, which was made with the keys and device of RUN. */
void	cache_add(struct run *run, const struct session *session);

/* AWS has seen CODE: no other terminal should send it. */
void	cache_note_code(struct run *run, const struct secret *code);

/* Lets the others go on. */
void	cache_unlock(struct run *run);

#endif
