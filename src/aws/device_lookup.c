#include "aws/device_lookup.h"

#include <stdio.h>
#include <string.h>

#include "aws/sts.h"
#include "base/notice.h"
#include "code/choose.h"
#include "shell/caller.h"
#include "shell/line.h"
#include "types/arn.h"

/* The line to put into the config file, as advice. */
void
device_lookup_advise(char *text, size_t size, const struct device_lookup *lookup, const char *serial)
{
	const char *profile = lookup->profile;

	if (*profile == '\0')
		snprintf(text, size, "export AWS_MFA_SERIAL=%s", serial);
	else if (strcmp(profile, "default") == 0)
		snprintf(text, size, "mfa_serial = %s under [default] in %s", serial, lookup->config_path);
	else
		snprintf(text, size, "mfa_serial = %s under [profile %s] in %s", serial, profile, lookup->config_path);
}

void
device_lookup_guess(struct helper_link *link, const struct keys *keys, char guess[SERIAL_SIZE])
{
	struct identity identity;
	struct error ignored;
	struct arn arn;

	if (sts_get_caller_identity(link, keys, &identity, &ignored) && identity.user[0] != '\0' &&
	    arn_parse(identity.arn, &arn))
		snprintf(guess, SERIAL_SIZE, "arn:%s:iam::%s:mfa/%s", arn.partition, arn.account, identity.user);
	else
		snprintf(guess, SERIAL_SIZE, "arn:aws:iam::ACCOUNT:mfa/NAME");
}

const char *
device_lookup_way(char *text, size_t size, const char *profile, bool another)
{
	const bool named = *profile != '\0' && strcmp(profile, "default") != 0;
	struct secret word = SECRET_INIT;

	line_word(&word, caller_shell(NULL), profile);
	snprintf(text, size, "add a virtual MFA device (authenticator app)%s: awsmfa assign%s%s%s",
	    another ? " as well" : "", named ? " -p " : "", named ? secret_text(&word) : "",
	    another ? " --another" : "");
	secret_clear(&word);
	return text;
}

static bool
explain_denied(const struct device_lookup *lookup, struct error *err)
{
	char guess[SERIAL_SIZE], advice[1024];

	device_lookup_guess(lookup->link, lookup->keys, guess);
	device_lookup_advise(advice, sizeof(advice), lookup, guess);
	error_prefix(err, "no MFA device is configured, and looking it up failed");
	return error_hint(err, "set %s if that is your device (see Security credentials in the IAM console)",
	    advice);
}

bool
device_lookup_list(struct helper_link *link, const struct keys *keys, struct device devices[DEVICES_LIMIT],
    size_t *count, struct error *err)
{
	struct identity identity;

	if (iam_list_mfa_devices(link, keys, "", devices, count, err))
		return true;
	if (err->cause != CAUSE_NO_USER)
		return false;
	/* a service that does not infer the user from the key */
	return sts_get_caller_identity(link, keys, &identity, err) &&
	    iam_list_mfa_devices(link, keys, identity.user, devices, count, err);
}

bool
device_lookup_find_all(const struct device_lookup *lookup, struct device devices[DEVICES_LIMIT], size_t *count,
    struct error *err)
{
	if (device_lookup_list(lookup->link, lookup->keys, devices, count, err))
		return true;
	return err->cause == CAUSE_DENIED || err->cause == CAUSE_NO_USER ? explain_denied(lookup, err) : false;
}

size_t
device_lookup_keep_usable(struct device devices[DEVICES_LIMIT], size_t count)
{
	size_t i, kept = 0;

	for (i = 0; i < count; i++)
		if (device_gives_codes(devices[i].serial))
			devices[kept++] = devices[i];
	return kept;
}

bool
device_lookup_none_usable(const struct device_lookup *lookup, size_t all, struct error *err)
{
	const char *who = *lookup->profile == '\0' ? "the keys in the environment" : lookup->profile;
	char way[256];

	if (all == 0) {
		error_set(err, STATUS_LOCAL, "the user of %s has no MFA device", who);
		return error_hint(err, "%s", device_lookup_way(way, sizeof(way), lookup->profile, false));
	}
	error_set(err, STATUS_LOCAL, "the user of %s has only security keys or passkeys, which give no codes", who);
	return error_hint(err, "%s", device_lookup_way(way, sizeof(way), lookup->profile, true));
}

static const char *
serial_of(const void *of, size_t number)
{
	return ((const struct device *)of)[number].serial;
}

static bool
hint_at_name(const struct device_lookup *lookup, struct error *err)
{
	if (*lookup->profile == '\0')
		return error_hint(err, "name one with -s SERIAL, or with AWS_MFA_SERIAL");
	return error_hint(err, "name one with -s SERIAL, or with mfa_serial in %s", lookup->config_path);
}

static bool
choose(const struct device_lookup *lookup, const struct device devices[DEVICES_LIMIT], size_t count, size_t *chosen,
    struct error *err)
{
	const struct choice choice = {
		.what = "MFA device", .count = count, .name = serial_of, .of = devices, .manner = lookup->manner,
	};

	if (lookup->no_input) {
		error_set(err, STATUS_CODE_NEEDED, "the user has %zu MFA devices, and --no-input forbids asking which",
		    count);
		return hint_at_name(lookup, err);
	}
	if (choose_one(&choice, chosen, err))
		return true;
	if (err->reason == REASON_NO_TERMINAL || err->reason == REASON_TYPED_AHEAD) {
		error_prefix(err, "the user has %zu MFA devices, and you must choose one", count);
		hint_at_name(lookup, err);
	}
	return false;
}

/* Names the source if it was not AWS's own IAM. */
static void
say_device(const struct device_lookup *lookup, const char *serial)
{
	const struct endpoint_settings *settings = lookup->link->settings;
	struct endpoint iam;
	struct error ignored;

	if (endpoint_resolve(&iam, ENDPOINT_IAM, settings, &ignored) && iam.custom)
		notice_say("using the MFA device %s, as %s says (%s)", serial, iam.host,
		    settings->url_from[ENDPOINT_IAM]);
	else
		notice_say("using the MFA device %s", serial);
}

bool
device_lookup_choose(const struct device_lookup *lookup, char serial[SERIAL_SIZE], struct error *err)
{
	struct device devices[DEVICES_LIMIT];
	size_t all = 0, usable, chosen = 0;
	char advice[1024];

	notice_step("no MFA device is configured; looking it up");
	if (!device_lookup_find_all(lookup, devices, &all, err))
		return false;
	usable = device_lookup_keep_usable(devices, all);
	if (usable == 0)
		return device_lookup_none_usable(lookup, all, err);
	if (usable > 1 && !choose(lookup, devices, usable, &chosen, err))
		return false;
	if (!device_check(devices[chosen].serial, "the device that IAM names", err))
		return false;
	memcpy(serial, devices[chosen].serial, SERIAL_SIZE);
	device_lookup_advise(advice, sizeof(advice), lookup, serial);
	say_device(lookup, serial);
	if (!notice_is_quiet())
		notice_hint("to save the look-up: %s", advice);
	return true;
}
