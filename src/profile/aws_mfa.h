/* aws_mfa.h - the sections that the Python tool aws-mfa reads and writes
 *
 * aws-mfa keeps the long-term keys of a profile in [NAME-long-term] of the credentials file and writes
 * its session into [NAME]:
 *
 *	if (aws_mfa_section(section, &config, "prod", NULL))
 *		...				section is "prod-long-term"
 *	if (aws_mfa_holds_session(&config, "prod"))
 *		...				never take keys from [prod]
 */
#ifndef PROFILE_AWS_MFA_H
#define PROFILE_AWS_MFA_H

#include "profile/config.h"

#define SECTION_NAME_SIZE 1100

/* The name of aws-mfa's section for PROFILE: "PROFILE-SUFFIX", SUFFIX "long-term" if NULL. False
 * if CONFIG has no such section or the suffix is "none". */
bool	aws_mfa_section(char name[SECTION_NAME_SIZE], const struct config *config, const char *profile,
	    const char *suffix);

/* Whether there is such a section. */
bool	aws_mfa_has_section(const struct config *config, const char *profile, const char *suffix);

/* Whether there is such a profile, also if it has only aws-mfa's section. SUFFIX as above. */
bool	aws_mfa_profile_exists(const struct config *config, const char *profile, const char *suffix);

/* Whether [PROFILE] holds a session that aws-mfa wrote, from which nobody can take keys. */
bool	aws_mfa_holds_session(const struct config *config, const char *profile);

#endif
