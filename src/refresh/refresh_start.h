/* refresh_start.h - what a run of `exec --refresh` finds when it starts: its directory and its environment
 *
 *	struct refresh_start start = REFRESH_START_INIT;
 *
 *	if (!refresh_start_make(&start, &plan, &terminal, &manner, err))
 *		...
 *	... run COMMAND with start.environment.variables, start.place.directory held ...
 *	refresh_start_end(&start);		says what went wrong meanwhile, and removes the directory
 */
#ifndef REFRESH_REFRESH_START_H
#define REFRESH_REFRESH_START_H

#include "base/environment.h"
#include "refresh/refresh_base.h"

struct refresh_start {
	bool			only;		/* --only */
	struct refresh_first	first;
	struct store_place	place;
	struct environment	environment;	/* of COMMAND */
};

#define REFRESH_START_INIT { .first = REFRESH_FIRST_INIT, .place = STORE_PLACE_INIT, .environment = ENVIRONMENT_INIT }

/* Gets the sessions, then makes the directory with all that is in it, then the environment. */
bool	refresh_start_make(struct refresh_start *start, struct plan *plan, struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;

void	refresh_start_end(struct refresh_start *start);

#endif
