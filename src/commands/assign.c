/* assign.c - awsmfa assign: an MFA device for a user who has none, or one more */
#include "assign/assign.h"

#include <string.h>

#include "assign/qr_program.h"
#include "commands/command.h"
#include "session/profile_offer.h"

enum { OPTION_NAME = SESSION_OPTIONS, OPTION_ANOTHER, OPTION_TO, OPTION_NO_QR };

#define LONGEST_NAME 200	/* so that the serial number, an ARN with it, has at most 256 characters */

static const struct option_spec own_options[] = {
	{ OPTION_PROFILE, 'p', "profile", "NAME", "use the access key of this profile", NULL },
	{ OPTION_NAME, 0, "name", "NAME", "name the device; the default is the user's name", NULL },
	{ OPTION_ANOTHER, 0, "another", NULL, "add one more device to a user who has one", NULL },
	{ OPTION_TO, 0, "to", "COMMAND", "write the otpauth:// address to COMMAND's stdin; show nothing", NULL },
	{ OPTION_NO_QR, 0, "no-qr", NULL, "show the secret as text only", NULL },
	{ OPTION_QUIET, 'q', "quiet", NULL, "print only what went wrong", NULL },
	{ OPTION_VERBOSE, 'v', "verbose", NULL, "print every step", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_assign[] = { own_options, NULL };

static bool assign_run(const struct options *options, struct secret *out, struct error *err);
static void tell_qr(struct secret *out);

const struct command command_assign = {
	.name = "assign",
	.arguments = "",
	.summary = "give your IAM user an MFA device, with a QR code",
	.description =
	    "Make a virtual MFA device, show its secret as a QR code for your authenticator\n"
	    "app, ask for two codes that follow each other, and assign the device. If it ends\n"
	    "early, the device is deleted again. --to gives the secret to a program instead\n"
	    "(pass otp insert aws); the codes then come from the profile's mfa_process, if it\n"
	    "has one.\n",
	.describe = tell_qr,
	.example = "awsmfa assign -p prod",
	.options = options_of_assign,
	.run = assign_run,
};

static void
tell_qr(struct secret *out)
{
	if (!qr_program_is_there())
		secret_puts(out, "This build has no QR codes (libqrencode): it shows the secret as text.\n");
}

static bool
read_wish(struct assign_wish *wish, const struct options *options, struct error *err)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-";
	const char *name = options->value[OPTION_NAME];

	*wish = (struct assign_wish){
		.name = name, .to = options->value[OPTION_TO], .another = options->value[OPTION_ANOTHER] != NULL,
		.no_qr = options->value[OPTION_NO_QR] != NULL,
	};
	if (wish->to != NULL && wish->to[strspn(wish->to, " \t")] == '\0')
		return error_set(err, STATUS_USAGE, "the value of '--to' is empty");
	if (name == NULL || (*name != '\0' && name[strspn(name, allowed)] == '\0' && strlen(name) <= LONGEST_NAME))
		return true;
	error_set(err, STATUS_USAGE, "'%s' cannot be the name of an MFA device", name);
	return error_hint(err, "letters, digits and _+=,.@- are allowed, %d of them", LONGEST_NAME);
}

static bool
assign_run(const struct options *options, struct secret *out, struct error *err)
{
	struct manner manner = manner_by_hand(options);
	struct terminal terminal = TERMINAL_INIT;
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	struct assign_wish wish;
	bool ok;

	(void)out;
	manner.occasion = FOR_DEVICES;
	ok = read_wish(&wish, options, err) && terminal_read(&terminal, err) &&
	    profile_offer_plan(&plan, &asked, &terminal, &manner, options, err) &&
	    assign_device(&wish, &plan, &terminal, &manner, err);
	plan_clear(&plan);
	asked_clear(&asked);
	terminal_clear(&terminal);
	return ok;
}
