/* profile_offer.h - which profiles there are, for someone who has named none and has no [default]
 *
 * A command that gets a session makes its plan here, so that someone who has keys under other names only is asked
 * which of them is meant instead of being told to create [default]:
 *
 *	if (!profile_offer_plan(&plan, &asked, &terminal, &manner, options, err))
 *		...
 *
 * Only what can be served is offered (profile_list.h). The choice is for this command; nothing remembers it but the
 * session that comes of it.
 */
#ifndef SESSION_PROFILE_OFFER_H
#define SESSION_PROFILE_OFFER_H

#include "session/asked.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

/* What a command does once the terminal has been read: reads OPTIONS into ASKED, then the files, then makes the plan
 * (planning.h). If nothing names a profile and there is no [default]: of several profiles the user chooses one on the
 * terminal, which ASKED then names. A single one is named in the hint, and where nobody can be asked all are:
 * STATUS_LOCAL. The plan points into ASKED. */
bool	profile_offer_plan(struct plan *plan, struct asked *asked, const struct terminal *terminal,
	    const struct manner *manner, const struct options *options, struct error *err) MUST_CHECK;

/* If that is so, lets ERR say it, and name the profiles that can be served, as -p takes them; the line for a single
 * one begins with COMMAND ("awsmfa doctor"). Leaves ERR alone where there is none, or one is named. Returns false. */
bool	profile_offer_hint(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
	    const char *command, struct error *err);

#endif
