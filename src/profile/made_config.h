/* made_config.h - sections of a config file, for programs that read it in place of the user's two
 *
 *	[profile prod]					[profile prod]
 *	role_arn = arn:...:role/prod			region = eu-west-1
 *	source_profile = base			->	s3 =
 *	region = eu-west-1				  max_concurrent_requests = 20
 *	s3 =						credential_process = /usr/bin/awsmfa run-credentials 2
 *	  max_concurrent_requests = 20
 *
 *	made_config_profile(&text, &config, "prod", "/usr/bin/awsmfa run-credentials 2");
 *	made_config_others(&text, &config);		[services NAME] and [sso-session NAME], as they are
 */
#ifndef PROFILE_MADE_CONFIG_H
#define PROFILE_MADE_CONFIG_H

#include "profile/config.h"

/* Appends the section of PROFILE: what both files say, each key once, without access keys. PROCESS replaces all that
 * says how to get credentials; NULL: that stays. */
void	made_config_profile(struct secret *out, const struct config *config, const char *profile, const char *process);

/* Appends the sections of the config file that profiles refer to. They are read again, since CONFIG does not keep
 * them; a file that can be read only once has none. */
void	made_config_others(struct secret *out, const struct config *config);

#endif
