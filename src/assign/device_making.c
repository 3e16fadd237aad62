/* device_making.c
 *
 *  1. A device that this run made MUST be assigned in the end, or deleted, or named to the user.
 *  2. A device that this run did not make MUST NOT be deleted without a yes.
 *  3. If no answer came, IAM's own lists decide what happened; nothing is sent again.
 */
#include "assign/device_making.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "aws/device_lookup.h"
#include "base/notice.h"
#include "types/arn.h"

/* --- making ------------------------------------------------------------------------------------- */

static void
write_serial(const struct assignment *assignment, char serial[SERIAL_SIZE])
{
	struct arn arn;

	if (arn_parse(assignment->user.arn, &arn))
		snprintf(serial, SERIAL_SIZE, "arn:%s:iam::%s:mfa/%s", arn.partition, arn.account, assignment->name);
}

static bool
hint_at_name(const struct assignment *assignment, struct error *err)
{
	return error_hint(err, "choose another name: awsmfa assign --name %.150s-2", assignment->name);
}

/* Whether the user wants the device SERIAL, which nobody has, to be deleted. */
static bool
may_replace(const struct assignment *assignment, const char *serial, struct error *err)
{
	struct secret question = SECRET_INIT, answer = SECRET_INIT;
	bool asked, yes;

	secret_printf(&question, "The MFA device %s exists, and nobody has it. Replace it? [y/N] ", serial);
	asked = tty_ask(secret_text(&question), TTY_BY_HAND, &answer, err);
	yes = asked && (strcasecmp(secret_text(&answer), "y") == 0 || strcasecmp(secret_text(&answer), "yes") == 0);
	secret_clear(&question);
	secret_clear(&answer);
	if (yes || err->status == STATUS_INTERRUPTED)
		return yes;
	error_set(err, STATUS_LOCAL, "there is an MFA device %s already, which nobody has", serial);
	return hint_at_name(assignment, err);
}

/* The device of that name that nobody has, from an earlier try perhaps. If IAM does not let the
 * user see them, *KNOWN is false. */
static bool
make_room(struct assignment *assignment, bool *known, struct error *err)
{
	const struct keys *keys = assignment_keys(assignment);
	char serial[SERIAL_SIZE];

	*known = iam_device_find_unassigned(&assignment->run.link, keys, assignment->name, serial, err);
	if (!*known)
		return err->status == STATUS_REFUSED || err->cause == CAUSE_BROKEN_ANSWER;
	if (serial[0] == '\0')
		return true;
	if (!may_replace(assignment, serial, err))
		return false;
	if (iam_device_delete(&assignment->run.link, keys, serial, err))
		return true;
	error_prefix(err, "cannot replace the MFA device %s", serial);
	return err->status == STATUS_REFUSED ? hint_at_name(assignment, err) : false;
}

static bool
explain_refused(const struct assignment *assignment, struct error *err)
{
	if (err->cause == CAUSE_TAKEN)
		return hint_at_name(assignment, err);
	if (err->cause != CAUSE_DENIED)
		return false;
	if (strcmp(assignment->name, assignment->user.user) != 0)
		return error_hint(err, "the policy may allow only a device with the user's name: try without --name");
	if (assignment->has_device && assignment->by_session.credentials.access_key_id[0] == '\0')
		return error_hint(err, "the account may require MFA for it: add the device in the IAM console");
	return error_hint(err, "the policy of the user must allow iam:CreateVirtualMFADevice and iam:EnableMFADevice");
}

bool
device_making_begin(struct assignment *assignment, struct error *err)
{
	struct run *run = &assignment->run;
	bool known;

	if (!make_room(assignment, &known, err))
		return false;
	if (iam_device_create(&run->link, assignment_keys(assignment), assignment->name, &assignment->device, err))
		return true;
	if (!iam_device_may_be_done(err))
		return explain_refused(assignment, err);
	assignment->unsure = !known;
	write_serial(assignment, assignment->device.serial);
	return false;
}

/* --- assigning ---------------------------------------------------------------------------------- */

/* Whether the user has the device now. False with ERR when that cannot be told. */
static bool
look(struct assignment *assignment, bool *has, struct error *err)
{
	struct device devices[DEVICES_LIMIT];
	size_t count = 0, i;

	helper_link_stop(&assignment->run.link);	/* it may be what failed */
	*has = false;
	notice_step("no answer; looking whether the device is assigned");
	if (!iam_list_mfa_devices(&assignment->run.link, assignment_keys(assignment), assignment->user.user, devices,
	    &count, err))
		return false;
	for (i = 0; i < count; i++)
		*has = *has || strcmp(devices[i].serial, assignment->device.serial) == 0;
	return true;
}

bool
device_making_finish(struct assignment *assignment, const struct secret codes[2], struct error *err)
{
	struct error why;
	bool has;

	if (iam_device_enable(&assignment->run.link, assignment_keys(assignment), assignment->user.user,
	    assignment->device.serial, codes, err))
		return true;
	if (!iam_device_may_be_done(err))
		return err->cause == CAUSE_CODE_REFUSED ? false : explain_refused(assignment, err);
	if (look(assignment, &has, &why))
		return has;
	assignment->undecided = true;
	return false;
}

/* --- early ends --------------------------------------------------------------------------------- */

static void
tell_left(const struct assignment *assignment, const struct error *why)
{
	const char *serial = assignment->device.serial;

	if (assignment->unsure || assignment->undecided)
		notice_warn("awsmfa cannot tell whether the MFA device %s is there, or assigned: %s", serial,
		    why->message);
	else
		notice_warn("the MFA device %s is left, and nobody has it: %s", serial, why->message);
	if (assignment->unsure)
		notice_hint("ask an administrator: aws iam list-virtual-mfa-devices --assignment-status Unassigned");
	else if (why->status == STATUS_REFUSED)
		notice_hint("ask an administrator: aws iam delete-virtual-mfa-device --serial-number %s; until then: "
		    "awsmfa assign --name %.150s-2", serial, assignment->name);
	else
		notice_hint("`awsmfa assign` finds it, and asks whether to replace it");
}

/* The secret is dead wherever it is. */
static void
tell_dead(const struct assignment *assignment)
{
	if (assignment->handed_over)
		notice_warn("the command of --to has a secret that is of no use now; delete it there: %s",
		    assignment->wish->to);
}

void
device_making_undo(struct assignment *assignment, const struct error *err)
{
	struct run *run = &assignment->run;
	const char *serial = assignment->device.serial;
	struct error why = { .status = STATUS_DONE };

	if (serial[0] == '\0')
		return;
	if (err->status != STATUS_REFUSED)
		helper_link_stop(&run->link);		/* it may be what failed */
	if (assignment->unsure)
		tell_left(assignment, err);
	else if (iam_device_delete(&run->link, assignment_keys(assignment), serial, &why))
		notice_say("the MFA device %s is deleted again", serial);
	else if (why.cause == CAUSE_IN_USE)
		notice_warn("the MFA device %s is assigned: `awsmfa devices` shows it", serial);
	else if (why.cause != CAUSE_NO_USER)
		tell_left(assignment, &why);
	tell_dead(assignment);
}
