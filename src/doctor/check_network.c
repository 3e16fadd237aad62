/* check_network.c - whether STS can be reached, knows the keys, and agrees with our clock; the device
 *
 * GetCallerIdentity needs no permission and no MFA code, and tells everything at once.
 */
#include <stdlib.h>
#include <string.h>

#include "aws/device_lookup.h"
#include "base/environment.h"
#include "doctor/remedy.h"
#include "types/duration.h"

#define CLOCK_ODD	60	/* seconds of difference that deserve a warning */
#define CLOCK_WRONG	300	/* from which on AWS refuses signatures */

/* --- proxy -------------------------------------------------------------------------------------- */

/* The proxy for https; *NAME the variable that says so. NULL: none. */
static const char *
find_proxy(const char **name)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((value = environment_get(names[i])) != NULL) {
			*name = names[i];
			return value;
		}
	return NULL;
}

static void
check_proxy(struct checkup *checkup)
{
	const char *name, *proxy = find_proxy(&name), *at;

	if (proxy != NULL) {
		at = strrchr(proxy, '@');	/* a user and a password may come before it */
		finding_add(&checkup->findings, "proxy", FINDING_OK, "%s (%s), except for the hosts of no_proxy",
		    at == NULL ? proxy : at + 1, name);
		return;
	}
	name = environment_get("http_proxy") != NULL ? "http_proxy" : "HTTP_PROXY";
	if (environment_get(name) == NULL)
		return;
	finding_add(&checkup->findings, "proxy", FINDING_WARNING,
	    "%s is not used: awsmfa asks AWS with https, whose proxy is https_proxy",
	    name);
	if (strcmp(name, "http_proxy") == 0)
		remedy_set(checkup, "https_proxy", "$http_proxy");
	else
		remedy_set(checkup, "https_proxy", "$HTTP_PROXY");
}

/* --- STS ---------------------------------------------------------------------------------------- */

static void
check_clock(struct checkup *checkup)
{
	const struct helper_link *link = &checkup->link;
	long off = labs(link->ahead);
	char text[40];

	if (!link->dated) {
		finding_add(&checkup->findings, "clock", FINDING_SKIPPED, "no server sent its time");
		return;
	}
	if (off <= 2) {
		finding_add(&checkup->findings, "clock", FINDING_OK, "as the server's");
		return;
	}
	finding_add(&checkup->findings, "clock",
	    off >= CLOCK_WRONG ? FINDING_PROBLEM : off >= CLOCK_ODD ? FINDING_WARNING : FINDING_OK,
	    "%s %s the server's", duration_say(text, sizeof(text), off), link->ahead > 0 ? "behind" : "ahead of");
	if (off >= CLOCK_ODD)
		finding_remedy(&checkup->findings, "timedatectl set-ntp true");
}

