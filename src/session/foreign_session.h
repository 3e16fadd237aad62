/* foreign_session.h - the session of a profile whose keys the user's AWS CLI gets
 *
 *	if (plan->chain.foreign != FOREIGN_NONE)
 *		ok = foreign_session_obtain(&session, &run, err);
 *
 * Without a role above that profile its session is the session; else the roles are assumed with it. No code is needed.
 */
#ifndef SESSION_FOREIGN_SESSION_H
#define SESSION_FOREIGN_SESSION_H

#include "session/run.h"

/* Runs the AWS CLI: in the hook the one that a command of the user's has found before, which TERMINAL keeps. In the
 * hook a session that ends no later than the one at hand is no renewal (REASON_NOT_NEWER). */
bool	foreign_session_obtain(struct session *session, struct run *run, struct error *err) MUST_CHECK;

/* Finds the program for the hook, which is to renew the session that TERMINAL holds already. */
void	foreign_session_note_program(const struct plan *plan, struct terminal *terminal, const struct manner *manner);

#endif
