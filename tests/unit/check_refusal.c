/* check_refusal.c - what AWS's errors are made of for the user */
#include "aws/refusal.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define KEY "AKIAIOSFODNN7EXAMPLE"

static const struct {
	const char	*code, *message;
	enum refusal	 refusal;
	const char	*hint;		/* a part; "": none */
} answers[] = {
	{ "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", REFUSAL_CODE, "a code works once" },
	{ "AccessDenied", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is "
	    "valid and associated with this user.", REFUSAL_OTHER, "does not belong to the user of AKIA..MPLE (the test)" },
	{ "AccessDenied", "User: arn:aws:iam::1:user/U is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/R",
	    REFUSAL_DENIED, "trust policy" },
	{ "AccessDenied", "Cannot call GetSessionToken with session credentials", REFUSAL_OTHER, "access key of an IAM user" },
	{ "AccessDenied", "something new", REFUSAL_DENIED, "" },
	{ "InvalidClientTokenId", "The security token included in the request is invalid.", REFUSAL_OTHER, "access key AKIA..MPLE" },
	{ "SignatureDoesNotMatch", "The request signature we calculated does not match", REFUSAL_OTHER, "does not belong to AKIA..MPLE" },
	{ "SignatureDoesNotMatch", "Signature expired: 20210502T144040Z is now earlier than", REFUSAL_OTHER, "set the clock" },
	{ "ExpiredToken", "The security token included in the request is expired", REFUSAL_DENIED, "has expired" },
	{ "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", REFUSAL_OTHER,
	    "--duration or duration_seconds" },
	{ "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
	    REFUSAL_OTHER, "-d 1h" },
	{ "NoSuchEntity", "The user with name None cannot be found.", REFUSAL_NO_USER, "" },
	{ "Throttling", "Rate exceeded", REFUSAL_OTHER, "too often" },
	{ "RegionDisabledException", "x", REFUSAL_OTHER, "--region" },
	{ "NeverHeardOf", "x", REFUSAL_OTHER, "" },
};

static enum refusal
explain(const char *outcome, const char *code, const char *message, struct error *err)
{
	struct keys keys = { .credentials = { .access_key_id = KEY }, .from = "the test" };
	struct endpoint endpoint = { .host = "sts.example" };
	struct wire written = WIRE_INIT, answer = WIRE_INIT;
	enum refusal refusal;

	wire_put(&written, "outcome", outcome);
	wire_put(&written, "code", code);
	wire_put(&written, "message", message);
	ck_assert(wire_parse(&answer, written.text.data, written.text.len, err));
	refusal = refusal_explain(&answer, &endpoint, &keys, err);
	wire_clear(&written);
	wire_clear(&answer);
	return refusal;
}

START_TEST(explains)
{
	struct error err = { .status = STATUS_DONE };
	char begin[128];

	ck_assert_msg(explain("refused", answers[_i].code, answers[_i].message, &err) == answers[_i].refusal, "%s: kind",
	    answers[_i].message);
	ck_assert_int_eq(err.status, STATUS_REFUSED);
	snprintf(begin, sizeof(begin), "sts.example refused: %s: %.20s", answers[_i].code, answers[_i].message);
	ck_assert_msg(strncmp(err.message, begin, strlen(begin)) == 0, "%s", err.message);
	if (answers[_i].hint[0] == '\0')
		ck_assert_str_eq(err.hint, "");
	else
		ck_assert_msg(strstr(err.hint, answers[_i].hint) != NULL, "%s: '%s'", answers[_i].message, err.hint);
	ck_assert_msg(strstr(err.hint, KEY) == NULL, "the whole key id is shown");
}
END_TEST

START_TEST(quotes_one_line_only)
{
	struct error err = { .status = STATUS_DONE };

	explain("refused", "SignatureDoesNotMatch", "no match\n\nThe Canonical String should have been\nx-amz-security-token:SECRET", &err);
	ck_assert_str_eq(err.message, "sts.example refused: SignatureDoesNotMatch: no match");
}
END_TEST

START_TEST(not_reached_is_no_refusal)
{
	struct error err = { .status = STATUS_DONE };

	ck_assert_int_eq(explain("unreachable", "", "sts.example did not answer within 10 s", &err), REFUSAL_NONE);
	ck_assert_int_eq(err.status, STATUS_UNREACHABLE);
	ck_assert_str_eq(err.message, "sts.example did not answer within 10 s");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("refusal");
	TCase *cases = tcase_create("refusal");

	tcase_add_loop_test(cases, explains, 0, COUNT(answers));
	tcase_add_test(cases, quotes_one_line_only);
	tcase_add_test(cases, not_reached_is_no_refusal);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
