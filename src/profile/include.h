/* include.h - include_profile, the key of aws-vault that fills the gaps of one profile from another
 *
 *	[profile common]		[profile ops]
 *	region = eu-west-1		include_profile = common
 *	mfa_serial = arn:...		role_arn = arn:...:role/ops
 *
 * config_get follows it for every key but the access keys. Here is what can be wrong with it. Unlike
 * aws-vault, awsmfa fills no gap from [default] unless include_profile says so: no AWS tool does.
 */
#ifndef PROFILE_INCLUDE_H
#define PROFILE_INCLUDE_H

#include "profile/config.h"

/* Whether what PROFILE includes ends somewhere. A circle is STATUS_LOCAL, with the way around. */
bool	include_check(const struct config *config, const char *profile, struct error *err) MUST_CHECK;

/* The AWS CLI does not know include_profile: whether all that it needs of PROFILE, whose keys it gets, is in PROFILE
 * itself. Else STATUS_LOCAL, with the line that is somewhere else. */
bool	include_check_foreign(const struct config *config, const char *profile, struct error *err) MUST_CHECK;

/* Adds a warning for each include_profile that names no profile. */
void	include_warn(struct config *config);

#endif
