/* assign.c
 *
 *  1. From the moment that IAM may have made the device, nothing MUST end awsmfa before the device is assigned, deleted
 *     or named.
 *  2. The secret MUST be erased from the screen before anything is sent with it, and be gone from memory at the end.
 */
#include "assign/assign.h"

#include <stdio.h>
#include <string.h>

#include "assign/assignment.h"
#include "assign/device_making.h"
#include "assign/hand_over.h"
#include "assign/interruption.h"
#include "assign/otpauth.h"
#include "assign/page.h"
#include "assign/two_codes.h"
#include "aws/device_lookup.h"
#include "base/notice.h"
#include "session/cache.h"
#include "session/mfa_session.h"
#include "session/origin.h"
#include "session/reuse.h"
#include "session/source.h"
#include "shell/caller.h"
#include "shell/line.h"

#define TRIES	3		/* pairs of codes */

/* --- before anything is made ---------------------------------------------------------------------- */

static bool
refuse_foreign(const struct plan *plan, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "profile '%s' is not of an IAM user: the AWS CLI gets its session (%s), without an MFA device of IAM",
	    plan->chain.source, foreign_name(plan->chain.foreign));
	return error_hint(err, "name a profile with the access key of an IAM user: awsmfa assign -p NAME");
}

/* Finds the user that gets the device. */
static bool
identify(struct assignment *assignment, struct error *err)
{
	struct run *run = &assignment->run;
	struct identity *user = &assignment->user;
	struct endpoint iam;
	bool ignored;

	if (run->plan->chain.foreign != FOREIGN_NONE)
		return refuse_foreign(run->plan, err);
	if (!source_find(&run->keys, &ignored, run->plan, run->terminal, err) ||
	    !source_check_secret(&run->keys, err) || !origin_find(run, err) ||
	    !endpoint_resolve(&iam, ENDPOINT_IAM, &run->plan->endpoint, err) ||
	    !sts_get_caller_identity(&run->link, &run->keys, user, err))
		return false;
	if (iam.custom)
		snprintf(assignment->host, sizeof(assignment->host), "%s (%s)", iam.host,
		    run->plan->endpoint.url_from[ENDPOINT_IAM]);
	assignment->name = assignment->wish->name != NULL ? assignment->wish->name : user->user;
	if (user->user[0] != '\0')
		return true;
	error_set(err, STATUS_LOCAL, "%s is not an IAM user, and only users have MFA devices here", user->arn);
	if (strstr(user->arn, ":root") != NULL)
		return error_hint(err, "the root user adds a device in the AWS console, under Security credentials; "
		    "for daily work, make an IAM user");
	return error_hint(err, "name a profile with the access key of an IAM user: awsmfa assign -p NAME");
}

static bool
refuse_second(const struct assignment *assignment, const struct device *devices, size_t count, struct error *err)
{
	error_set(err, STATUS_LOCAL, "the user of %s has an MFA device already: %s%s", plan_name(assignment->run.plan),
	    devices[0].serial, count > 1 ? " and others (awsmfa devices lists them)" : "");
	if (assignment->has_device)
		return error_hint(err,
		    "to add one more, for which AWS wants a code of the first: awsmfa assign --another");
	return error_hint(err, "it gives no codes; to add one that does: awsmfa assign --another");
}

static bool
look_at_devices(struct assignment *assignment, struct error *err)
{
	struct device devices[DEVICES_LIMIT];
	struct run *run = &assignment->run;
	size_t count = 0, i;

	if (!iam_list_mfa_devices(&run->link, &run->keys, assignment->user.user, devices, &count, err)) {
		if (err->cause != CAUSE_DENIED)
			return false;
		error_prefix(err, "cannot list the MFA devices of %s", assignment->user.user);
		return error_hint(err, "the policy of the user must allow iam:ListMFADevices, "
		    "iam:CreateVirtualMFADevice and iam:EnableMFADevice");
	}
	for (i = 0; i < count; i++)
		assignment->has_device = assignment->has_device || device_gives_codes(devices[i].serial);
	return count == 0 || assignment->wish->another || refuse_second(assignment, devices, count, err);
}

/* A terminal shows the secret and takes the codes, unless programs do both. */
static bool
need_terminal(const struct assignment *assignment, struct error *err)
{
	struct tty_size size;

	if (assignment_has_process(assignment) || tty_measure(&size))
		return true;
	error_set(err, STATUS_CODE_NEEDED, "there is no terminal to %s on",
	    assignment->wish->to != NULL ? "ask for the two codes" : "show the secret");
	err->reason = REASON_NO_TERMINAL;
	return error_hint(err, "with --to COMMAND, and mfa_process in the profile, awsmfa needs none");
}

