#include "aws/refusal.h"

#include <stdio.h>
#include <string.h>

/* The first row whose code and part of the message fit wins. */
static const struct row {
	const char	*code;
	const char	*part;		/* of AWS's message; "": any */
	enum cause	 cause;
	const char	*hint;		/* NULL: AWS's words are enough. %s: the keys' id, then where they are from */
} rows[] = {
	{ "AccessDenied", "invalid MFA one time pass code", CAUSE_CODE_REFUSED,
	    "wrong or already used (a code works once); the next one comes in at most 30 s" },
	{ "AccessDenied", "unable to validate MFA code", CAUSE_NONE,
	    "the MFA device does not belong to the user of %s (%s); check mfa_serial" },
	{ "AccessDenied", "must provide both MFA serial number and one time pass code", CAUSE_NONE, NULL },
	{ "AccessDenied", "Cannot call GetSessionToken with session credentials", CAUSE_NONE,
	    "%s is part of a session; give %s the access key of an IAM user" },
	{ "AccessDenied", "is not authorized to perform: sts:AssumeRole", CAUSE_DENIED,
	    "the role's trust policy must name the user of %s (%s); "
	    "check external_id, and how old an MFA session may be" },
	{ "AccessDenied", "", CAUSE_DENIED, NULL },
	{ "InvalidClientTokenId", "", CAUSE_NONE,
	    "AWS does not know the access key %s, or it is inactive; check %s, and that the region is enabled" },
	{ "SignatureDoesNotMatch", "Signature expired", CAUSE_NONE, "set the clock of this machine" },
	{ "SignatureDoesNotMatch", "Signature not yet current", CAUSE_NONE, "set the clock of this machine" },
	{ "SignatureDoesNotMatch", "Credential should be scoped", CAUSE_NONE, "check the region" },
	{ "SignatureDoesNotMatch", "", CAUSE_NONE, "the secret access key does not belong to %s; check %s" },
	{ "ExpiredToken", "", CAUSE_DENIED, "the session of %s (%s) has expired" },
	{ "ExpiredTokenException", "", CAUSE_DENIED, "the session of %s (%s) has expired" },
	{ "ValidationError", "exceeds the MaxSessionDuration", CAUSE_NONE,
	    "ask for less with --duration or duration_seconds, or raise the role's maximum session duration in IAM" },
	{ "ValidationError", "1 hour session limit for roles assumed by role chaining", CAUSE_NONE,
	    "a role assumed with a session lasts 1 h at most: -d 1h" },
	{ "NoSuchEntity", "", CAUSE_NO_USER, NULL },
	{ "InvalidAuthenticationCode", "", CAUSE_CODE_REFUSED,
	    "the two codes must come from the new device, one directly after the other" },
	{ "EntityAlreadyExists", "", CAUSE_TAKEN, NULL },
	{ "DeleteConflict", "", CAUSE_IN_USE, NULL },
	{ "LimitExceeded", "", CAUSE_NONE,
	    "remove a device that you no longer use (IAM console, Security credentials); AWS allows 8 for each user" },
	{ "EntityTemporarilyUnmodifiable", "", CAUSE_NONE,
	    "AWS has not finished an earlier change of this user; wait a minute, then try again" },
	{ "ConcurrentModification", "", CAUSE_NONE, "another request is changing the same user; try again" },
	{ "RegionDisabledException", "", CAUSE_NONE,
	    "enable STS for this region in the account settings of IAM, or use another one: --region" },
	{ "Throttling", "", CAUSE_NONE, "AWS is being asked too often; wait a minute" },
};

static const struct row *
find_row(const char *code, const char *message)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].code, code) == 0 && strstr(message, rows[i].part) != NULL)
			return &rows[i];
	return NULL;
}

static void
add_hint(const struct row *row, const struct keys *keys, struct error *err)
{
	char shown[CREDENTIALS_ID_SHOWN_SIZE], hint[sizeof(err->hint)];
	const char *gap;
	size_t used = 0, i;
	const char *filler[] = { credentials_id_shown(shown, keys->credentials.access_key_id), keys->from };

	if (row == NULL || row->hint == NULL)
		return;
	gap = row->hint;
	for (i = 0; i < 2 && strstr(gap, "%s") != NULL; i++) {
		used += (size_t)snprintf(hint + used, sizeof(hint) - used, "%.*s%s", (int)(strstr(gap, "%s") - gap),
		    gap, filler[i]);
		if (used >= sizeof(hint))
			return;
		gap = strstr(gap, "%s") + 2;
	}
	snprintf(hint + used, sizeof(hint) - used, "%s", gap);
	error_hint(err, "%s", hint);
}

static const char *
text_of(const struct wire *answer, const char *key)
{
	const char *value = wire_get(answer, key);

	return value == NULL ? "" : value;
}

bool
refusal_explain(const struct wire *answer, const struct endpoint *endpoint, const struct keys *keys, struct error *err)
{
	const char *code = text_of(answer, "code"), *message = text_of(answer, "message");
	const struct row *row = find_row(code, message);
	size_t length = strcspn(message, "\r\n");	/* what follows may quote our request, token and all */

	while (length > 0 && message[length - 1] == ' ')
		length--;
	error_set(err, STATUS_REFUSED, "%s refused: %s: %.*s", endpoint->host, code, (int)length, message);
	add_hint(row, keys, err);
	return error_cause(err, row == NULL ? CAUSE_NONE : row->cause);
}
