/* refresh_base.h - the MFA session that a run of `exec --refresh` is based on
 *
 *	struct refresh_first first = REFRESH_FIRST_INIT;
 *
 *	if (!refresh_base_begin(&first, &plan, &terminal, &manner, err))
 *		...
 *	... first.base.key is known, and the files still hold all keys ...
 *	if (!refresh_base_obtain(&first, err))
 *		...				they do not any more: somebody may have been asked
 *	refresh_base_store(&first, &place, err)			without sharing, in the run's own store
 *	refresh_base_clear(&first);
 *
 * It is obtained before COMMAND starts, with the question if there is one, and so is the session of the profile: a
 * role that refuses is said before anything runs.
 */
#ifndef REFRESH_REFRESH_BASE_H
#define REFRESH_REFRESH_BASE_H

#include "session/obtain.h"
#include "session/run.h"
#include "sharing/refresh_record.h"

struct refresh_first {
	struct refresh_base	base;		/* key "": a foreign profile, which renews itself */
	struct session		mfa;
	struct session		session;	/* of the profile */
	struct secret		identity;	/* of the role session that SESSION is; "": it is the MFA session */
	struct obtained		how;
	struct run		run;
};

#define REFRESH_FIRST_INIT { .mfa = SESSION_INIT, .session = SESSION_INIT }

/* Finds the keys that PLAN begins with, and what they make of BASE. Those of a session are refused: nobody can renew
 * them. FIRST keeps pointing to the arguments. */
bool	refresh_base_begin(struct refresh_first *first, const struct plan *plan, struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;

/* Gets both sessions. */
bool	refresh_base_obtain(struct refresh_first *first, struct error *err) MUST_CHECK;

/* Stores them in PLACE, the directory of the run, unless they are where the user's terminals share them. */
bool	refresh_base_store(const struct refresh_first *first, const struct store_place *place, struct error *err)
	    MUST_CHECK;

void	refresh_base_clear(struct refresh_first *first);

#endif
