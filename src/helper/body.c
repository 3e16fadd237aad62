/* body.c
 *
 *  1. A result MUST have all its parts and a 2xx status, an error of AWS a code and 4xx or 5xx;
 *     anything else is no answer.
 *  2. Credentials MUST pass credentials_check before they leave this file: they will be printed for a
 *     shell to evaluate.
 *  3. A body that may hold a secret, ours or AWS's, MUST NOT be quoted.
 */
#include "helper/body.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "helper/reading_json.h"
#include "helper/reading_xml.h"
#include "types/credentials.h"

#define EXCERPT		200		/* bytes of a strange body that are shown */

static bool
not_as_expected(int http, const char *field, const char *what, struct error *err)
{
	error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is not one that AWS gives: %s %s", http, field, what);
	return error_cause(err, CAUSE_BROKEN_ANSWER);
}

static bool
begins_with(const char *text, const char *word)
{
	/* often one byte tells */
	return (*text | 0x20) == (*word | 0x20) && strncasecmp(text, word, strlen(word)) == 0;
}

/* Whether BODY has a word that comes with secrets: an answer to ACTION that broke off, or a page that
 * echoes the request. */
static bool
may_hold_secrets(const struct action *action, const char *body)
{
	static const char *const words[] = {
		"SecretAccessKey", "SessionToken", "TokenCode", "Security-Token", "Authorization", "AWS4-HMAC",
		"QRCodePNG", "AuthenticationCode"
	};
	const struct action_field *field;
	size_t i;

	for (; *body != '\0'; body++) {
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (begins_with(body, words[i]))
				return true;
		for (field = action->fields; field != NULL && field->name != NULL; field++)
			if ((field->form == FORM_SECRET || field->form == FORM_SEED) && begins_with(body, field->name))
				return true;
	}
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
not_from_aws(const struct action *action, int http, const struct secret *body, struct error *err)
{
	char excerpt[EXCERPT + 1];

	write_excerpt(excerpt, secret_text(body));
	if (http >= 300 && http <= 399)
		error_set(err, STATUS_UNREACHABLE,
		    "HTTP %d: the answer redirects to another address, which awsmfa does not follow", http);
	else if (excerpt[0] == '\0')
		error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is empty", http);
	else if (may_hold_secrets(action, secret_text(body)))
		error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer cannot be read", http);
	else
		error_set(err, STATUS_UNREACHABLE, "HTTP %d: the answer is not from AWS: %s", http, excerpt);
	return error_cause(err, CAUSE_BROKEN_ANSWER);
}

/* Rule 2. */
static bool
check_credentials(const struct reading *reading, int http, struct error *err)
{
	struct credentials credentials = CREDENTIALS_INIT;
	char owner[64];
	bool ok;

	snprintf(credentials.access_key_id, sizeof(credentials.access_key_id), "%s",
	    reading_value(reading, "access_key_id"));
	secret_set(&credentials.secret_access_key, reading_value(reading, "secret_access_key"));
	secret_set(&credentials.session_token, reading_value(reading, "session_token"));
	snprintf(owner, sizeof(owner), "HTTP %d: the answer is not one that AWS gives", http);
	ok = credentials_check(&credentials, owner, err) || error_cause(err, CAUSE_BROKEN_ANSWER);
	credentials_clear(&credentials);
	return ok;
}

static bool
take_result(struct reading *reading, int http, const struct secret *body, struct error *err)
{
	const char *missing = reading_missing(reading);

	if (reading->seen == 0 && !reading->listed && (missing != NULL || !reading->named))
		return not_from_aws(reading->action, http, body, err);
	if (missing != NULL)
		return not_as_expected(http, missing, "is missing", err);
	if (reading_value(reading, "access_key_id")[0] != '\0' && !check_credentials(reading, http, err))
		return false;
	reading_finish(reading);
	return secret_check(&reading->answer->result.text, err);
}

static bool
take(struct reading *reading, int http, const struct secret *body, struct error *err)
{
	const char *text = secret_text(body), *start = text + strspn(text, " \t\r\n");
	const struct answer *answer = reading->answer;
	size_t len = body->len - (size_t)(start - text);
	bool read = false;

	if (*start == '{')
		read = reading_json(reading, start, len);
	else if (*start == '<')
		read = reading_xml(reading, start, len);
	if (reading->failed)
		return error_memory(err);
	if (reading->wrong != NULL)
		return not_as_expected(http, reading->field, reading->wrong, err);
	if (!read)
		return not_from_aws(reading->action, http, body, err);
	if (http >= 400 && http <= 599 && answer->code[0] != '\0')
		return secret_check(&answer->message, err);
	if (http >= 200 && http <= 299 && answer->code[0] == '\0')
		return take_result(reading, http, body, err);
	return not_from_aws(reading->action, http, body, err);
}

bool
body_read(struct answer *answer, const struct action *action, int http, const struct secret *body, struct error *err)
{
	struct reading reading = { .action = action, .answer = answer };
	bool ok;

	answer_clear(answer);
	ok = take(&reading, http, body, err);
	reading_clear(&reading);
	return ok;
}
