#include "session/run.h"

const char *
run_device(const struct run *run)
{
	const char *serial = run->plan->chain.serial;

	return serial != NULL ? serial :
	    state_device(&run->terminal->state, run->keys.credentials.access_key_id);
}
