/* chain.h - from a profile to the keys it stands on, over all roles between
 *
 *	[profile ops]				[profile base]
 *	role_arn = arn:...:role/ops		(keys in the credentials file)
 *	source_profile = base			mfa_serial = arn:...:mfa/alice
 *
 *	chain_resolve(&chain, &config, "ops", &wishes, err)
 *	chain.source is "base", chain.role[0].arn "arn:...:role/ops", chain.serial the device's
 *
 * The rules are those of the AWS SDKs and Tools reference, "Assume role credential provider": a
 * profile's own role is assumed with its source_profile; a source that has keys of its own uses
 * them even when it has a role_arn too. Beyond them: mfa_serial is found in a source profile as
 * well, a profile with its own long-term keys needs no source_profile, and aws-mfa's
 * [NAME-long-term] sections are read.
 */
#ifndef PROFILE_CHAIN_H
#define PROFILE_CHAIN_H

#include "profile/aws_mfa.h"
#include "profile/foreign.h"
#include "types/wishes.h"

#define CHAIN_LIMIT 16

struct role {
	const char	*profile;		/* where it is configured; "" when an option named it */
	const char	*arn;
	const char	*session_name;		/* NULL: the default, USER@HOST */
	const char	*external_id;		/* this and the following: NULL when not set */
	const char	*source_identity;
	const char	*policy;		/* JSON */
	const char	*policy_arns;		/* separated by commas */
	const char	*session_tags;		/* key=value, separated by commas */
	const char	*transitive_tags;	/* keys, separated by commas */
};

struct chain {
	struct role	 role[CHAIN_LIMIT];	/* in the order they are assumed: outermost last */
	size_t		 roles;
	const char	*source;		/* the profile whose long-term keys begin it */
	enum foreign_kind foreign;		/* of the source: its keys come from the AWS CLI, and need no code */
	bool		 from_environment;	/* credential_source = Environment: those keys instead */
	char		 long_term[SECTION_NAME_SIZE];	/* "SOURCE-long-term"; "" when there is no such section */
	const char	*serial;		/* the MFA device's; NULL: not configured anywhere */
	char		 serial_from[160];	/* what named it */
	const char	*mfa_process;		/* NULL: none */
	const char	*mfa_process_from;	/* the profile that has it */
	const char	*duration;		/* duration_seconds of the outermost profile; NULL: not set */
};

/* Resolves PROFILE, which must exist. The strings belong to CONFIG and WISHES. */
bool	chain_resolve(struct chain *chain, const struct config *config, const char *profile,
	    const struct wishes *wishes, struct error *err) MUST_CHECK;

#endif
