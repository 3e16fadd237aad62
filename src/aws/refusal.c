#include "aws/refusal.h"

#include <string.h>

#include "base/secret.h"
#include "types/arn.h"

/* The first row whose code and part of the message fit wins. */
static const struct row {
	const char	*code;
	const char	*part;		/* of AWS's message; "": any */
	enum cause	 cause;
	const char	*hint;		/* NULL: AWS's words will do. %i: the keys' id, %f: where from, %u: whose */
} rows[] = {
	{ "AccessDenied", "invalid MFA one time pass code", CAUSE_CODE_REFUSED,
	    "wrong or already used (a code works once); the next one comes in at most 30 s" },
	{ "AccessDenied", "unable to validate MFA code", CAUSE_NONE,
	    "the MFA device does not belong to %u; check mfa_serial" },
	{ "AccessDenied", "must provide both MFA serial number and one time pass code", CAUSE_NONE, NULL },
	{ "AccessDenied", "Cannot call GetSessionToken with session credentials", CAUSE_NONE,
	    "%i is part of a session; give %f the access key of an IAM user" },
	{ "AccessDenied", "is not authorized to perform: sts:AssumeRole", CAUSE_DENIED,
	    "the role's trust policy must allow %u; check external_id, and how old an MFA session may be" },
	{ "AccessDenied", "", CAUSE_DENIED, NULL },
	{ "InvalidClientTokenId", "", CAUSE_NONE,
	    "AWS does not know the access key %i, or it is inactive; check %f, and that the region is enabled" },
	{ "SignatureDoesNotMatch", "Signature expired", CAUSE_NONE, "set the clock of this machine" },
	{ "SignatureDoesNotMatch", "Signature not yet current", CAUSE_NONE, "set the clock of this machine" },
	{ "SignatureDoesNotMatch", "Credential should be scoped", CAUSE_NONE, "check the region" },
	{ "SignatureDoesNotMatch", "", CAUSE_NONE, "the secret access key does not belong to %i; check %f" },
	{ "ExpiredToken", "", CAUSE_DENIED, "the session of %i (%f) has expired" },
	{ "ExpiredTokenException", "", CAUSE_DENIED, "the session of %i (%f) has expired" },
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

/* Whom AWS's MESSAGE is about, with no end: "User: arn:aws:iam::123456789012:user/alice is not ..."; NULL: nobody. */
static const char *
find_user(const char *message)
{
	const char *found = strstr(message, "User: arn:");

	return found == NULL ? NULL : found + strlen("User: ");
}

/* Appends the identity with which USER begins. A policy can name a user as AWS does, but not the session of a role:
 * "arn:aws:sts::123456789012:assumed-role/ops/alice" becomes the role behind it, whose path AWS does not tell. */
static void
add_user(struct secret *hint, const char *user)
{
	static const char session[] = "assumed-role/";
	const char *role;
	struct arn arn;

	if (arn_parse(user, &arn) && strncmp(arn.resource, session, sizeof(session) - 1) == 0) {
		role = arn.resource + sizeof(session) - 1;
		secret_printf(hint, "role %.*s of account %s", (int)strcspn(role, "/ \r\n"), role, arn.account);
	} else
		secret_add(hint, user, strcspn(user, " \r\n"));
}

/* Appends what stands for %u, %i or %f in a hint. */
static void
fill_gap(struct secret *hint, char letter, const char *message, const struct keys *keys)
{
	char shown[CREDENTIALS_ID_SHOWN_SIZE];
	const char *id = credentials_id_shown(shown, keys->credentials.access_key_id), *user = find_user(message);

	if (letter == 'f')
		secret_puts(hint, keys->from);
	else if (letter == 'u' && user != NULL)
		add_user(hint, user);
	else if (letter == 'u')
		secret_printf(hint, "the user of %s (%s)", id, keys->from);
	else
		secret_puts(hint, id);
}

static void
add_hint(const struct row *row, const char *message, const struct keys *keys, struct error *err)
{
	struct secret hint = SECRET_INIT;
	const char *text = row == NULL || row->hint == NULL ? "" : row->hint;

	while (*text != '\0') {
		size_t plain = strcspn(text, "%");

		secret_add(&hint, text, plain);
		text += plain;
		if (*text != '\0') {
			fill_gap(&hint, text[1], message, keys);
			text += 2;
		}
	}
	if (hint.len > 0)
		error_hint(err, "%s", secret_text(&hint));
	secret_clear(&hint);
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
	add_hint(row, message, keys, err);
	return error_cause(err, row == NULL ? CAUSE_NONE : row->cause);
}