/* AWS's documented example, which is nobody's: enough to see whether the server answers. */
static bool
reaches_without_keys(struct checkup *checkup, struct error *err)
{
	struct keys nobody = KEYS_INIT;
	struct identity identity;
	bool ok;

	memcpy(nobody.credentials.access_key_id, "AKIAIOSFODNN7EXAMPLE", sizeof("AKIAIOSFODNN7EXAMPLE"));
	secret_set(&nobody.credentials.secret_access_key, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
	ok = sts_get_caller_identity(&checkup->link, &nobody, &identity, err) || err->status == STATUS_REFUSED;
	keys_clear(&nobody);
	return ok;
}

/* A host that the user has named is not reached through a proxy that the user does not have. */
static void
remedy_connection(struct checkup *checkup)
{
	const struct endpoint_settings *settings = &checkup->plan.endpoint;

	if (settings->url[ENDPOINT_STS] != NULL)
		finding_remedy(&checkup->findings, "check %s, which names the host",
		    settings->url_from[ENDPOINT_STS]);
	else
		finding_remedy(&checkup->findings,
		    "check the connection, and whether a firewall requires a proxy (https_proxy)");
}

/* What helps against an STS that cannot be reached. An error that has a hint knows better. */
static void
remedy_unreachable(struct checkup *checkup, const struct error *err)
{
	struct findings *findings = &checkup->findings;
	const char *name = "https_proxy";

	(void)find_proxy(&name);
	switch (err->cause) {
	case CAUSE_CERTIFICATE_EXPIRED:
	case CAUSE_CERTIFICATE_NOT_YET_VALID:
		finding_remedy(findings, "timedatectl set-ntp true");
		break;
	case CAUSE_CERTIFICATE_UNTRUSTED:
	case CAUSE_CA_BUNDLE_UNUSABLE:
		if (checkup->plan.endpoint.ca_bundle == NULL)
			remedy_set(checkup, "AWS_CA_BUNDLE",
			    "FILE, the certificates that your company's proxy signs with");
		else
			finding_remedy(findings,
			    "let ca_bundle or AWS_CA_BUNDLE name the certificates that sign for that host");
		break;
	case CAUSE_PROXY_NOT_FOUND:
	case CAUSE_PROXY_UNREACHABLE:
	case CAUSE_PROXY_REFUSED:
	case CAUSE_PROXY_WANTS_PASSWORD:
		remedy_unset(checkup, name);
		break;
	default:
		if (err->hint[0] == '\0')
			remedy_connection(checkup);
	}
}

/* IAM is asked next, if STS knows the keys: the connection is made meanwhile. */
static void
prepare_iam(struct checkup *checkup)
{
	if (checkup->keys.credentials.session_token.len == 0 && helper_link_has_two_hosts(&checkup->link))
		iam_prepare_access_key_created(&checkup->link, &checkup->keys);
}

static void
ask_sts(struct checkup *checkup)
{
	struct findings *findings = &checkup->findings;
	struct error err = { .status = STATUS_DONE };
	struct identity identity;
	bool reached;

	if (checkup->has_keys) {
		prepare_iam(checkup);
		checkup->is_known = sts_get_caller_identity(&checkup->link, &checkup->keys, &identity, &err);
		reached = checkup->is_known || err.status == STATUS_REFUSED;
	} else {
		reached = reaches_without_keys(checkup, &err);
	}
	if (!reached) {
		finding_add_error(findings, "network", FINDING_PROBLEM, &err);
		if (err.status == STATUS_UNREACHABLE)
			remedy_unreachable(checkup, &err);
	} else {
		finding_add(findings, "network", FINDING_OK, "STS answers");
	}
	if (checkup->is_known)
		finding_add(findings, "identity", FINDING_OK, "%s", identity.arn);
	else if (reached && checkup->has_keys)
		finding_add_error(findings, "identity", FINDING_PROBLEM, &err);
	else
		finding_add(findings, "identity", FINDING_SKIPPED,
		    checkup->has_keys ? "STS was not reached" : "there are no keys to ask with");
}

void
check_network(struct checkup *checkup)
{
	check_proxy(checkup);
	if (checkup->has_endpoint) {
		ask_sts(checkup);
	} else {
		finding_add(&checkup->findings, "network", FINDING_SKIPPED, "no endpoint is known");
		finding_add(&checkup->findings, "identity", FINDING_SKIPPED, "no endpoint is known");
	}
	check_clock(checkup);
}

/* --- device ------------------------------------------------------------------------------------- */

static bool
is_among(const char *serial, const struct device *devices, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(devices[i].serial, serial) == 0)
			return true;
	return false;
}

/* Says where the configured serial is to be replaced by one that works: the credentials file would win
 * over a line in the config file. */
static void
remedy_serial(struct checkup *checkup, const struct device_lookup *lookup, const char *better)
{
	static const enum config_key keys[] = { KEY_MFA_SERIAL, KEY_AWS_MFA_DEVICE };
	const struct config *config = &checkup->plan.config;
	const char *serial = checkup->plan.chain.serial, *serial_from = checkup->plan.chain.serial_from;
	const char *by_aws_mfa = environment_get("MFA_DEVICE");
	const struct config_property *where;
	const char *profile, *value;
	char advice[1024];
	size_t position = 0, i;

	if (strcmp(serial_from, "AWS_MFA_SERIAL") == 0) {
		remedy_set(checkup, "AWS_MFA_SERIAL", better);
		return;
	}
	if (by_aws_mfa != NULL && strcmp(by_aws_mfa, serial) == 0) {
		remedy_set(checkup, "MFA_DEVICE", better);
		return;
	}
	device_lookup_advise(advice, sizeof(advice), lookup, better);
	finding_remedy(&checkup->findings, "%s", advice);
	while ((profile = config_next_profile(config, &position)) != NULL)
		for (i = 0; i < 2 * CONFIG_FILES; i++) {
			value = config_get_from(config, (enum config_file)(i / 2), profile, keys[i % 2], &where);
			if (value != NULL && strcmp(value, serial) == 0)
				finding_remedy(&checkup->findings, "write %s = %s in line %d of %s",
				    config_key_name(keys[i % 2]), better, where->line, config->file[i / 2].path);
		}
}

