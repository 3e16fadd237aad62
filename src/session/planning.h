/* planning.h - makes the plan: which session to get, and from what
 *
 * The plan is made of what was asked (asked.h), what the terminal holds (terminal.h), the manner
 * (manner.h), the files and the environment. Everything is decided here: profile, wishes, chain of
 * roles, endpoint, duration. What cannot work is refused here.
 *
 *	if (!planning_load_files(&plan, err) || !planning_make(&plan, &asked, &terminal, &manner, err))
 *		...
 *
 * A plan may be made again from the same files, for one profile after the other.
 */
#ifndef SESSION_PLANNING_H
#define SESSION_PLANNING_H

#include "session/asked.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

/* Reads the files. After a failure PLAN->config holds what could be read (config_load). */
bool	planning_load_files(struct plan *plan, struct error *err) MUST_CHECK;

/* Makes the plan for what was ASKED; in the hook, where nothing is asked, for the session that the
 * TERMINAL holds. The plan points into ASKED, TERMINAL and the environment. Prints warnings about the
 * files if the manner says so. */
bool	planning_make(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;

/* Steps of planning_make, for doctor, which goes on if awsmfa can get no session. Each needs those before it:
 * profile and wishes, whether the profile is there, its roles and keys, region and STS, the duration. */
bool	planning_choose(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;
bool	planning_read_chain(struct plan *plan, struct error *err) MUST_CHECK;
bool	planning_read_endpoint(struct plan *plan, const struct saved *saved, struct error *err) MUST_CHECK;

#endif
