/* config_key.h - the keys of a profile that awsmfa asks for, each with a number
 *
 *	config_key_find("mfa_serial", 10)		KEY_MFA_SERIAL
 *	config_get(&config, "prod", KEY_MFA_SERIAL)
 *
 * A file is read once, and its keys are asked for again and again, in a list for each of thousands of profiles:
 * whoever asks compares numbers, and a section tells with one bit for each key whether it has it.
 */
#ifndef PROFILE_CONFIG_KEY_H
#define PROFILE_CONFIG_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum config_key {
	KEY_OTHER,			/* any that awsmfa has no use for */
	KEY_ASSUME_ROLE,
	KEY_ASSUMED_ROLE,
	KEY_AWS_ACCESS_KEY_ID,
	KEY_AWS_ACCOUNT_ID,
	KEY_AWS_MFA_DEVICE,
	KEY_AWS_SECRET_ACCESS_KEY,
	KEY_AWS_SECURITY_TOKEN,
	KEY_AWS_SESSION_TOKEN,
	KEY_AWSMFA_COLOR,
	KEY_AWSMFA_SHARE,
	KEY_CA_BUNDLE,
	KEY_CREDENTIAL_PROCESS,
	KEY_CREDENTIAL_SOURCE,
	KEY_DURATION_SECONDS,
	KEY_ENDPOINT_URL,
	KEY_EXPIRATION,
	KEY_EXTERNAL_ID,
	KEY_IGNORE_CONFIGURED_ENDPOINT_URLS,
	KEY_INCLUDE_PROFILE,
	KEY_LOGIN_SESSION,
	KEY_MAX_ATTEMPTS,
	KEY_MFA_PROCESS,
	KEY_MFA_SERIAL,
	KEY_POLICY,
	KEY_POLICY_ARNS,
	KEY_REGION,
	KEY_ROLE_ARN,
	KEY_ROLE_SESSION_NAME,
	KEY_SERVICES,
	KEY_SESSION_TAGS,
	KEY_SOURCE_IDENTITY,
	KEY_SOURCE_PROFILE,
	KEY_SSO_ACCOUNT_ID,
	KEY_SSO_REGION,
	KEY_SSO_ROLE_NAME,
	KEY_SSO_SESSION,
	KEY_SSO_START_URL,
	KEY_STS_REGIONAL_ENDPOINTS,
	KEY_TRANSITIVE_SESSION_TAGS,
	KEY_USE_DUALSTACK_ENDPOINT,
	KEY_USE_FIPS_ENDPOINT,
	KEY_WEB_IDENTITY_TOKEN_FILE,
	CONFIG_KEYS
};

enum config_key_kind {
	CONFIG_KEY_OTHER,		/* nothing is said about how it is written */
	CONFIG_KEY_WORD,		/* quotes around its value cannot be meant */
	CONFIG_KEY_TEXT,
	CONFIG_KEY_COMMAND		/* for a shell: rule 8 of config_grammar.c */
};

_Static_assert(CONFIG_KEYS <= 64, "a section has one bit for each key");

/* The bit of KEY in the keys of a section (struct config_section). */
#define CONFIG_KEY_BIT(key) ((uint64_t)1 << (key))

#define CONFIG_KEY_SECRETS (CONFIG_KEY_BIT(KEY_AWS_SECRET_ACCESS_KEY) | CONFIG_KEY_BIT(KEY_AWS_SESSION_TOKEN) | \
	CONFIG_KEY_BIT(KEY_AWS_SECURITY_TOKEN))

/* The number of the key whose name is the LENGTH bytes at TEXT, in lower case. */
enum config_key config_key_find(const char *text, size_t length);

/* How KEY is written in a file. */
const char *config_key_name(enum config_key key);

enum config_key_kind config_key_kind(enum config_key key);

#endif
