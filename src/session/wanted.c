#include "session/wanted.h"

#include <string.h>

#include "base/environment.h"
#include "base/io.h"
#include "base/notice.h"
#include "base/suggestion.h"
#include "profile/keys.h"

#define POLICY_LIMIT 8192

/* --- profile ------------------------------------------------------------------------------------ */

const char *
wanted_profile(const struct options *options, struct error *err)
{
	const char *option = options->value[OPTION_PROFILE];

	if (options->count > 1 || (options->count == 1 && option != NULL)) {
		error_set(err, STATUS_USAGE, "one profile, please: '%s' is too many",
		    options->arguments[options->count - 1]);
		return NULL;
	}
	if (option == NULL && options->count == 1)
		option = options->arguments[0];
	if (option != NULL && *option == '\0') {
		error_set(err, STATUS_USAGE, "the name of the profile is empty");
		return NULL;
	}
	return option == NULL ? "" : option;
}

static void
warn_two_profiles(void)
{
	const char *one = environment_get("AWS_PROFILE"), *other = environment_get("AWS_DEFAULT_PROFILE");

	if (one != NULL && other != NULL && strcmp(one, other) != 0)
		notice_warn("AWS_PROFILE is '%s' and AWS_DEFAULT_PROFILE is '%s'; AWS_PROFILE counts", one, other);
}

static void
take_profile(struct request *request, const char *profile, const char *from)
{
	request->profile = profile;
	request->profile_from = from;
	request->from_environment = *profile == '\0';
}

/* Option, AWS_PROFILE, AWS_DEFAULT_PROFILE, the held session's, `default`. False when none of the first
 * four names it. */
static bool
choose_profile(struct request *request, const char *option)
{
	const char *one = environment_get("AWS_PROFILE"), *other = environment_get("AWS_DEFAULT_PROFILE");

	if (*option == '\0' && !request->silent)
		warn_two_profiles();
	if (*option != '\0')
		take_profile(request, option, "the command");
	else if (one != NULL)
		take_profile(request, one, "AWS_PROFILE");
	else if (other != NULL)
		take_profile(request, other, "AWS_DEFAULT_PROFILE");
	else if (shell_session_is_ours(&request->held))
		take_profile(request, request->held.profile, "the session of this terminal");
	else
		take_profile(request, keys_are_in_environment() ? "" : "default", NULL);
	return request->profile_from != NULL;
}

static bool
profile_missing(const struct request *request, struct error *err)
{
	const struct config *config = &request->config;
	struct suggestion nearest;
	const char *name;
	size_t position = 0;

	error_set(err, STATUS_LOCAL, "profile '%s' is neither in %s nor in %s", request->profile,
	    config->file[CONFIG_FILE].path, config->file[CREDENTIALS_FILE].path);
	if (config_lacks_prefix(config, request->profile))
		return error_hint(err, "in %s the section must be called [profile %s]", config->file[CONFIG_FILE].path,
		    request->profile);
	suggestion_begin(&nearest, request->profile);
	while ((name = config_next_profile(config, &position)) != NULL)
		suggestion_offer(&nearest, name);
	if (nearest.best != NULL)
		return error_hint(err, "did you mean '%s'?", nearest.best);
	if (strcmp(request->profile, "default") == 0)
		return error_hint(err, "put the access key of your IAM user under [default] with `aws configure`");
	return false;
}

bool
wanted_check_profile(const struct request *request, struct error *err)
{
	return request->from_environment ||
	    aws_mfa_profile_exists(&request->config, request->profile, request->wishes.value[WISH_LONG_TERM_SUFFIX]) ||
	    profile_missing(request, err);
}

/* --- wishes ------------------------------------------------------------------------------------- */

/* The policy travels as text: a path may mean something else, or nothing, at the next renewal. */
static bool
read_policy(struct request *request, struct error *err)
{
	const char *policy = request->wishes.value[WISH_POLICY];
	struct stat info;

	if (policy == NULL || *policy == '{')
		return true;
	if (!io_read_file(policy, POLICY_LIMIT, &request->policy, &info, err))
		return error_prefix(err, "--policy");
	request->wishes.value[WISH_POLICY] = secret_text(&request->policy);
	return true;
}

void
wanted_apply_variables(struct request *request, bool named)
{
	static const struct { const char *name; enum wish wish; } variable[] = {
		{ "MFA_DEVICE", WISH_SERIAL_NUMBER },
		{ "MFA_STS_DURATION", WISH_DURATION },
		{ "MFA_ASSUME_ROLE", WISH_ROLE_ARN },
	};
	char section[SECTION_NAME_SIZE];
	struct wishes *wishes = &request->wishes;
	size_t i;

	if (named && !aws_mfa_section(section, &request->config, request->profile,
	    wishes->value[WISH_LONG_TERM_SUFFIX]))
		return;
	for (i = 0; i < sizeof(variable) / sizeof(variable[0]); i++)
		if (wishes->value[variable[i].wish] == NULL)
			wishes->value[variable[i].wish] = environment_get(variable[i].name);
}

/* Naming a profile or any wish starts from a clean list; a bare command keeps the held one, if it is
 * about the same profile. */
static bool
read_wishes(struct request *request, const struct options *options, bool by_option, bool named, struct error *err)
{
	struct wishes *wishes = &request->wishes;
	size_t wish;

	for (wish = 0; wish < WISHES; wish++) {
		wishes->value[wish] = options->value[OPTION_WISHES + wish];
		if (wish == WISH_SHARE && wishes->value[wish] != NULL)	/* a flag */
			wishes->value[wish] = "1";
		if (wishes->value[wish] != NULL && *wishes->value[wish] == '\0')
			return error_set(err, STATUS_USAGE, "the value of '--%s' is empty", wish_names[wish]);
	}
	if (!read_policy(request, err))
		return false;
	if (!by_option && !wishes_any(wishes) && shell_session_is_ours(&request->held) &&
	    strcmp(request->held.profile, request->profile) == 0) {
		if (wishes_parse(wishes, request->held.options))
			return true;
		if (!request->silent)
			notice_warn("AWSMFA_OPTIONS of this session is damaged and is not used");
	}
	wanted_apply_variables(request, named);
	return true;
}

bool
wanted_read(struct request *request, const struct options *options, struct error *err)
{
	const char *option = wanted_profile(options, err);
	bool named;

	if (option == NULL)
		return false;
	named = choose_profile(request, option);
	notice_step("profile %s, from %s", request_name(request),
	    named ? request->profile_from : "the order of the manual");
	return read_wishes(request, options, *option != '\0', named, err);
}
