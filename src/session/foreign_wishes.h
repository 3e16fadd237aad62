/* foreign_wishes.h - what cannot be wished for when the AWS CLI gets the session
 *
 *	if (plan->chain.foreign != FOREIGN_NONE && !foreign_wishes_settle(plan, &asked, err))
 *		return false;
 *
 * The CLI can be given nothing but the name of the profile. A role of ours above that profile meets every wish but
 * those for a code.
 */
#ifndef SESSION_FOREIGN_WISHES_H
#define SESSION_FOREIGN_WISHES_H

#include "session/asked.h"
#include "session/plan.h"

/* STATUS_USAGE if the command (ASKED) has an option that cannot be met. It takes out of PLAN what variables of aws-mfa,
 * which are about MFA sessions, have put there. */
bool	foreign_wishes_settle(struct plan *plan, const struct asked *asked, struct error *err) MUST_CHECK;

#endif
