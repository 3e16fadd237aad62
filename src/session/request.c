#include "session/request.h"
#include "types/region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/role.h"
#include "base/environment.h"
#include "base/notice.h"
#include "profile/file_warnings.h"
#include "session/lifetime.h"
#include "session/share_setting.h"
#include "session/wanted.h"
#include "shell/exports.h"
#include "types/arn.h"
#include "types/device.h"

#define WISH(name) (OPTION_WISHES + WISH_##name)

const struct option_spec session_options[] = {
	{ OPTION_PROFILE, 'p', "profile", "NAME", "the profile to use", NULL },
	{ OPTION_TOKEN_CODE, 't', "token-code", "CODE", "the MFA code; - reads it from stdin", "token mfa-token" },
	{ WISH(SERIAL_NUMBER), 's', "serial-number", "SERIAL", "the MFA device: its ARN or hardware serial", "device" },
	{ WISH(DURATION), 'd', "duration", "TIME", "how long it lives: 900s to 36h, a role to 12h", NULL },
	{ WISH(ROLE_ARN), 'r', "role-arn", "ARN", "the role to assume", "assume-role assume" },
	{ WISH(ROLE_SESSION_NAME), 0, "role-session-name", "NAME", "how the role's session is called in logs", NULL },
	{ WISH(EXTERNAL_ID), 0, "external-id", "ID", "what the role's trust policy may ask for", NULL },
	{ WISH(SOURCE_IDENTITY), 0, "source-identity", "ID", "who it is, kept over all roles", NULL },
	{ WISH(POLICY), 0, "policy", "FILE|JSON", "narrows what the role's session may do", NULL },
	{ WISH(POLICY_ARN), 0, "policy-arn", "ARN[,ARN]", "the same by managed policies", NULL },
	{ WISH(LONG_TERM_SUFFIX), 0, "long-term-suffix", "S", "aws-mfa's sections are called NAME-S", "long-suffix" },
	{ WISH(REGION), 0, "region", "REGION", "the region to use and to export", NULL },
	{ WISH(ENDPOINT_URL), 0, "endpoint-url", "URL", "where STS is", NULL },
	{ WISH(SHARE), 0, "share", NULL, "share the MFA session among terminals", NULL },
	{ OPTION_FORCE | OPTION_COSTLY, 'f', "force", NULL, "get a new session in any case", NULL },
	{ OPTION_MIN, 0, "min", "TIME", "get a new one if less than this is left", NULL },
	{ OPTION_NO_INPUT, 0, "no-input", NULL, "never ask; exit 6 instead", NULL },
	{ OPTION_QUIET, 'q', "quiet", NULL, "say only what went wrong", NULL },
	{ OPTION_VERBOSE, 'v', "verbose", NULL, "say every step", NULL },
	{ OPTION_RETIRED, 0, "setup",
	    "put your keys into ~/.aws/credentials with `aws configure`; awsmfa writes no file", NULL, NULL },
	{ OPTION_RETIRED, 0, "short-term-suffix", "sessions live in the shell, not in a section: see `awsmfa help env`",
	    NULL, "short-suffix" },
	{ OPTION_RETIRED, 0, "log-level", "-v says every step, -q only what went wrong", NULL, NULL },
	{ 0 }
};

/* What the files said that matters to this profile, and whether others can read the keys. */
static void
tell_warnings(const struct request *request)
{
	const struct file_warnings_about about = { request->profile, request->chain.source, request->chain.long_term };

	file_warnings_tell(&request->config, &about);
	file_warnings_tell_modes(&request->config);
}

/* An option that only a role understands is not dropped in silence where there is none. */
static bool
check_role_wishes(const struct request *request, struct error *err)
{
	static const enum wish of_roles[] = {
		WISH_ROLE_SESSION_NAME, WISH_EXTERNAL_ID, WISH_SOURCE_IDENTITY, WISH_POLICY, WISH_POLICY_ARN,
	};
	size_t i;

	if (request->chain.roles > 0)
		return true;
	for (i = 0; i < sizeof(of_roles) / sizeof(of_roles[0]); i++)
		if (request->wishes.value[of_roles[i]] != NULL) {
			error_set(err, STATUS_USAGE, "--%s is for a role, and %s has none", wish_names[of_roles[i]],
			    request_name(request));
			return error_hint(err, "name the role with --role-arn, or role_arn in the profile");
		}
	return true;
}

static bool
check_parts(const struct request *request, struct error *err)
{
	size_t i;

	if (!check_role_wishes(request, err))
		return false;
	for (i = 0; i < request->chain.roles; i++)
		if (!role_check(&request->chain.role[i], err))
			return false;
	return request->chain.serial == NULL || request->any_device ||
	    device_check(request->chain.serial, request->chain.serial_from, err);
}

