#include "doctor/checkup.h"

#include <time.h>

#include "shell/caller.h"

bool
checkup_run(struct checkup *checkup, const struct options *options, struct error *err)
{
	if (!asked_read(&checkup->asked, options, err) || !terminal_read(&checkup->terminal, err))
		return false;
	report_read(&checkup->report);
	checkup->shell = caller_shell(&checkup->terminal.state);
	checkup->link = (struct helper_link){
		.settings = &checkup->plan.endpoint, .hurried = true, .tells_clock = true,
	};

	check_program(checkup);
	check_files(checkup);
	check_profile(checkup);
	check_network(checkup);
	check_access_key(checkup);
	check_device(checkup);
	check_environment(checkup);
	check_session(checkup);
	check_sharing(checkup);
	check_runs(checkup);
	check_hook(checkup);
	return checkup->findings.failed ? error_memory(err) : true;
}

void
checkup_clear(struct checkup *checkup)
{
	helper_link_stop(&checkup->link);
	keys_clear(&checkup->keys);
	plan_clear(&checkup->plan);
	asked_clear(&checkup->asked);
	terminal_clear(&checkup->terminal);
	report_clear(&checkup->report);
	findings_clear(&checkup->findings);
}
