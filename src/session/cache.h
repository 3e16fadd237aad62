/* kept.h - the MFA sessions that cost no code any more: this terminal's, or all terminals'
 *
 *	kept_open(&run);			once the keys are known
 *	session = kept_session(&run);
 *	if (session == NULL) {
 *		if (!kept_begin(&run, err))	waits for a terminal that is at it already
 *			...
 *		session = kept_session(&run);	and may have got one
 *		... else ask; kept_add(&run, &new) ...
 *		kept_end(&run);
 *	}
 *
 * Who does not share has them in the state of the hook. Who shares has them in the store and nowhere
 * else, and of the terminals that need a code at the same moment one asks.
 */
#ifndef SESSION_CACHE_H
#define SESSION_CACHE_H

#include "session/run.h"

/* Opens the store, if the request shares. Where that cannot be, it says why and goes on without. */
void	kept_open(struct run *run);

/* The MFA session for the keys, device and STS of RUN; NULL: none, or --force. */
const struct session *kept_session(const struct run *run);

/* Makes this terminal the one that asks. Without sharing, and when no code may be got anyway, there
 * is nothing to do. */
bool	kept_begin(struct run *run, struct error *err) MUST_CHECK;

/* Keeps SESSION, which was made with the keys and device of RUN. */
void	kept_add(struct run *run, const struct session *session);

/* AWS has seen CODE: no other terminal need send it. */
void	kept_note_code(struct run *run, const struct secret *code);

/* Lets the others go on. */
void	kept_end(struct run *run);

#endif
