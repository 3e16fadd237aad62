/* reuse.h - whether the session that the shell holds is good enough for a plan */
#ifndef SESSION_REUSE_H
#define SESSION_REUSE_H

#include "session/plan.h"
#include "session/terminal.h"

/* Whether SESSION has --min left, or without it more than its margin. */
bool	reuse_is_long_enough(const struct plan *plan, const struct session *session);

/* Whether the held session is the one that is wanted, and valid long enough. */
bool	reuse_as_it_is(const struct plan *plan, const struct shell_session *held);

/* Whether the held session is an MFA session of the keys and the device that the roles of PLAN begin
 * with, from the same STS: then they need no code. */
bool	reuse_as_base(const struct plan *plan, const struct terminal *terminal);

#endif
