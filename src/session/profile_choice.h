/* profile_choice.h - which profile is meant
 *
 *	profile_choice_make(&plan, &asked, &terminal, &manner);
 *	... the wishes are read ...
 *	if (!profile_choice_check(&plan, err))
 *		...
 *
 * The order: option or argument, AWS_PROFILE, AWS_DEFAULT_PROFILE, the session that the shell holds,
 * `default`. The hook renews what the shell holds, whatever the variables say.
 */
#ifndef SESSION_PROFILE_CHOICE_H
#define SESSION_PROFILE_CHOICE_H

#include "session/asked.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

/* Sets profile, profile_from and from_environment of PLAN. The profile need not exist. */
void	profile_choice_make(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
	    const struct manner *manner);

/* Whether the name of a profile that is not there is like no other either. */
bool	profile_choice_is_unlike_any(const struct plan *plan);

/* Whether nothing names a profile, and the files, which have been read, have no `default` either. Chooses it as
 * profile_choice_make does, but says nothing. */
bool	profile_choice_is_open(struct plan *plan, const struct asked *asked, const struct terminal *terminal);

/* Whether the profile is there. If not, the error looks for the one that may be meant. */
bool	profile_choice_check(const struct plan *plan, struct error *err) MUST_CHECK;

#endif
