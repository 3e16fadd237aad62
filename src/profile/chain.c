#include "profile/chain.h"

#include <stdio.h>
#include <string.h>

#include "base/notice.h"
#include "base/visible.h"
#include "profile/blame.h"
#include "profile/include.h"
#include "profile/nearest.h"
#include "types/device.h"

struct walk {
	struct chain		*chain;
	const struct config	*config;
	const struct wishes	*wishes;
	const char		*visited[CHAIN_LIMIT + 1];
	size_t			 visits;
	size_t			 settled;	/* the first so many of them say what the exported session is like */
};

static const char *
get(const struct walk *walk, const char *profile, enum config_key key)
{
	return config_get(walk->config, profile, key);
}

/* Leaves the name of the section in the chain. */
static bool
has_long_term(const struct walk *walk, const char *profile)
{
	return aws_mfa_section(walk->chain->long_term, walk->config, profile,
	    walk->wishes->value[WISH_LONG_TERM_SUFFIX]);
}

static bool
has_static_keys(const struct walk *walk, const char *profile)
{
	if (has_long_term(walk, profile))
		return true;
	return get(walk, profile, KEY_AWS_ACCESS_KEY_ID) != NULL &&
	    get(walk, profile, KEY_AWS_SECRET_ACCESS_KEY) != NULL &&
	    !aws_mfa_holds_session(walk->config, profile);
}

static bool
has_keys(const struct walk *walk, const char *profile)
{
	return has_static_keys(walk, profile) || get(walk, profile, KEY_CREDENTIAL_PROCESS) != NULL;
}

/* The role that PROFILE itself names; NULL: none. */
static const char *
role_of(const struct walk *walk, const char *profile)
{
	const char *arn = get(walk, profile, KEY_ROLE_ARN);

	if (arn == NULL && walk->chain->roles == 0 && has_long_term(walk, profile))
		arn = get(walk, walk->chain->long_term, KEY_ASSUME_ROLE);
	return arn;
}

static bool
add_role(struct walk *walk, const char *profile, const char *arn, struct error *err)
{
	struct chain *chain = walk->chain;

	if (chain->roles == CHAIN_LIMIT) {
		error_set(err, STATUS_LOCAL, "profile '%s': more than %d roles in a chain", walk->visited[0],
		    CHAIN_LIMIT);
		error_brief(err, "more than %d roles in a chain", CHAIN_LIMIT);
		return blame_value(walk->config, arn, err);
	}
	chain_role_read(&chain->role[chain->roles], walk->config, profile, arn);
	if (chain->roles == 0) {
		chain_role_apply(&chain->role[0], walk->wishes);
		walk->settled = walk->visits;
	}
	chain->roles++;
	return true;
}

static bool
report_cycle(const struct walk *walk, const char *again, struct error *err)
{
	char path[512] = "";
	size_t i, used = 0;

	for (i = 0; i < walk->visits && used < sizeof(path); i++)
		used += (size_t)snprintf(path + used, sizeof(path) - used, "%s -> ", walk->visited[i]);
	error_set(err, STATUS_LOCAL, "the source_profile of profile '%s' leads back to itself: %s%s",
	    walk->visited[walk->visits - 1], path, again);
	error_brief(err, "a cycle: %s%s", path, again);
	error_hint(err, "the last profile of a chain must have keys of its own");
	return blame_value(walk->config, again, err);
}

/* Whether the AWS CLI gets the keys of PROFILE. With a role_arn of its own, such a profile is that role. */
static bool
ends_foreign(struct walk *walk, const char *profile)
{
	enum foreign_kind kind = foreign_kind_of(walk->config, profile, walk->wishes->value[WISH_LONG_TERM_SUFFIX]);

	if (kind == FOREIGN_NONE || (!foreign_has_role(kind) && get(walk, profile, KEY_ROLE_ARN) != NULL))
		return false;
	walk->chain->foreign = kind;
	return true;
}

/* A role in the very profile of Identity Center or `aws login`, with which it would have to be assumed. */
static bool
check_role_beside(const struct walk *walk, const char *profile, const char *arn, const char *source,
    struct error *err)
{
	enum foreign_kind kind;

	if (source != NULL && strcmp(source, profile) != 0)
		return true;
	kind = foreign_kind_of(walk->config, profile, walk->wishes->value[WISH_LONG_TERM_SUFFIX]);
	if (kind == FOREIGN_NONE)
		return true;
	error_set(err, STATUS_LOCAL,
	    "profile '%s' has a role_arn beside its %s, and the AWS CLI has no way to get both", profile,
	    foreign_name(kind));
	error_brief(err, "role_arn beside %s", foreign_name(kind));
	error_hint(err, "put role_arn into another profile in %s, with source_profile = %s",
	    walk->config->file[CONFIG_FILE].path, profile);
	return blame_value(walk->config, arn, err);
}

