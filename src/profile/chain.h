/* chain.h - the way from a profile over its roles to the keys with which it begins
 *
 *	[profile ops]				[profile base]
 *	role_arn = arn:...:role/ops		(keys in the credentials file)
 *	source_profile = base			mfa_serial = arn:...:mfa/alice
 *
 *	chain_resolve(&chain, &config, "ops", &wishes, err)
 *	chain.source is "base", chain.role[0].arn "arn:...:role/ops", chain.serial the device's
 *
 * The rules are those of the AWS SDKs and Tools reference, "Assume role credential provider": a
 * profile's source_profile assumes its role; a source that has keys of its own uses them even if it
 * has a role_arn too. Besides, awsmfa finds mfa_serial in a source profile, a profile with its own
 * long-term keys needs no source_profile, one with a source_profile and no role uses the session of
 * its source (as in aws-vault), and awsmfa reads aws-mfa's [NAME-long-term] sections.
 */
#ifndef PROFILE_CHAIN_H
#define PROFILE_CHAIN_H

#include "profile/aws_mfa.h"
#include "profile/chain_role.h"
#include "profile/foreign.h"

#define CHAIN_LIMIT 16

struct chain {
	struct role	 role[CHAIN_LIMIT];	/* in the order awsmfa assumes them: outermost last */
	size_t		 roles;
	const char	*source;		/* the profile whose long-term keys begin it */
	enum foreign_kind foreign;		/* of the source: its keys come from the AWS CLI, and need no code */
	bool		 from_environment;	/* credential_source = Environment: those keys instead */
	char		 long_term[SECTION_NAME_SIZE];	/* "SOURCE-long-term"; "" if there is no such section */
	const char	*serial;		/* the MFA device's; NULL: not configured anywhere */
	char		 serial_from[160];	/* what named it */
	const char	*mfa_process;		/* NULL: none */
	const char	*mfa_process_from;	/* the profile that has it */
	const char	*duration;		/* duration_seconds of the outermost profile; NULL: not set */
	const char	*passed;		/* a profile that uses the session of its source; NULL: none */
	const char	*passed_to;		/* its source_profile */
};

/* Resolves PROFILE, which must exist. The strings belong to CONFIG and WISHES. */
bool	chain_resolve(struct chain *chain, const struct config *config, const char *profile,
	    const struct wishes *wishes, struct error *err) MUST_CHECK;

/* Says, with -v, that the session is that of a source_profile, if it is. */
void	chain_tell(const struct chain *chain);

/* Whether the device can be one (device_check in types/device.h), or there is none. The error names its line. */
bool	chain_check_device(const struct chain *chain, const struct config *config, struct error *err) MUST_CHECK;

#endif
