#include "profile/config_key.h"

#include <string.h>

static const struct {
	const char		*name;
	enum config_key_kind	 kind;
} keys[CONFIG_KEYS] = {
	[KEY_ASSUME_ROLE]			= { "assume_role", CONFIG_KEY_WORD },
	[KEY_ASSUMED_ROLE]			= { "assumed_role", CONFIG_KEY_OTHER },
	[KEY_AWS_ACCESS_KEY_ID]			= { "aws_access_key_id", CONFIG_KEY_WORD },
	[KEY_AWS_ACCOUNT_ID]			= { "aws_account_id", CONFIG_KEY_WORD },
	[KEY_AWS_MFA_DEVICE]			= { "aws_mfa_device", CONFIG_KEY_WORD },
	[KEY_AWS_SECRET_ACCESS_KEY]		= { "aws_secret_access_key", CONFIG_KEY_WORD },
	[KEY_AWS_SECURITY_TOKEN]		= { "aws_security_token", CONFIG_KEY_WORD },
	[KEY_AWS_SESSION_TOKEN]			= { "aws_session_token", CONFIG_KEY_WORD },
	[KEY_AWSMFA_COLOR]			= { "awsmfa_color", CONFIG_KEY_WORD },
	[KEY_AWSMFA_SHARE]			= { "awsmfa_share", CONFIG_KEY_WORD },
	[KEY_CA_BUNDLE]				= { "ca_bundle", CONFIG_KEY_WORD },
	[KEY_CREDENTIAL_PROCESS]		= { "credential_process", CONFIG_KEY_COMMAND },
	[KEY_CREDENTIAL_SOURCE]			= { "credential_source", CONFIG_KEY_WORD },
	[KEY_DURATION_SECONDS]			= { "duration_seconds", CONFIG_KEY_WORD },
	[KEY_ENDPOINT_URL]			= { "endpoint_url", CONFIG_KEY_WORD },
	[KEY_EXPIRATION]			= { "expiration", CONFIG_KEY_OTHER },
	[KEY_EXTERNAL_ID]			= { "external_id", CONFIG_KEY_WORD },
	[KEY_IGNORE_CONFIGURED_ENDPOINT_URLS]	= { "ignore_configured_endpoint_urls", CONFIG_KEY_WORD },
	[KEY_INCLUDE_PROFILE]			= { "include_profile", CONFIG_KEY_WORD },
	[KEY_LOGIN_SESSION]			= { "login_session", CONFIG_KEY_WORD },
	[KEY_MAX_ATTEMPTS]			= { "max_attempts", CONFIG_KEY_WORD },
	[KEY_MFA_PROCESS]			= { "mfa_process", CONFIG_KEY_COMMAND },
	[KEY_MFA_SERIAL]			= { "mfa_serial", CONFIG_KEY_WORD },
	[KEY_POLICY]				= { "policy", CONFIG_KEY_TEXT },
	[KEY_POLICY_ARNS]			= { "policy_arns", CONFIG_KEY_WORD },
	[KEY_REGION]				= { "region", CONFIG_KEY_WORD },
	[KEY_ROLE_ARN]				= { "role_arn", CONFIG_KEY_WORD },
	[KEY_ROLE_SESSION_NAME]			= { "role_session_name", CONFIG_KEY_WORD },
	[KEY_SERVICES]				= { "services", CONFIG_KEY_WORD },
	[KEY_SESSION_TAGS]			= { "session_tags", CONFIG_KEY_TEXT },
	[KEY_SOURCE_IDENTITY]			= { "source_identity", CONFIG_KEY_WORD },
	[KEY_SOURCE_PROFILE]			= { "source_profile", CONFIG_KEY_WORD },
	[KEY_SSO_ACCOUNT_ID]			= { "sso_account_id", CONFIG_KEY_WORD },
	[KEY_SSO_REGION]			= { "sso_region", CONFIG_KEY_OTHER },
	[KEY_SSO_ROLE_NAME]			= { "sso_role_name", CONFIG_KEY_OTHER },
	[KEY_SSO_SESSION]			= { "sso_session", CONFIG_KEY_WORD },
	[KEY_SSO_START_URL]			= { "sso_start_url", CONFIG_KEY_WORD },
	[KEY_STS_REGIONAL_ENDPOINTS]		= { "sts_regional_endpoints", CONFIG_KEY_WORD },
	[KEY_TRANSITIVE_SESSION_TAGS]		= { "transitive_session_tags", CONFIG_KEY_TEXT },
	[KEY_USE_DUALSTACK_ENDPOINT]		= { "use_dualstack_endpoint", CONFIG_KEY_WORD },
	[KEY_USE_FIPS_ENDPOINT]			= { "use_fips_endpoint", CONFIG_KEY_WORD },
	[KEY_WEB_IDENTITY_TOKEN_FILE]		= { "web_identity_token_file", CONFIG_KEY_WORD },
};

#define SLOTS 128

static unsigned char slot[SLOTS];		/* finds a key by its name; KEY_OTHER: free */
static size_t length_of[CONFIG_KEYS];		/* of the name of a key that has its slot */

/* The slot of the LENGTH bytes at TEXT, 1 at least, or the free one where they belong. */
static unsigned char *
slot_of(const char *text, size_t length)
{
	const unsigned char *byte = (const unsigned char *)text;
	size_t at = length * 4 + byte[length / 2] * 13u + byte[length - 1] * 15u;

	for (;; at++) {
		at %= SLOTS;
		if (slot[at] == KEY_OTHER ||
		    (length_of[slot[at]] == length && memcmp(keys[slot[at]].name, text, length) == 0))
			break;
	}
	return &slot[at];
}

static void
fill_slots(void)
{
	size_t key;

	for (key = KEY_OTHER + 1; key < CONFIG_KEYS; key++) {
		length_of[key] = strlen(keys[key].name);
		*slot_of(keys[key].name, length_of[key]) = (unsigned char)key;
	}
}

enum config_key
config_key_find(const char *text, size_t length)
{
	static bool filled;

	if (!filled)
		fill_slots();
	filled = true;
	return length == 0 ? KEY_OTHER : (enum config_key)*slot_of(text, length);
}

const char *
config_key_name(enum config_key key)
{
	return keys[key].name;
}

enum config_key_kind
config_key_kind(enum config_key key)
{
	return keys[key].kind;
}