/* Without a region, the partition is the one that an ARN of the profile names. */
static void
take_partition(struct request *request)
{
	const struct chain *chain = &request->chain;
	struct arn arn;

	if ((chain->roles > 0 && arn_parse(chain->role[0].arn, &arn)) ||
	    (chain->serial != NULL && arn_parse(chain->serial, &arn))) {
		snprintf(request->partition, sizeof(request->partition), "%s", arn.partition);
		request->endpoint.partition = request->partition;
	}
}

bool
request_read_endpoint(struct request *request, struct error *err)
{
	struct endpoint_options options = {
		.region = request->wishes.value[WISH_REGION],
		.url = request->wishes.value[WISH_ENDPOINT_URL],
		.saved = &request->saved,
	};

	saved_read(&request->saved);
	if (!endpoint_settings_read(&request->endpoint, &request->config, request_settings_profile(request), &options,
	    exports_user_region(&request->saved), err))
		return false;
	take_partition(request);
	return true;
}

bool
request_read_chain(struct request *request, struct error *err)
{
	if (!chain_resolve(&request->chain, &request->config, request->profile, &request->wishes, err))
		return false;
	if (request->from_environment)
		request->chain.from_environment = true;
	if (request->chain.serial == NULL) {
		request->chain.serial = environment_get("AWS_MFA_SERIAL");
		snprintf(request->chain.serial_from, sizeof(request->chain.serial_from), "AWS_MFA_SERIAL");
	}
	return true;
}

/* Everything that follows from profile and wishes. */
static bool
resolve(struct request *request, bool duration_by_option, struct error *err)
{
	bool found;

	wishes_write(&request->options, &request->wishes);
	found = wanted_check_profile(request, err) && request_read_chain(request, err);
	if (!request->renewal)		/* also when nothing is found: a file that cannot be read may be why */
		tell_warnings(request);
	return found && check_parts(request, err) && request_read_endpoint(request, err) &&
	    request_read_sharing(request, err) && request_read_duration(request, duration_by_option, err) &&
	    secret_check(&request->options, err);
}

bool
request_read(struct request *request, const struct options *options, struct error *err)
{
	state_read(&request->state);
	if (wanted_profile(options, err) == NULL)	/* a slip in the command before one in a file */
		return false;
	request->token_code = options->value[OPTION_TOKEN_CODE];
	request->force = options->value[OPTION_FORCE] != NULL;
	request->no_input = options->value[OPTION_NO_INPUT] != NULL;
	shell_session_read(&request->held, time(NULL));
	if (!config_load(&request->config, err))
		return false;
	return wanted_read(request, options, err) &&
	    resolve(request, options->value[OPTION_WISHES + WISH_DURATION] != NULL, err) &&
	    request_read_minimum(request, options->value[OPTION_MIN], err);
}

/* Whether the profile has a setting of endpoints that may be wrong; most have none. */
static bool
may_fail_endpoint(const struct config *config, const char *profile)
{
	const char *region = config_get(config, profile, "region");

	return (region != NULL && !region_is_valid(region)) || config_get(config, profile, "services") != NULL ||
	    config_get(config, profile, "sts_regional_endpoints") != NULL ||
	    config_get(config, profile, "max_attempts") != NULL;
}

bool
request_read_named(struct request *request, const char *profile, const char *suffix, struct error *err)
{
	request->profile = profile;
	request->wishes = (struct wishes){ .value = { [WISH_LONG_TERM_SUFFIX] = suffix } };
	request->partition[0] = '\0';
	request->duration = 0;
	wanted_apply_variables(request, true);
	return wanted_check_profile(request, err) && request_read_chain(request, err) && check_parts(request, err) &&
	    (!may_fail_endpoint(&request->config, profile) || request_read_endpoint(request, err)) &&
	    request_read_sharing(request, err) &&
	    request_read_duration(request, false, err);
}

bool
request_read_renewal(struct request *request, struct error *err)
{
	request->renewal = true;
	request->profile = request->held.profile;
	request->from_environment = *request->profile == '\0';
	if (!config_load(&request->config, err))
		return false;
	if (!wishes_parse(&request->wishes, request->held.options)) {
		error_set(err, STATUS_LOCAL, "AWSMFA_OPTIONS of this session is damaged");
		return error_hint(err, "awsmfa use starts a new one");
	}
	return resolve(request, false, err);
}

void
request_clear(struct request *request)
{
	state_clear(&request->state);
	config_clear(&request->config);
	shell_session_clear(&request->held);
	saved_clear(&request->saved);
	wishes_clear(&request->wishes);
	secret_clear(&request->policy);
	secret_clear(&request->options);
}

const char *
request_settings_profile(const struct request *request)
{
	return request->from_environment ? "default" : request->profile;
}

const char *
request_name(const struct request *request)
{
	return request->from_environment ? "the keys in the environment" : request->profile;
}
