/* foreign.h - profiles whose keys are not in the files: the user's own AWS CLI gets them (aws_cli.h)
 *
 *	[profile dev]				[profile ops]
 *	sso_session = corp			role_arn = arn:aws:iam::123456789012:role/ops
 *	sso_account_id = 123456789012		source_profile = dev
 *
 *	foreign_kind_of(&config, "dev", NULL)		FOREIGN_SSO
 *	foreign_kind_of(&config, "ops", NULL)		FOREIGN_NONE: it is a role, on a foreign profile
 *
 * Nothing is run here.
 */
#ifndef PROFILE_FOREIGN_H
#define PROFILE_FOREIGN_H

#include "profile/config.h"

enum foreign_kind {
	FOREIGN_NONE,
	FOREIGN_LOGIN,		/* login_session: `aws login` */
	FOREIGN_SSO,		/* sso_session, sso_start_url, sso_account_id: IAM Identity Center */
	FOREIGN_WEB_IDENTITY,	/* web_identity_token_file */
	FOREIGN_INSTANCE,	/* credential_source = Ec2InstanceMetadata */
	FOREIGN_CONTAINER,	/* credential_source = EcsContainer */
	FOREIGN_KINDS
};

/* What PROFILE itself is, whatever role it has. Keys in its aws-mfa section and long-term keys in the
 * credentials file come first, as the manual says (CREDENTIALS); credential_process and keys in the config
 * file come after it. SUFFIX as for aws_mfa_section. */
enum foreign_kind foreign_kind_of(const struct config *config, const char *profile, const char *suffix);

/* The name of a kind in messages: "Identity Center". */
const char *foreign_name(enum foreign_kind kind);

/* Whether the AWS CLI assumes the role_arn of such a profile, so that what it gives is of that role. */
bool	foreign_has_role(enum foreign_kind kind);

/* The command that logs the user in, without its profile: "aws sso login"; NULL: there is no such command. */
const char *foreign_login(enum foreign_kind kind);

/* What sessions of PROFILE, which is of KIND, stand and fall with: the AWS CLI keeps one login for all profiles
 * that name the same. */
const char *foreign_login_of(enum foreign_kind kind, const struct config *config, const char *profile);

#endif
