/* refresh_inside.h - awsmfa inside of a run of `exec --refresh`
 *
 * There it reads the user's own files, as they were named when the run began, and works as outside; what COMMAND
 * finds in AWS_CONFIG_FILE is for SDKs.
 *
 *	if (!refresh_inside_enter(err))
 *		...				the run is over, and its config with it
 */
#ifndef SHARING_REFRESH_INSIDE_H
#define SHARING_REFRESH_INSIDE_H

#include "sharing/refresh_record.h"

/* Puts the two files back into our environment if they are those of the run, and lets programs that we start find
 * AWS_PROFILE as it was. Outside of a run there is nothing to do. */
bool	refresh_inside_enter(struct error *err) MUST_CHECK;

/* The id of the long-term key in the environment that the run began with; NULL: there is no run, or its keys are in
 * files. COMMAND does not find that key, but the run's store has what was made of it. */
const char *refresh_inside_key(void);

#endif
