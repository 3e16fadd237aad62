#include "profile/aws_mfa.h"

#include <string.h>
#include <strings.h>

static bool
is_none(const char *suffix)
{
	return suffix != NULL && strcasecmp(suffix, "none") == 0;
}

bool
aws_mfa_section(char name[SECTION_NAME_SIZE], const struct config *config, const char *profile, const char *suffix)
{
	size_t length = strlen(profile), more;

	name[0] = '\0';
	if (is_none(suffix))
		return false;
	if (suffix == NULL)
		suffix = "long-term";
	more = strlen(suffix);
	if (length >= SECTION_NAME_SIZE || more >= SECTION_NAME_SIZE - length - 1)
		return false;
	memcpy(name, profile, length);		/* not snprintf, which is slow: a list asks once for each profile */
	name[length] = '-';
	memcpy(name + length + 1, suffix, more + 1);
	if (config_has_profile(config, name))
		return true;
	name[0] = '\0';
	return false;
}

bool
aws_mfa_has_section(const struct config *config, const char *profile, const char *suffix)
{
	char name[SECTION_NAME_SIZE];

	return aws_mfa_section(name, config, profile, suffix);
}

bool
aws_mfa_profile_exists(const struct config *config, const char *profile, const char *suffix)
{
	return config_has_profile(config, profile) || aws_mfa_has_section(config, profile, suffix);
}

bool
aws_mfa_holds_session(const struct config *config, const char *profile)
{
	return (config_get_from(config, CREDENTIALS_FILE, profile, KEY_AWS_SESSION_TOKEN, NULL) != NULL ||
	    config_get_from(config, CREDENTIALS_FILE, profile, KEY_AWS_SECURITY_TOKEN, NULL) != NULL) &&
	    (config_get_from(config, CREDENTIALS_FILE, profile, KEY_EXPIRATION, NULL) != NULL ||
	    config_get_from(config, CREDENTIALS_FILE, profile, KEY_ASSUMED_ROLE, NULL) != NULL);
}
