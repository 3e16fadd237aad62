#include "session/run.h"

const char *
run_device(const struct run *run)
{
	const char *serial = run->plan->chain.serial;

	return serial != NULL ? serial :
	    state_device(&run->terminal->state, run->keys.credentials.access_key_id);
}

void
run_clear(struct run *run)
{
	helper_link_stop(&run->link);
	keys_clear(&run->keys);
	code_source_clear(&run->source);
	store_close(&run->store);
}