static bool
use_credential_source(struct walk *walk, const char *profile, const char *source, struct error *err)
{
	char shown[VISIBLE_SIZE];

	if (strcmp(source, "Environment") == 0) {
		walk->chain->from_environment = true;
		walk->chain->source = profile;
		return true;
	}
	if (strcmp(source, "Ec2InstanceMetadata") == 0 || strcmp(source, "EcsContainer") == 0)
		return true;		/* and has keys of its own, which come first: see foreign_kind_of */
	error_set(err, STATUS_LOCAL, "profile '%s': credential_source '%s' is unknown", profile,
	    visible_text(shown, sizeof(shown), source));
	error_brief(err, "credential_source '%s' is unknown", source);
	error_hint(err, "awsmfa knows Environment, Ec2InstanceMetadata and EcsContainer");
	return blame_value(walk->config, source, err);
}

/* Whether SOURCE, the source_profile of PROFILE, can be the next on the way. */
static bool
check_source(const struct walk *walk, const char *profile, const char *source, struct error *err)
{
	char shown[VISIBLE_SIZE];
	size_t i;

	if (!aws_mfa_profile_exists(walk->config, source, walk->wishes->value[WISH_LONG_TERM_SUFFIX])) {
		error_set(err, STATUS_LOCAL, "the source_profile '%s' of profile '%s' does not exist",
		    visible_text(shown, sizeof(shown), source), profile);
		error_brief(err, "source_profile '%s' does not exist", source);
		nearest_hint(walk->config, source, err);
		return blame_value(walk->config, source, err);
	}
	for (i = 0; i < walk->visits; i++)
		if (strcmp(walk->visited[i], source) == 0)
			return report_cycle(walk, source, err);
	return true;
}

static bool
no_source(const char *profile, struct error *err)
{
	error_set(err, STATUS_LOCAL, "profile '%s' has a role_arn but neither source_profile nor keys", profile);
	error_brief(err, "neither source_profile nor keys");
	return error_hint(err, "add source_profile = NAME to the same section, to name the profile with the keys");
}

/* Finds the profile whose session or keys assume ARN, the role of PROFILE. *NEXT is NULL at the end of the chain. */
static bool
find_source(struct walk *walk, const char *profile, const char *arn, const char **next, struct error *err)
{
	const char *source = get(walk, profile, KEY_SOURCE_PROFILE);
	const char *provider = get(walk, profile, KEY_CREDENTIAL_SOURCE);

	*next = NULL;
	if (!check_role_beside(walk, profile, arn, source, err))
		return false;
	if (source != NULL && provider != NULL) {
		error_set(err, STATUS_LOCAL, "profile '%s' contains both source_profile and credential_source",
		    profile);
		error_brief(err, "both source_profile and credential_source");
		return blame_value(walk->config, provider, err);
	}
	if (provider != NULL)
		return use_credential_source(walk, profile, provider, err);
	if (source == NULL) {
		if (has_keys(walk, profile) || walk->wishes->value[WISH_ROLE_ARN] != NULL)
			return true;
		no_source(profile, err);
		return blame_value(walk->config, arn, err);
	}
	if (strcmp(source, profile) == 0 && has_keys(walk, profile))
		return true;
	*next = source;
	return check_source(walk, profile, source, err);
}

/* PROFILE has no role. If it has no keys either, it uses the session of its source_profile, as in aws-vault. *NEXT
 * is NULL if it has no source; one that names itself, as an included line can make it do, has none. */
static bool
pass_through(struct walk *walk, const char *profile, const char **next, struct error *err)
{
	const char *source = get(walk, profile, KEY_SOURCE_PROFILE);

	*next = NULL;
	if (source == NULL || strcmp(source, profile) == 0 || has_keys(walk, profile))
		return true;
	if (walk->chain->passed == NULL) {
		walk->chain->passed = profile;
		walk->chain->passed_to = source;
	}
	*next = source;
	return check_source(walk, profile, source, err);
}

/* Adds PROFILE to the chain. *NEXT receives its source; NULL: the chain begins with its own keys. */
static bool
visit(struct walk *walk, const char *profile, const char **next, struct error *err)
{
	const char *wished = NULL, *arn;

	if (walk->visits > CHAIN_LIMIT) {
		error_set(err, STATUS_LOCAL, "profile '%s': more than %d profiles in a chain", walk->visited[0],
		    CHAIN_LIMIT);
		error_brief(err, "more than %d profiles in a chain", CHAIN_LIMIT);
		return blame_value(walk->config, profile, err);
	}
	profile = config_name(walk->config, profile);
	walk->visited[walk->visits++] = profile;
	walk->chain->source = profile;
	*next = NULL;
	if (walk->config->includes && !include_check(walk->config, profile, err))
		return false;
	if (walk->visits == 1)
		wished = walk->wishes->value[WISH_ROLE_ARN];
	if (ends_foreign(walk, profile))
		return include_check_foreign(walk->config, profile, err) &&
		    (wished == NULL || add_role(walk, profile, wished, err));
	arn = wished == NULL ? role_of(walk, profile) : wished;
	if (arn == NULL)
		return pass_through(walk, profile, next, err);
	/* a role's source that has keys of its own uses them, whatever role it names */
	if (walk->chain->roles > 0 && has_static_keys(walk, profile))
		return true;
	return add_role(walk, profile, arn, err) && find_source(walk, profile, arn, next, err);
}

