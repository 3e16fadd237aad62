#include "profile/foreign.h"

#include <string.h>

#include "profile/aws_mfa.h"

static const struct {
	const char	*name;
	const char	*login;
	bool		 has_role;
} kinds[FOREIGN_KINDS] = {
	[FOREIGN_NONE]		= { "no foreign profile", NULL, false },
	[FOREIGN_LOGIN]		= { "aws login", "aws login", false },
	[FOREIGN_SSO]		= { "Identity Center", "aws sso login", false },
	[FOREIGN_WEB_IDENTITY]	= { "web identity", NULL, true },
	[FOREIGN_INSTANCE]	= { "instance metadata", NULL, true },
	[FOREIGN_CONTAINER]	= { "container metadata", NULL, true },
};

const char *
foreign_name(enum foreign_kind kind)
{
	return kinds[kind].name;
}

bool
foreign_has_role(enum foreign_kind kind)
{
	return kinds[kind].has_role;
}

const char *
foreign_login(enum foreign_kind kind)
{
	return kinds[kind].login;
}

static bool
has(const struct config *config, const char *profile, enum config_key key)
{
	return config_get(config, profile, key) != NULL;
}

/* What credential_source makes of the profile. With a source_profile beside it, it is a mistake. */
static enum foreign_kind
kind_of_metadata(const struct config *config, const char *profile)
{
	const char *source = config_get(config, profile, KEY_CREDENTIAL_SOURCE);

	if (source == NULL || has(config, profile, KEY_SOURCE_PROFILE))
		return FOREIGN_NONE;
	return strcmp(source, "Ec2InstanceMetadata") == 0 ? FOREIGN_INSTANCE :
	    strcmp(source, "EcsContainer") == 0 ? FOREIGN_CONTAINER : FOREIGN_NONE;
}

/* In the order of the AWS CLI. Without a role it passes over credential_source, and asks the metadata last of all. */
static enum foreign_kind
declared_kind(const struct config *config, const char *profile)
{
	enum foreign_kind metadata = kind_of_metadata(config, profile);

	if (has(config, profile, KEY_WEB_IDENTITY_TOKEN_FILE))
		return FOREIGN_WEB_IDENTITY;
	if (metadata != FOREIGN_NONE && has(config, profile, KEY_ROLE_ARN))
		return metadata;
	if (has(config, profile, KEY_SSO_SESSION) || has(config, profile, KEY_SSO_START_URL) ||
	    has(config, profile, KEY_SSO_ACCOUNT_ID))
		return FOREIGN_SSO;
	if (has(config, profile, KEY_LOGIN_SESSION))
		return FOREIGN_LOGIN;
	if (metadata != FOREIGN_NONE &&
	    (has(config, profile, KEY_CREDENTIAL_PROCESS) || has(config, profile, KEY_AWS_ACCESS_KEY_ID)))
		return FOREIGN_NONE;
	return metadata;
}

/* Whether the credentials file has long-term keys of PROFILE, or a half of them. A session that some tool has put
 * there, as yawsso does, hides nothing. */
static bool
has_long_term_keys(const struct config *config, const char *profile)
{
	const char *id = config_get_from(config, CREDENTIALS_FILE, profile, KEY_AWS_ACCESS_KEY_ID, NULL);
	const char *secret = config_get_from(config, CREDENTIALS_FILE, profile, KEY_AWS_SECRET_ACCESS_KEY, NULL);
	const char *token = config_get_from(config, CREDENTIALS_FILE, profile, KEY_AWS_SESSION_TOKEN, NULL);

	return (id != NULL || secret != NULL) && token == NULL &&
	    (id == NULL || strncmp(id, "ASIA", 4) != 0);
}

enum foreign_kind
foreign_kind_of(const struct config *config, const char *profile, const char *suffix)
{
	static const uint64_t keys = CONFIG_KEY_BIT(KEY_WEB_IDENTITY_TOKEN_FILE) |
	    CONFIG_KEY_BIT(KEY_CREDENTIAL_SOURCE) | CONFIG_KEY_BIT(KEY_SSO_SESSION) |
	    CONFIG_KEY_BIT(KEY_SSO_START_URL) | CONFIG_KEY_BIT(KEY_SSO_ACCOUNT_ID) | CONFIG_KEY_BIT(KEY_LOGIN_SESSION);
	enum foreign_kind kind = FOREIGN_NONE;

	if (config_may_have(config, profile, keys))
		kind = declared_kind(config, profile);
	if (kind == FOREIGN_NONE || aws_mfa_has_section(config, profile, suffix) ||
	    has_long_term_keys(config, profile))
		return FOREIGN_NONE;
	return kind;
}

const char *
foreign_login_of(enum foreign_kind kind, const struct config *config, const char *profile)
{
	const char *login = NULL;

	if (kind == FOREIGN_LOGIN)
		login = config_get(config, profile, KEY_LOGIN_SESSION);
	else if (kind == FOREIGN_SSO)
		login = config_get(config, profile, KEY_SSO_SESSION);
	if (login == NULL && kind == FOREIGN_SSO)
		login = config_get(config, profile, KEY_SSO_START_URL);
	return login == NULL ? profile : login;
}
