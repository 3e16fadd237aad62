/* answers.h - what the tests of both answer formats check */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <string.h>

#include "helper/body.h"
#include "unit.h"

#define KEY_ID	"ASIAIOSFODNN7EXAMPLE"
#define SECRET	"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
#define TOKEN	"FwoGZXIvYXdzEJr//////////wEaD+abc/def=="
#define DENIED	"MultiFactorAuthentication failed with invalid MFA one time pass code. "

/* A body, and what must come of it. */
struct answer_case {
	const char		*name;
	const char		*action;
	int			 http;
	const char		*body;
	const char		*expected;	/* results: as told() writes them; broken: a part of the message */
};

/* The lines of a session, as told() writes them. */
#define LINES(secret, expiration) "access_key_id=" KEY_ID "|secret_access_key=" secret "|session_token=" TOKEN \
    "|expiration=" expiration "|"

/* Writes what ANSWER says in one line, with '|' behind each part. */
static inline void
told(const struct answer *answer, char *text, size_t size)
{
	struct wire lines = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	const char *key, *value;
	size_t used = 0, position = 0;

	text[0] = '\0';
	if (answer->code[0] != '\0')
		used += (size_t)snprintf(text, size, "%s: %s|", answer->code, secret_text(&answer->message));
	ck_assert_msg(wire_parse(&lines, secret_text(&answer->result.text), answer->result.text.len, &err), "%s",
	    err.message);
	while (wire_next(&lines, &position, &key, &value))
		used += (size_t)snprintf(text + used, size - used, "%s=%s|", key, value);
	if (answer->marker[0] != '\0')
		snprintf(text + used, size - used, "and more from %s|", answer->marker);
	wire_clear(&lines);
}

static inline const struct action *
action_of(const struct answer_case *one)
{
	const struct action *action = action_find(strstr(one->action, "MFADevice") != NULL ? "iam" : "sts",
	    one->action);

	ck_assert_msg(action != NULL, "%s: no action %s", one->name, one->action);
	return action;
}

/* Parses LEN bytes of the body of CASE. */
static inline bool
parse(const struct answer_case *one, size_t len, struct answer *answer, struct error *err)
{
	struct secret body = SECRET_INIT;
	bool ok;

	secret_add(&body, one->body, len);
	ok = body_read(answer, action_of(one), one->http, &body, err);
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
	ck_assert_int_eq(err.cause, CAUSE_BROKEN_ANSWER);
	ck_assert_msg(strstr(err.message, SECRET) == NULL && strstr(err.message, "FwoGZX") == NULL,
	    "%s: '%s' holds a secret",
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