/* A device that the configuration names, against the list of the user's own. */
static void
compare_device(struct checkup *checkup, const struct device_lookup *lookup, const struct device *devices, size_t count,
    size_t all)
{
	const struct chain *chain = &checkup->plan.chain;
	char way[256];

	if (is_among(chain->serial, devices, count)) {
		finding_add(&checkup->findings, "device", FINDING_OK, "%s (%s), one of the user's", chain->serial,
		    chain->serial_from);
		return;
	}
	finding_add(&checkup->findings, "device", FINDING_PROBLEM,
	    "%s (%s) is not a device of the user that gives codes",
	    chain->serial, chain->serial_from);
	if (count > 0)
		remedy_serial(checkup, lookup, devices[0].serial);
	else
		finding_remedy(&checkup->findings, "%s", device_lookup_way(way, sizeof(way), lookup->profile, all > 0));
}

/* No device is configured: IAM is asked each time a shell needs it. */
static void
choose_device(struct checkup *checkup, const struct device_lookup *lookup, const struct device *devices, size_t count,
    size_t all)
{
	struct error err = { .status = STATUS_DONE };
	char advice[1024];

	if (count == 0) {
		device_lookup_none_usable(lookup, all, &err);
		finding_add_error(&checkup->findings, "device", FINDING_PROBLEM, &err);
	} else if (count == 1) {
		finding_add(&checkup->findings, "device", FINDING_OK, "%s (looked up in IAM, no mfa_serial is set)",
		    devices[0].serial);
	} else {
		device_lookup_advise(advice, sizeof(advice), lookup, devices[0].serial);
		finding_add(&checkup->findings, "device", FINDING_WARNING,
		    "no mfa_serial is set and the user has %zu devices: "
		    "awsmfa asks which", count);
		finding_remedy(&checkup->findings, "%s", advice);
	}
}

static void
list_devices(struct checkup *checkup)
{
	const struct chain *chain = &checkup->plan.chain;
	const struct device_lookup lookup = {
		.link = &checkup->link, .keys = &checkup->keys, .profile = chain->from_environment ? "" : chain->source,
		.config_path = checkup->plan.config.file[CONFIG_FILE].path, .no_input = true,
	};
	struct device devices[DEVICES_LIMIT];
	struct error err = { .status = STATUS_DONE };
	size_t all, count;

	if (device_lookup_find_all(&lookup, devices, &all, &err)) {
		count = device_lookup_keep_usable(devices, all);
		if (chain->serial != NULL)
			compare_device(checkup, &lookup, devices, count, all);
		else
			choose_device(checkup, &lookup, devices, count, all);
	} else if (chain->serial == NULL) {
		finding_add_error(&checkup->findings, "device", FINDING_PROBLEM, &err);
	} else {
		finding_add(&checkup->findings, "device", FINDING_WARNING,
		    "%s (%s); awsmfa could not check that it is the user's: %s",
		    chain->serial, chain->serial_from, err.message);
	}
}

void
check_device(struct checkup *checkup)
{
	const struct chain *chain = &checkup->plan.chain;
	struct error err = { .status = STATUS_DONE };

	if (checkup->has_chain && chain->mfa_process != NULL)
		finding_add(&checkup->findings, "device", FINDING_OK,
		    "codes come from the mfa_process of profile '%s', which doctor does not run",
		    chain->mfa_process_from);
	if (!checkup->has_chain)
		finding_add(&checkup->findings, "device", FINDING_SKIPPED, "without a profile there is none");
	else if (chain->foreign != FOREIGN_NONE)
		finding_add(&checkup->findings, "device", FINDING_SKIPPED, "%s needs no code",
		    foreign_name(chain->foreign));
	else if (!chain_check_device(chain, &checkup->plan.config, &err))
		finding_add_error(&checkup->findings, "device", FINDING_PROBLEM, &err);
	else if (checkup->has_keys && checkup->keys.credentials.session_token.len > 0)
		finding_add(&checkup->findings, "device", FINDING_SKIPPED,
		    "the profile begins with a session and needs no code");
	else if (checkup->is_known)
		list_devices(checkup);
	else if (chain->serial != NULL)
		finding_add(&checkup->findings, "device", FINDING_SKIPPED,
		    "%s (%s); awsmfa cannot ask IAM whether it is the user's",
		    chain->serial, chain->serial_from);
	else
		finding_add(&checkup->findings, "device", FINDING_SKIPPED,
		    "none is configured, and awsmfa cannot ask IAM");
}
