/* answer.c
 *
 *  1. A value MUST come once: of two, nobody can say which one is meant.
 *  2. A value MUST be checked before it leaves this file: it will be printed for a shell to evaluate.
 *  3. A result MUST have all its parts and a 2xx status, an error of AWS a code and 4xx or 5xx;
 *     anything else is no answer.
 *  4. A body that may hold a secret, ours or AWS's, MUST NOT be quoted.
 */
#include "helper/answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "types/timestamp.h"

#define LAST_SECOND	253402300799.0	/* of the year 9999 */
#define EXCERPT		200		/* bytes of a strange body that are shown */

/* Copies TEXT if it fits and is printable ASCII without blanks; false otherwise. */
static bool
take_word(char *to, size_t size, const char *text)
{
	size_t length;

	for (length = 0; text[length] != '\0'; length++)
		if (text[length] <= ' ' || text[length] > '~')
			return false;
	if (length == 0 || length >= size)
		return false;
	memcpy(to, text, length + 1);
	return true;
}

/* Reads 2026-11-24T14:15:52Z, and seconds as Java writes a double, 1.795529752E9. */
static bool
take_time(time_t *when, const char *text)
{
	char *end;
	double seconds;

	if (timestamp_parse(text, when))
		return true;
	if (text[strspn(text, "0123456789.eE+")] != '\0' || *text < '0' || *text > '9')
		return false;
	seconds = strtod(text, &end);
	if (*end != '\0' || !(seconds >= 1 && seconds <= LAST_SECOND))
		return false;
	*when = (time_t)seconds;
	return true;
}

static bool
take_key_id(struct reading *reading, const char *text)
{
	return take_word(reading->answer->credentials.access_key_id,
	    sizeof(reading->answer->credentials.access_key_id), text);
}

static bool
take_secret(struct reading *reading, const char *text)
{
	secret_set(&reading->answer->credentials.secret_access_key, text);
	return reading->answer->credentials.secret_access_key.len > 0;
}

static bool
take_token(struct reading *reading, const char *text)
{
	secret_set(&reading->answer->credentials.session_token, text);
	return reading->answer->credentials.session_token.len > 0;
}

static bool
take_expiration(struct reading *reading, const char *text)
{
	return take_time(&reading->answer->credentials.expiration, text);
}

static bool
take_arn(struct reading *reading, const char *text)
{
	return take_word(reading->answer->arn, sizeof(reading->answer->arn), text);
}

static bool
take_account(struct reading *reading, const char *text)
{
	return take_word(reading->answer->account, sizeof(reading->answer->account), text);
}

static bool
take_user_id(struct reading *reading, const char *text)
{
	return take_word(reading->answer->user_id, sizeof(reading->answer->user_id), text);
}

static bool
take_serial(struct reading *reading, const char *text)
{
	struct listed_device *device = &reading->answer->devices[reading->answer->device_count - 1];

	return take_word(device->serial, sizeof(device->serial), text);
}

static bool
take_since(struct reading *reading, const char *text)
{
	return take_time(&reading->answer->devices[reading->answer->device_count - 1].since, text);
}

static bool
take_truncated(struct reading *reading, const char *text)
{
	reading->truncated = strcmp(text, "true") == 0;
	return reading->truncated || strcmp(text, "false") == 0;
}

static bool
take_marker(struct reading *reading, const char *text)
{
	return take_word(reading->answer->marker, sizeof(reading->answer->marker), text);
}

static bool
take_code(struct reading *reading, const char *text)
{
	return take_word(reading->answer->code, sizeof(reading->answer->code), text);
}

static bool
take_message(struct reading *reading, const char *text)
{
	secret_set(&reading->answer->message, text);
	return true;
}

/* What is read, by its name and the name around it. Everything else is passed over, as AWS may add
 * to its answers at any time. Names are exact: moto says <Message> and <message>. */
