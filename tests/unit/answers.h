/* answers.h - what the tests of both answer formats check */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <string.h>

#include "helper/answer.h"
#include "unit.h"

#define KEY_ID	"ASIAIOSFODNN7EXAMPLE"
#define SECRET	"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
#define TOKEN	"FwoGZXIvYXdzEJr//////////wEaD+abc/def=="
#define DENIED	"MultiFactorAuthentication failed with invalid MFA one time pass code. "

/* A body, and what must come of it. */
struct answer_case {
	const char		*name;
	enum answer_kind	 kind;
	int			 http;
	const char		*body;
	const char		*expected;	/* results: as told() writes them; broken: a part of the message */
};

/* Writes everything in ANSWER that is set, in one line. */
static inline void
told(const struct answer *answer, char *text, size_t size)
{
	size_t used = 0, i;

#define TELL(condition, ...) \
	if (condition) \
		used += (size_t)snprintf(text + used, size - used, __VA_ARGS__)
	text[0] = '\0';
	TELL(answer->code[0] != '\0', "%s: %s|", answer->code, secret_text(&answer->message));
	TELL(answer->credentials.access_key_id[0] != '\0', "%s %s %s %lld|", answer->credentials.access_key_id,
	    secret_text(&answer->credentials.secret_access_key), secret_text(&answer->credentials.session_token),
	    (long long)answer->credentials.expiration);
	TELL(answer->arn[0] != '\0', "%s|", answer->arn);
	TELL(answer->account[0] != '\0', "%s %s|", answer->account, answer->user_id);
	for (i = 0; i < answer->device_count; i++)
		TELL(true, "%s %lld|", answer->devices[i].serial, (long long)answer->devices[i].since);
	TELL(answer->marker[0] != '\0', "and more from %s|", answer->marker);
#undef TELL
}

/* Parses LEN bytes of the body of CASE. */
static inline bool
parse(const struct answer_case *one, size_t len, struct answer *answer, struct error *err)
{
	struct secret body = SECRET_INIT;
	bool ok;

	secret_add(&body, one->body, len);
	ok = answer_parse(answer, one->kind, one->http, &body, err);
	secret_clear(&body);
	return ok;
}

static inline void
expect_result(const struct answer_case *one)
{
	struct answer answer = ANSWER_INIT;
	struct error err = { .status = STATUS_DONE };
	char text[2048];

	ck_assert_msg(parse(one, strlen(one->body), &answer, &err), "%s: %s", one->name, err.message);
	told(&answer, text, sizeof(text));
	ck_assert_msg(strcmp(text, one->expected) == 0, "%s: '%s' instead of '%s'", one->name, text, one->expected);
	answer_clear(&answer);
}

static inline void
expect_broken(const struct answer_case *one)
{
	struct answer answer = ANSWER_INIT;
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(!parse(one, strlen(one->body), &answer, &err), "%s is taken", one->name);
	ck_assert_msg(strstr(err.message, one->expected) != NULL, "%s: '%s' has no '%s'", one->name, err.message,
	    one->expected);
	ck_assert_msg(strstr(err.message, SECRET) == NULL && strstr(err.message, "FwoGZX") == NULL, "%s: '%s' holds a secret",
	    one->name, err.message);
	answer_clear(&answer);
}

/* No beginning of a good answer is one, whatever is missing. */
static inline void
expect_broken_when_cut(const struct answer_case *one)
{
	struct answer answer = ANSWER_INIT;
	struct error err = { .status = STATUS_DONE };
	size_t len;

	for (len = 0; len < strlen(one->body); len++) {
		ck_assert_msg(!parse(one, len, &answer, &err), "%s is taken without its last %zu bytes", one->name,
		    strlen(one->body) - len);
		ck_assert_msg(strstr(err.message, "FwoGZX") == NULL, "'%s' holds a secret", err.message);
	}
	answer_clear(&answer);
}

#endif
