/* action.c
 *
 *  1. Only the actions of this project MUST be signed: the helper is not a signer for everybody.
 */
#include "helper/action.h"

#include <string.h>

/* The lengths are those of the API references of STS and IAM. */

static const struct action_field session[] = {
	{ "Credentials",		"AccessKeyId",		"access_key_id",	FORM_WORD,	128,	true },
	{ "Credentials",		"SecretAccessKey",	"secret_access_key",	FORM_SECRET,	0,	true },
	{ "Credentials",		"SessionToken",		"session_token",	FORM_SECRET,	0,	true },
	{ "Credentials",		"Expiration",		"expiration",		FORM_TIME,	0,	true },
	{ "AssumedRoleUser",		"Arn",			"arn",			FORM_WORD,	2048,	false },
	{ NULL, NULL, NULL, FORM_WORD, 0, false }
};

static const struct action_field identity[] = {
	{ "GetCallerIdentityResult",	"Arn",			"arn",			FORM_WORD,	2048,	true },
	{ "GetCallerIdentityResult",	"Account",		"account",		FORM_WORD,	12,	true },
	{ "GetCallerIdentityResult",	"UserId",		"user_id",		FORM_WORD,	128,	true },
	{ NULL, NULL, NULL, FORM_WORD, 0, false }
};

static const struct action_field mfa_device[] = {
	{ "member",			"SerialNumber",		"device",		FORM_WORD,	256,	true },
	{ "member",			"EnableDate",		"device_since",		FORM_TIME,	0,	false },
	{ NULL, NULL, NULL, FORM_WORD, 0, false }
};

#define STS "sts", "2011-06-15"
#define IAM "iam", "2010-05-08"

static const struct action actions[] = {
	{ "GetSessionToken",	STS,	NULL,		session },
	{ "AssumeRole",		STS,	NULL,		session },
	{ "GetCallerIdentity",	STS,	NULL,		identity },
	{ "ListMFADevices",	IAM,	"MFADevices",	mfa_device },
};

const struct action *
action_find(const char *service, const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(name, actions[i].name) == 0 && strcmp(service, actions[i].service) == 0)
			return &actions[i];
	return NULL;
}
