/* postpone.h - how long the hook waits after a renewal that did not succeed, and what it says then
 *
 *	if (!obtain(..., &err))
 *		postpone_after(&terminal, &err, &look);		"not renewed; asks again in 5 min; ..."
 *
 *	if (postpone_goes_on(&state, &look))
 *		return;						still waiting, until LOOK
 *
 * The wait and the counts are in the private state, so that each terminal has its own.
 */
#ifndef SESSION_POSTPONE_H
#define SESSION_POSTPONE_H

#include "session/terminal.h"
#include "shell/hook_answer.h"

/* How long to wait, seconds, after the given number of times in a row (1: the first). */
long	postpone_seconds_after_later(int times);	/* 5, 15, then 60 minutes */
long	postpone_seconds_after_unreached(int times);	/* 1, 5, then 15 minutes */

/* Sets the wait and LOOK for the renewal that failed with ERR, and says why and how long; silently, if that is
 * nothing that the user could do anything about. */
void	postpone_after(struct terminal *terminal, const struct error *err, struct look *look);

/* Whether an earlier wait goes on; then LOOK is set to its end. */
bool	postpone_goes_on(const struct state *state, struct look *look) MUST_CHECK;

#endif