static const struct field {
	const char	*parent;
	const char	*name;
	bool		(*take)(struct reading *reading, const char *text);
} fields[] = {
	{ "member",			"SerialNumber",		take_serial },
	{ "member",			"EnableDate",		take_since },
	{ "Credentials",		"AccessKeyId",		take_key_id },
	{ "Credentials",		"SecretAccessKey",	take_secret },
	{ "Credentials",		"SessionToken",		take_token },
	{ "Credentials",		"Expiration",		take_expiration },
	{ "AssumedRoleUser",		"Arn",			take_arn },
	{ "GetCallerIdentityResult",	"Arn",			take_arn },
	{ "GetCallerIdentityResult",	"Account",		take_account },
	{ "GetCallerIdentityResult",	"UserId",		take_user_id },
	{ "ListMFADevicesResult",	"IsTruncated",		take_truncated },
	{ "ListMFADevicesResult",	"Marker",		take_marker },
	{ "Error",			"Code",			take_code },
	{ "Error",			"Message",		take_message },
};

#define DEVICE_FIELDS	3u	/* the bits of the first two, which come once for each device */

/* The name that is open LEVEL levels above the innermost; "": none. */
static const char *
open_name(const struct reading *reading, int level)
{
	return level < reading->depth ? reading->names[reading->depth - 1 - level] : "";
}

static bool
is_device(const struct reading *reading, int level)
{
	return strcmp(open_name(reading, level), "member") == 0 &&
	    strcmp(open_name(reading, level + 1), "MFADevices") == 0;
}

static void
device_begins(struct reading *reading)
{
	struct answer *answer = reading->answer;

	if (answer->device_count == ANSWER_DEVICE_LIMIT) {
		reading->wrong = "are too many";
		reading->field = "MFADevices";
		return;
	}
	answer->devices[answer->device_count++] = (struct listed_device){ .serial = "" };
	reading->seen &= ~DEVICE_FIELDS;
}

void
reading_open(struct reading *reading, const char *name)
{
	char *kept;

	if (reading->depth == ANSWER_DEPTH) {
		reading->wrong = "is nested too deeply";
		reading->field = "it";
		return;
	}
	kept = reading->names[reading->depth++];
	if (strlen(name) < sizeof(reading->names[0]))
		memcpy(kept, name, strlen(name) + 1);
	else
		kept[0] = '\0';
	if (strcmp(kept, "MFADevices") == 0)
		reading->lists_devices = true;
	if (is_device(reading, 0))
		device_begins(reading);
}

/* The field that is open, or NULL. */
static const struct field *
open_field(const struct reading *reading)
{
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(fields[i].name, open_name(reading, 0)) == 0 &&
		    strcmp(fields[i].parent, open_name(reading, 1)) == 0)
			break;
	if (i == sizeof(fields) / sizeof(fields[0]) || ((1u << i & DEVICE_FIELDS) != 0 && !is_device(reading, 1)))
		return NULL;
	return &fields[i];
}

void
reading_close(struct reading *reading, const char *text)
{
	const struct field *field = open_field(reading);
	unsigned bit;

	if (field != NULL && text != NULL) {
		bit = 1u << (field - fields);
		if ((reading->seen & bit) != 0)
			reading->wrong = "comes twice";
		else if (!field->take(reading, text))
			reading->wrong = "is not what it should be";
		reading->seen |= bit;
		reading->field = field->name;
	} else if (is_device(reading, 0) &&
	    reading->answer->devices[reading->answer->device_count - 1].serial[0] == '\0') {
		reading->wrong = "is missing";
		reading->field = "SerialNumber";
	}
	reading->depth--;
}

/* The part that is empty among those that a result of KIND must have, or NULL. */
static const char *
missing_part(const struct reading *reading, enum answer_kind kind)
{
	const struct answer *answer = reading->answer;
	const struct {
		enum answer_kind	 kind;
		bool			 there;
		const char		*name;
	} parts[] = {
		{ ANSWER_SESSION,	answer->credentials.access_key_id[0] != '\0',		"AccessKeyId" },
		{ ANSWER_SESSION,	answer->credentials.secret_access_key.len > 0,		"SecretAccessKey" },
		{ ANSWER_SESSION,	answer->credentials.session_token.len > 0,		"SessionToken" },
		{ ANSWER_SESSION,	answer->credentials.expiration > 0,			"Expiration" },
		{ ANSWER_IDENTITY,	answer->arn[0] != '\0',					"Arn" },
		{ ANSWER_IDENTITY,	answer->account[0] != '\0',				"Account" },
		{ ANSWER_IDENTITY,	answer->user_id[0] != '\0',				"UserId" },
		{ ANSWER_MFA_DEVICES,	reading->lists_devices,					"MFADevices" },
		{ ANSWER_MFA_DEVICES,	!reading->truncated || answer->marker[0] != '\0',	"Marker" },
	};
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].kind == kind && !parts[i].there)
			return parts[i].name;
	return NULL;
}

