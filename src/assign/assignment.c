#include "assign/assignment.h"

const struct keys *
assignment_keys(const struct assignment *assignment)
{
	return assignment->by_session.credentials.access_key_id[0] != '\0' ? &assignment->by_session :
	    &assignment->run.keys;
}

/* Without --to nothing has told the program the secret; of a user who has a device, it is that device's. */
bool
assignment_has_process(const struct assignment *assignment)
{
	return assignment->wish->to != NULL && !assignment->has_device &&
	    assignment->run.plan->chain.mfa_process != NULL;
}