static bool
walk_roles(struct walk *walk, const char *profile, struct error *err)
{
	while (profile != NULL)
		if (!visit(walk, profile, &profile, err))
			return false;
	if (walk->chain->roles == 0)
		walk->settled = walk->visits;
	return true;
}

static void
reverse(struct chain *chain)
{
	struct role role;
	size_t i;

	for (i = 0; i < chain->roles / 2; i++) {
		role = chain->role[i];
		chain->role[i] = chain->role[chain->roles - 1 - i];
		chain->role[chain->roles - 1 - i] = role;
	}
}

/* KEY of the first profile that has it, among the first COUNT on the way; NULL: none has. */
static const char *
first_with(const struct walk *walk, size_t count, enum config_key key, const char **profile)
{
	const char *value = NULL;
	size_t i;

	for (i = 0; i < count && value == NULL; i++) {
		*profile = walk->visited[i];
		value = get(walk, *profile, key);
	}
	return value;
}

/* Names what the device is from: BEFORE NAME AFTER. Not snprintf, which is slow: a list asks once for each profile. */
static void
tell_serial_from(struct chain *chain, const char *before, const char *name, const char *after)
{
	const size_t first = strlen(before), second = strnlen(name, 100);

	memcpy(chain->serial_from, before, first);
	memcpy(chain->serial_from + first, name, second);
	memcpy(chain->serial_from + first + second, after, strlen(after) + 1);
}

/* The device, in the order of the manual: option, mfa_serial along the chain, aws_mfa_device. */
static void
find_serial(struct walk *walk)
{
	struct chain *chain = walk->chain;
	const char *profile = "";

	chain->serial = walk->wishes->value[WISH_SERIAL_NUMBER];
	if (chain->serial != NULL) {
		tell_serial_from(chain, "the serial number you gave", "", "");
		return;
	}
	chain->serial = first_with(walk, walk->visits, KEY_MFA_SERIAL, &profile);
	tell_serial_from(chain, "mfa_serial of profile '", profile, "'");
	if (chain->serial == NULL && chain->long_term[0] != '\0') {
		chain->serial = get(walk, chain->long_term, KEY_AWS_MFA_DEVICE);
		tell_serial_from(chain, "aws_mfa_device of [", chain->long_term, "]");
	}
}

/* What only long-term keys have a use for: nothing of it is sent, and no code is needed. */
static void
forget_device(struct chain *chain)
{
	chain->serial = chain->mfa_process = chain->mfa_process_from = NULL;
	if (chain->roles == 0)		/* it is about what the AWS CLI gives */
		chain->duration = NULL;
}

bool
chain_resolve(struct chain *chain, const struct config *config, const char *profile, const struct wishes *wishes,
    struct error *err)
{
	struct walk walk = { .chain = chain, .config = config, .wishes = wishes };
	const char *ignored;
	bool ok;

	chain->roles = 0;		/* the rest stays: it is large, and a list resolves many profiles */
	chain->from_environment = false;
	chain->foreign = FOREIGN_NONE;
	chain->serial = chain->mfa_process = chain->mfa_process_from = chain->duration = NULL;
	chain->passed = chain->passed_to = NULL;
	chain->long_term[0] = chain->serial_from[0] = '\0';
	ok = walk_roles(&walk, profile, err);
	chain->long_term[0] = '\0';
	if (!ok)
		return false;
	reverse(chain);
	if (!chain->from_environment)
		aws_mfa_section(chain->long_term, config, chain->source, wishes->value[WISH_LONG_TERM_SUFFIX]);
	find_serial(&walk);
	chain->mfa_process = first_with(&walk, walk.visits, KEY_MFA_PROCESS, &chain->mfa_process_from);
	if (wishes->value[WISH_ROLE_ARN] == NULL)	/* else it is another role's */
		chain->duration = first_with(&walk, walk.settled, KEY_DURATION_SECONDS, &ignored);
	if (chain->foreign != FOREIGN_NONE)
		forget_device(chain);
	return true;
}

void
chain_tell(const struct chain *chain)
{
	if (chain->passed != NULL)
		notice_step("profile %s has no role: the session is that of its source_profile, %s", chain->passed,
		    chain->passed_to);
}

bool
chain_check_device(const struct chain *chain, const struct config *config, struct error *err)
{
	return chain->serial == NULL || device_check(chain->serial, chain->serial_from, err) ||
	    blame_value(config, chain->serial, err);
}
