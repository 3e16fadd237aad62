#include "profile/chain.h"

#include <stdio.h>
#include <string.h>

struct walk {
	struct chain		*chain;
	const struct config	*config;
	const struct wishes	*wishes;
	const char		*visited[CHAIN_LIMIT + 1];
	size_t			 visits;
};

static const char *
get(const struct walk *walk, const char *profile, const char *key)
{
	return config_get(walk->config, profile, key);
}

/* Leaves the section's name in the chain. */
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
	return get(walk, profile, "aws_access_key_id") != NULL && get(walk, profile, "aws_secret_access_key") != NULL &&
	    !aws_mfa_holds_session(walk->config, profile);
}

static bool
has_keys(const struct walk *walk, const char *profile)
{
	return has_static_keys(walk, profile) || get(walk, profile, "credential_process") != NULL;
}

/* The role that PROFILE itself asks for; NULL: none. */
static const char *
role_of(const struct walk *walk, const char *profile)
{
	const char *arn = get(walk, profile, "role_arn");

	if (arn == NULL && walk->visits == 1 && has_long_term(walk, profile))
		arn = get(walk, walk->chain->long_term, "assume_role");
	return arn;
}

static void
role_from_profile(struct role *role, const struct walk *walk, const char *profile, const char *arn)
{
	*role = (struct role){
		.profile = profile,
		.arn = arn,
		.session_name = get(walk, profile, "role_session_name"),
		.external_id = get(walk, profile, "external_id"),
		.source_identity = get(walk, profile, "source_identity"),
		.policy = get(walk, profile, "policy"),
		.policy_arns = get(walk, profile, "policy_arns"),
		.session_tags = get(walk, profile, "session_tags"),
		.transitive_tags = get(walk, profile, "transitive_session_tags"),
	};
}

/* What the user gave by option wins over the outermost role's own; an ARN given by option is
 * another role, so nothing that belongs to the profile's role comes with it but the session name. */
static void
apply_wishes(struct role *role, const struct wishes *wishes)
{
	if (wishes->value[WISH_ROLE_ARN] != NULL)
		*role = (struct role){
			.profile = "",
			.arn = wishes->value[WISH_ROLE_ARN],
			.session_name = role->session_name,
		};
	if (wishes->value[WISH_ROLE_SESSION_NAME] != NULL)
		role->session_name = wishes->value[WISH_ROLE_SESSION_NAME];
	if (wishes->value[WISH_EXTERNAL_ID] != NULL)
		role->external_id = wishes->value[WISH_EXTERNAL_ID];
	if (wishes->value[WISH_SOURCE_IDENTITY] != NULL)
		role->source_identity = wishes->value[WISH_SOURCE_IDENTITY];
	if (wishes->value[WISH_POLICY] != NULL)
		role->policy = wishes->value[WISH_POLICY];
	if (wishes->value[WISH_POLICY_ARN] != NULL)
		role->policy_arns = wishes->value[WISH_POLICY_ARN];
}

static bool
add_role(struct walk *walk, const char *profile, const char *arn, struct error *err)
{
	struct chain *chain = walk->chain;

	if (chain->roles == CHAIN_LIMIT) {
		error_set(err, STATUS_LOCAL, "profile '%s': more than %d roles in a chain", walk->visited[0],
		    CHAIN_LIMIT);
		return error_brief(err, "more than %d roles in a chain", CHAIN_LIMIT);
	}
	role_from_profile(&chain->role[chain->roles], walk, profile, arn);
	if (chain->roles == 0)
		apply_wishes(&chain->role[0], walk->wishes);
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
	return error_hint(err, "the last profile of a chain must have keys of its own");
}

/* Whether the AWS CLI gets the keys of PROFILE. With a role_arn of its own, such a profile is that role. */
static bool
ends_foreign(struct walk *walk, const char *profile)
{
	enum foreign_kind kind = foreign_kind_of(walk->config, profile, walk->wishes->value[WISH_LONG_TERM_SUFFIX]);

	if (kind == FOREIGN_NONE || (!foreign_has_role(kind) && get(walk, profile, "role_arn") != NULL))
		return false;
	walk->chain->foreign = kind;
	return true;
}

/* The role that the user names for the profile in question; NULL: none, or it is another profile's turn. */
static const char *
wished_role(const struct walk *walk)
{
	return walk->visits == 1 ? walk->wishes->value[WISH_ROLE_ARN] : NULL;
}

/* A role in the very profile of Identity Center or `aws login`, with which it would have to be assumed. */
static bool
check_role_beside(const struct walk *walk, const char *profile, const char *source, struct error *err)
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
	return error_hint(err, "put role_arn into another profile in %s, with source_profile = %s",
	    walk->config->file[CONFIG_FILE].path, profile);
}

static bool
use_credential_source(struct walk *walk, const char *profile, const char *source, struct error *err)
{
	if (strcmp(source, "Environment") == 0) {
		walk->chain->from_environment = true;
		walk->chain->source = profile;
		return true;
	}
	if (strcmp(source, "Ec2InstanceMetadata") == 0 || strcmp(source, "EcsContainer") == 0)
		return true;		/* and has keys of its own, which come first: see foreign_kind_of */
	error_set(err, STATUS_LOCAL, "profile '%s': credential_source '%s' is unknown", profile, source);
	error_brief(err, "credential_source '%s' is unknown", source);
	return error_hint(err, "there are Environment, Ec2InstanceMetadata and EcsContainer");
}

