/* roles.h - the roles of a plan, assumed one with the other
 *
 * The first role is assumed with an MFA session (or with the session that the profile begins with), each
 * next one with the session of the one before.
 */
#ifndef SESSION_ROLES_H
#define SESSION_ROLES_H

#include "session/run.h"

/* With KEYS, which are those of a session: needs no code. */
bool	roles_assume(struct session *session, const struct keys *keys, struct run *run, struct error *err) MUST_CHECK;

/* With the MFA session that the shell HOLDS: needs neither keys nor a code. *TOO_OLD: a role refuses it,
 * and may accept a newer one (aws:MultiFactorAuthAge). */
bool	roles_assume_with_held(struct session *session, const struct session *held, struct run *run, bool *too_old,
	    struct error *err) MUST_CHECK;

/* With an MFA session, cached or new. REFUSED: one that a role has refused already; NULL: none. */
bool	roles_assume_with_mfa(struct session *session, const struct session *refused, struct run *run,
	    struct error *err) MUST_CHECK;

/* One role for more than an hour: with the long-term keys and a code of its own. */
bool	roles_assume_directly(struct session *session, struct run *run, struct error *err) MUST_CHECK;

#endif
