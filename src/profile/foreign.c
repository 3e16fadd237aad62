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
has(const struct config *config, const char *profile, const char *key)
{
	return config_get(config, profile, key) != NULL;
}

/* What credential_source makes of the profile. With a source_profile beside it, it is a mistake. */
static enum foreign_kind
kind_of_metadata(const struct config *config, const char *profile)
{
	const char *source = config_get(config, profile, "credential_source");

	if (source == NULL || has(config, profile, "source_profile"))
		return FOREIGN_NONE;
	return strcmp(source, "Ec2InstanceMetadata") == 0 ? FOREIGN_INSTANCE :
	    strcmp(source, "EcsContainer") == 0 ? FOREIGN_CONTAINER : FOREIGN_NONE;
}

/* In the order of the AWS CLI. Without a role it passes over credential_source, and asks the metadata last of all. */
static enum foreign_kind
declared_kind(const struct config *config, const char *profile)
{
	enum foreign_kind metadata = kind_of_metadata(config, profile);

	if (has(config, profile, "web_identity_token_file"))
		return FOREIGN_WEB_IDENTITY;
	if (metadata != FOREIGN_NONE && has(config, profile, "role_arn"))
		return metadata;
	if (has(config, profile, "sso_session") || has(config, profile, "sso_start_url") ||
	    has(config, profile, "sso_account_id"))
		return FOREIGN_SSO;
	if (has(config, profile, "login_session"))
		return FOREIGN_LOGIN;
	if (metadata != FOREIGN_NONE &&
	    (has(config, profile, "credential_process") || has(config, profile, "aws_access_key_id")))
		return FOREIGN_NONE;
	return metadata;
}

/* Whether the credentials file has long-term keys of PROFILE, or a half of them. A session that some tool has put
 * there, as yawsso does, hides nothing. */
static bool
has_long_term_keys(const struct config *config, const char *profile)
{
	const char *id = config_get_from(config, CREDENTIALS_FILE, profile, "aws_access_key_id", NULL);
	const char *secret = config_get_from(config, CREDENTIALS_FILE, profile, "aws_secret_access_key", NULL);
	const char *token = config_get_from(config, CREDENTIALS_FILE, profile, "aws_session_token", NULL);

	return (id != NULL || secret != NULL) && token == NULL &&
	    (id == NULL || strncmp(id, "ASIA", 4) != 0);
}

enum foreign_kind
foreign_kind_of(const struct config *config, const char *profile, const char *suffix)
{
	static const char *const keys[] = {
		"web_identity_token_file", "credential_source", "sso_session", "sso_start_url", "sso_account_id",
		"login_session", NULL
	};
	char section[SECTION_NAME_SIZE];
	enum foreign_kind kind = FOREIGN_NONE;

	if (config_may_have(config, profile, keys))
		kind = declared_kind(config, profile);
	if (kind == FOREIGN_NONE || aws_mfa_section(section, config, profile, suffix) ||
	    has_long_term_keys(config, profile))
		return FOREIGN_NONE;
	return kind;
}

const char *
foreign_login_of(enum foreign_kind kind, const struct config *config, const char *profile)
{
	const char *login = NULL;

	if (kind == FOREIGN_LOGIN)
		login = config_get(config, profile, "login_session");
	else if (kind == FOREIGN_SSO)
		login = config_get(config, profile, "sso_session");
	if (login == NULL && kind == FOREIGN_SSO)
		login = config_get(config, profile, "sso_start_url");
	return login == NULL ? profile : login;
}