/* Follows PROFILE's role to the profile it is assumed with. *NEXT is NULL at the chain's end. */
static bool
find_source(struct walk *walk, const char *profile, const char **next, struct error *err)
{
	const char *source = get(walk, profile, "source_profile");
	const char *provider = get(walk, profile, "credential_source");
	size_t i;

	*next = NULL;
	walk->chain->source = profile;
	if (!check_role_beside(walk, profile, source, err))
		return false;
	if (source != NULL && provider != NULL) {
		error_set(err, STATUS_LOCAL, "profile '%s' contains both source_profile and credential_source",
		    profile);
		return error_brief(err, "both source_profile and credential_source");
	}
	if (provider != NULL)
		return use_credential_source(walk, profile, provider, err);
	if (source == NULL) {
		if (has_keys(walk, profile) || walk->wishes->value[WISH_ROLE_ARN] != NULL)
			return true;
		error_set(err, STATUS_LOCAL, "profile '%s' has a role_arn but neither source_profile nor keys",
		    profile);
		error_brief(err, "neither source_profile nor keys");
		return error_hint(err,
		    "source_profile = NAME, under the same section, names the profile with the keys");
	}
	if (strcmp(source, profile) == 0 && has_keys(walk, profile))
		return true;
	if (!config_has_profile(walk->config, source) && !has_long_term(walk, source)) {
		error_set(err, STATUS_LOCAL, "the source_profile '%s' of profile '%s' does not exist", source, profile);
		return error_brief(err, "source_profile '%s' does not exist", source);
	}
	for (i = 0; i < walk->visits; i++)
		if (strcmp(walk->visited[i], source) == 0)
			return report_cycle(walk, source, err);
	*next = source;
	return true;
}

static bool
walk_roles(struct walk *walk, const char *profile, struct error *err)
{
	const char *arn, *next = profile;

	while (next != NULL) {
		profile = next;
		if (walk->visits > CHAIN_LIMIT) {
			error_set(err, STATUS_LOCAL, "profile '%s': more than %d profiles in a chain", walk->visited[0],
			    CHAIN_LIMIT);
			return error_brief(err, "more than %d profiles in a chain", CHAIN_LIMIT);
		}
		walk->visited[walk->visits++] = profile;
		walk->chain->source = profile;
		arn = wished_role(walk);
		if (ends_foreign(walk, profile))
			return arn == NULL || add_role(walk, profile, arn, err);
		if (arn == NULL)
			arn = role_of(walk, profile);
		/* a source with keys of its own uses them, whatever role it names */
		if (arn == NULL || (walk->visits > 1 && has_static_keys(walk, profile)))
			return true;
		if (!add_role(walk, profile, arn, err) || !find_source(walk, profile, &next, err))
			return false;
	}
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

/* The first profile on the way that has KEY; NULL: none. */
static const char *
first_with(const struct walk *walk, const char *key, const char **profile)
{
	const char *value = NULL;
	size_t i;

	for (i = 0; i < walk->visits && value == NULL; i++) {
		*profile = walk->visited[i];
		value = get(walk, *profile, key);
	}
	return value;
}

/* The device, in the order of the manual: option, mfa_serial along the chain, aws_mfa_device. */
static void
find_serial(struct walk *walk)
{
	struct chain *chain = walk->chain;
	const char *profile = "";

	chain->serial = walk->wishes->value[WISH_SERIAL_NUMBER];
	if (chain->serial != NULL) {
		snprintf(chain->serial_from, sizeof(chain->serial_from), "the serial number you gave");
		return;
	}
	chain->serial = first_with(walk, "mfa_serial", &profile);
	snprintf(chain->serial_from, sizeof(chain->serial_from), "mfa_serial of profile '%.100s'", profile);
	if (chain->serial == NULL && chain->long_term[0] != '\0') {
		chain->serial = get(walk, chain->long_term, "aws_mfa_device");
		snprintf(chain->serial_from, sizeof(chain->serial_from), "aws_mfa_device of [%.100s]",
		    chain->long_term);
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
	bool ok;

	chain->roles = 0;		/* not all of it: it is large, and a list of profiles resolves many */
	chain->from_environment = false;
	chain->foreign = FOREIGN_NONE;
	chain->serial = chain->mfa_process = chain->mfa_process_from = chain->duration = NULL;
	chain->long_term[0] = chain->serial_from[0] = '\0';
	ok = walk_roles(&walk, profile, err);
	chain->long_term[0] = '\0';
	if (!ok)
		return false;
	reverse(chain);
	if (!chain->from_environment)
		aws_mfa_section(chain->long_term, config, chain->source, wishes->value[WISH_LONG_TERM_SUFFIX]);
	find_serial(&walk);
	chain->mfa_process = first_with(&walk, "mfa_process", &chain->mfa_process_from);
	chain->duration = get(&walk, profile, "duration_seconds");
	if (wishes->value[WISH_ROLE_ARN] != NULL)
		chain->duration = NULL;		/* it is about the profile's own role */
	if (chain->foreign != FOREIGN_NONE)
		forget_device(chain);
	return true;
}