static bool
not_as_expected(int http, const char *field, const char *what, struct error *err)
{
	return error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is not as AWS gives it: %s %s", http, field,
	    what);
}

/* Whether BODY has words that stand next to secrets: an answer with credentials that broke off, or
 * a page that echoes the request. */
static bool
may_hold_secrets(const char *body)
{
	static const char *const words[] = {
		"SecretAccessKey", "SessionToken", "TokenCode", "Security-Token", "Authorization", "AWS4-HMAC"
	};
	size_t i;

	for (; *body != '\0'; body++)
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (strncasecmp(body, words[i], strlen(words[i])) == 0)
				return true;
	return false;
}

/* Writes the beginning of BODY in one line of printable ASCII. */
static void
write_excerpt(char excerpt[EXCERPT + 1], const char *body)
{
	size_t used = 0;

	for (; *body != '\0' && used < EXCERPT; body++)
		if (*body > ' ' && *body <= '~')
			excerpt[used++] = *body;
		else if (used > 0 && excerpt[used - 1] != ' ')
			excerpt[used++] = ' ';
	excerpt[used] = '\0';
}

static bool
not_from_aws(int http, const struct secret *body, struct error *err)
{
	char excerpt[EXCERPT + 1];

	write_excerpt(excerpt, secret_text(body));
	if (http >= 300 && http <= 399)
		return error_set(err, STATUS_UNREACHABLE,
		    "HTTP %d: the answer leads to another address, where awsmfa does not go", http);
	if (excerpt[0] == '\0')
		return error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is empty", http);
	if (may_hold_secrets(secret_text(body)))
		return error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer cannot be read", http);
	return error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is not from AWS: %s", http, excerpt);
}

static bool
check_result(struct reading *reading, enum answer_kind kind, int http, const struct secret *body, struct error *err)
{
	const char *missing = missing_part(reading, kind);
	char owner[64];

	if (missing != NULL && reading->seen == 0 && !reading->lists_devices)
		return not_from_aws(http, body, err);
	if (missing != NULL)
		return not_as_expected(http, missing, "is missing", err);
	if (!reading->truncated)
		reading->answer->marker[0] = '\0';
	if (kind != ANSWER_SESSION)
		return true;
	snprintf(owner, sizeof(owner), "HTTP %d: the answer is not as AWS gives it", http);
	return credentials_check(&reading->answer->credentials, owner, err);
}

bool
answer_parse(struct answer *answer, enum answer_kind kind, int http, const struct secret *body, struct error *err)
{
	const char *text = secret_text(body), *start = text + strspn(text, " \t\r\n");
	size_t len = body->len - (size_t)(start - text);
	struct reading reading = { .answer = answer };
	bool read = false;

	answer_clear(answer);
	if (*start == '{')
		read = answer_read_json(&reading, start, len);
	else if (*start == '<')
		read = answer_read_xml(&reading, start, len);
	if (reading.wrong != NULL)
		return not_as_expected(http, reading.field, reading.wrong, err);
	if (!read)
		return not_from_aws(http, body, err);
	if (http >= 400 && http <= 599 && answer->code[0] != '\0')
		return secret_check(&answer->message, err);
	if (http >= 200 && http <= 299 && answer->code[0] == '\0')
		return check_result(&reading, kind, http, body, err);
	return not_from_aws(http, body, err);
}

void
answer_clear(struct answer *answer)
{
	credentials_clear(&answer->credentials);
	secret_clear(&answer->message);
	secret_wipe(answer, sizeof(*answer));
	*answer = (struct answer)ANSWER_INIT;
}
