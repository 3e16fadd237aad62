/* lifetime.h - how long the session of a plan is valid, who says so, and within which limits
 *
 * GetSessionToken gives 15 minutes to 36 hours, AssumeRole 15 minutes to 12 hours, and one hour at
 * most to whoever assumes a role with a session (IAM User Guide, "role chaining").
 */
#ifndef SESSION_LIFETIME_H
#define SESSION_LIFETIME_H

#include "session/plan.h"
#include "shell/state.h"

/* How long the session will be valid, seconds: what was asked for, or the default. */
long	lifetime_of(const struct plan *plan);

/* Whether the role is to be assumed directly with long-term keys and a code, because a role that is
 * assumed with a session is valid for an hour at most. */
bool	lifetime_is_direct(const struct plan *plan);

/* Whether a renewal may need no code: a role, and an MFA session that this shell keeps or shares; and what
 * the AWS CLI gives, which never does. */
bool	lifetime_needs_no_code(const struct plan *plan, const struct state *state);

/* Reads the duration from the wish, else from the profile's duration_seconds. BY_OPTION: the user gave
 * it with this command, so that a mistake in it is one of usage. */
bool	lifetime_read(struct plan *plan, bool by_option, struct error *err) MUST_CHECK;

/* Reads --min, TEXT; NULL: not given. More than the session can have is an error. */
bool	lifetime_read_minimum(struct plan *plan, const char *text, struct error *err) MUST_CHECK;

#endif
