#include "doctor/checkup.h"

#include <time.h>

#include "shell/caller.h"

bool
checkup_run(struct checkup *checkup, const struct options *options, struct error *err)
{
	struct request *request = &checkup->request;

	state_read(&request->state);
	report_read(&checkup->report);
	shell_session_read(&request->held, time(NULL));
	request->silent = true;
	checkup->shell = caller_shell(&request->state);
	checkup->sts = (struct sts){ .settings = &request->endpoint, .hurried = true, .tells_clock = true };

	check_program(checkup);
	check_files(checkup);
	check_profile(checkup, options);
	check_network(checkup);
	check_device(checkup);
	check_environment(checkup);
	check_session(checkup);
	check_sharing(checkup);
	check_hook(checkup);
	return checkup->findings.failed ? error_memory(err) : true;
}

void
checkup_clear(struct checkup *checkup)
{
	sts_stop(&checkup->sts);
	keys_clear(&checkup->keys);
	request_clear(&checkup->request);
	report_clear(&checkup->report);
	findings_clear(&checkup->findings);
}
