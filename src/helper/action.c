/* action.c
 *
 *  1. Only the actions of this project MUST be signed: the helper is not a signer for everybody.
 */
#include "helper/action.h"

#include <string.h>

/* The lengths are those of the API references of STS and IAM. */

static const struct action_field session[] = {
	{ "Credentials",		"AccessKeyId",		"access_key_id",	128,	FORM_WORD,	true },
	{ "Credentials",		"SecretAccessKey",	"secret_access_key",	0,	FORM_SECRET,	true },
	{ "Credentials",		"SessionToken",		"session_token",	0,	FORM_SECRET,	true },
	{ "Credentials",		"Expiration",		"expiration",		0,	FORM_TIME,	true },
	{ "AssumedRoleUser",		"Arn",			"arn",			2048,	FORM_WORD,	false },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};

static const struct action_field identity[] = {
	{ "GetCallerIdentityResult",	"Arn",			"arn",			2048,	FORM_WORD,	true },
	{ "GetCallerIdentityResult",	"Account",		"account",		12,	FORM_WORD,	true },
	{ "GetCallerIdentityResult",	"UserId",		"user_id",		128,	FORM_WORD,	true },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};

static const struct action_field mfa_device[] = {
	{ "member",			"SerialNumber",		"device",		256,	FORM_WORD,	true },
	{ "member",			"EnableDate",		"device_since",		0,	FORM_TIME,	false },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};

static const struct action_field new_device[] = {
	{ "VirtualMFADevice",		"SerialNumber",		"device",		256,	FORM_WORD,	true },
	{ "VirtualMFADevice",		"Base32StringSeed",	"seed",			0,	FORM_SEED,	true },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};

static const struct action_field access_key[] = {
	{ "member",			"AccessKeyId",		"access_key",		128,	FORM_WORD,	true },
	{ "member",			"CreateDate",		"access_key_since",	0,	FORM_TIME,	false },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};

#define STS "sts", "2011-06-15"
#define IAM "iam", "2010-05-08"

static const struct action actions[] = {
	{ "GetSessionToken",	STS,	NULL,		session },
	{ "AssumeRole",		STS,	NULL,		session },
	{ "GetCallerIdentity",	STS,	NULL,		identity },
	{ "ListMFADevices",	IAM,	"MFADevices",	mfa_device },
	{ "ListVirtualMFADevices", IAM,	"VirtualMFADevices", mfa_device },
	{ "CreateVirtualMFADevice", IAM, NULL,		new_device },
	{ "EnableMFADevice",	IAM,	NULL,		NULL },
	{ "DeleteVirtualMFADevice", IAM, NULL,		NULL },
	{ "ListAccessKeys",	IAM,	"AccessKeyMetadata", access_key },
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