/* AWS's own policies want MFA for a further device. */
static bool
get_mfa_session(struct assignment *assignment, struct error *err)
{
	struct run *run = &assignment->run;
	struct session session = SESSION_INIT;
	bool ok = true;

	if (!assignment->has_device)
		return true;
	if (reuse_as_base(run->plan, run->terminal)) {
		session_copy(&session, &run->terminal->held.session);
	} else {
		cache_open(run);
		ok = mfa_session_obtain(&session, NULL, run, err);
	}
	if (ok) {
		credentials_copy(&assignment->by_session.credentials, &session.credentials);
		snprintf(assignment->by_session.from, sizeof(assignment->by_session.from), "the MFA session");
	}
	session_clear(&session);
	return ok;
}

/* --- the device ----------------------------------------------------------------------------------- */

/* Gives the secret to the command, or makes the page that shows it. */
static bool
pass_on(struct assignment *assignment, struct error *err)
{
	struct secret address = SECRET_INIT, answer = SECRET_INIT;
	bool ok = true;

	if (assignment->wish->to == NULL) {
		page_compose(assignment);
		if (assignment->shows_qr_first) {
			ok = tty_ask_below(&assignment->page, "Press Enter when you have scanned it: ", &answer, err);
			page_compose_text(assignment);
		}
		secret_clear(&answer);
		return ok;
	}
	otpauth_label(assignment->label, 0, assignment->name, assignment->user.account);
	otpauth_write(&address, assignment->label, secret_text(&assignment->device.seed));
	secret_puts(&address, "\n");
	assignment->handed_over = true;
	ok = secret_check(&address, err) && hand_over_run(assignment->wish->to, &address, err);
	secret_clear(&address);
	return ok;
}

/* Sends pairs of codes until AWS takes one. */
static bool
prove(struct assignment *assignment, struct error *err)
{
	const int tries = assignment_has_process(assignment) ? 1 : TRIES;
	struct secret codes[2] = { SECRET_INIT, SECRET_INIT };
	const char *remark = "";
	bool ok;
	int i;

	for (i = 0, ok = false; i < tries && !ok; i++) {
		ok = two_codes_get(assignment, codes, remark, err);
		tty_page_leave(&assignment->page);
		if (!ok || !interruption_none(err))
			break;
		ok = device_making_finish(assignment, codes, err);
		if (!ok && (err->cause != CAUSE_CODE_REFUSED || !interruption_none(err)))
			break;
		remark = "AWS refused them. Two new codes, one directly after the other:";
	}
	two_codes_clear(codes);
	return ok;
}

static bool
make_and_assign(struct assignment *assignment, struct error *err)
{
	bool ok;

	interruption_begin();
	ok = device_making_begin(assignment, err) && interruption_none(err) && pass_on(assignment, err) &&
	    interruption_none(err) && prove(assignment, err);
	tty_page_close(&assignment->page);
	if (!ok)
		device_making_undo(assignment, err);
	if (!ok && !interruption_none(err))	/* whatever failed, the signal is why */
		notice_step("interrupted");
	interruption_end();
	return ok;
}

/* What saves the look-up, and the next step. */
static void
announce(const struct assignment *assignment)
{
	const struct run *run = &assignment->run;
	const struct plan *plan = run->plan;
	const char *serial = assignment->device.serial;
	const struct device_lookup lookup = {
		.profile = plan->chain.from_environment ? "" : plan->chain.source,
		.config_path = plan->config.file[CONFIG_FILE].path,
	};
	struct secret line = SECRET_INIT;
	char advice[1024];

	notice_say("%s: MFA device %s is assigned%s%s", plan_name(plan), serial,
	    assignment->host[0] == '\0' ? "" : ", by ", assignment->host);
	if (notice_is_quiet())
		return;
	if (plan->chain.serial == NULL || strcmp(plan->chain.serial, serial) != 0) {
		device_lookup_advise(advice, sizeof(advice), &lookup, serial);
		notice_hint("to save the look-up: %s", advice);
	}
	line_use(&line, caller_shell(&run->terminal->state), state_is_hooked(&run->terminal->state),
	    plan->profile_from == NULL || plan->profile[0] == '\0' ? NULL : plan->profile);
	notice_hint("with the next code (a code works once): %s", secret_text(&line));
	secret_clear(&line);
}

static void
clear(struct assignment *assignment)
{
	run_clear(&assignment->run);
	keys_clear(&assignment->by_session);
	iam_device_clear(&assignment->device);
	tty_page_close(&assignment->page);
}

bool
assign_device(const struct assign_wish *wish, const struct plan *plan, struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	struct assignment assignment = ASSIGNMENT_INIT;
	bool ok;

	assignment.wish = wish;
	assignment.run.plan = plan;
	assignment.run.manner = manner;
	assignment.run.terminal = terminal;
	assignment.run.link.settings = &plan->endpoint;
	ok = identify(&assignment, err) && look_at_devices(&assignment, err) && need_terminal(&assignment, err) &&
	    get_mfa_session(&assignment, err) && make_and_assign(&assignment, err);
	if (ok)
		announce(&assignment);
	clear(&assignment);
	return ok;
}
