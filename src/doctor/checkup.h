/* checkup.h - the check-up behind `awsmfa doctor`
 *
 * Every check looks at one thing and adds its findings; none stops another. What one needs from an
 * earlier one is kept here; if that is missing, it says so and why (FINDING_SKIPPED). No check
 * asks for a code, makes a session, or runs what a profile names.
 *
 *	struct checkup checkup = CHECKUP_INIT;
 *
 *	checkup_run(&checkup, &options, err)
 *	checkup.findings.list[0].found ...
 *	checkup_clear(&checkup);
 *
 * Each check has a file of its name: check_files.c and so on.
 */
#ifndef DOCTOR_CHECKUP_H
#define DOCTOR_CHECKUP_H

#include "aws/sts.h"
#include "doctor/finding.h"
#include "profile/keys.h"
#include "session/planning.h"
#include "shell/report.h"

struct checkup {
	struct findings	 findings;
	struct terminal	 terminal;
	struct asked	 asked;
	struct plan	 plan;		/* as far as it could be made */
	struct manner	 manner;
	struct report	 report;		/* what the hooked shell reported */
	const struct shell *shell;	/* that called us; NULL when that is none we know */
	struct keys	 keys;
	struct helper_link link;
	bool		 has_files;	/* the files were read */
	bool		 has_chain;	/* the profile is there, and its roles and source */
	bool		 has_endpoint;
	bool		 has_keys;
	bool		 is_known;	/* AWS knows the keys */
};

#define CHECKUP_INIT { \
	.findings = FINDINGS_INIT, .terminal = TERMINAL_INIT, .asked = ASKED_INIT, .plan = PLAN_INIT, \
	.manner = { .occasion = FOR_CHECKUP }, .report = REPORT_INIT, .shell = NULL, .keys = KEYS_INIT \
}

/* Does all of it, for the profile that OPTIONS name, else the one that `awsmfa env` would use. */
bool	checkup_run(struct checkup *checkup, const struct options *options, struct error *err) MUST_CHECK;

void	checkup_clear(struct checkup *checkup);

void	check_files(struct checkup *checkup);		/* first: it reads them */
void	check_profile(struct checkup *checkup);
void	check_network(struct checkup *checkup);		/* and the keys, and the clock */
void	check_access_key(struct checkup *checkup);	/* behind check_network: only AWS knows its age */
void	check_device(struct checkup *checkup);
void	check_environment(struct checkup *checkup);
void	check_hook(struct checkup *checkup);
void	check_program(struct checkup *checkup);
void	check_runs(struct checkup *checkup);
void	check_session(struct checkup *checkup);
void	check_sharing(struct checkup *checkup);

#endif
