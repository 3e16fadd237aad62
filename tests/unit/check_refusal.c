/* check_refusal.c - what AWS's errors are made of for the user */
#include "aws/refusal.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define KEY "AKIAIOSFODNN7EXAMPLE"

static const struct {
	const char	*code, *message;
	enum cause	 cause;
	const char	*hint;		/* a part; "": none */
} answers[] = {
	{ "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", CAUSE_CODE_REFUSED,
	    "a code works once" },
	{ "AccessDenied", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA "
	    "serial number is "
	    "valid and associated with this user.", CAUSE_NONE,
	    "does not belong to the user of AKIA..MPLE (the test)" },
	{ "AccessDenied", "User: arn:aws:iam::1:user/U is not authorized to perform: sts:AssumeRole on resource: "
	    "arn:aws:iam::2:role/R",
	    CAUSE_DENIED, "trust policy must allow arn:aws:iam::1:user/U; check" },
	{ "AccessDenied", "User: arn:aws-cn:sts::1:assumed-role/first/alice is not authorized to perform: "
	    "sts:AssumeRole on resource: arn:aws-cn:iam::2:role/R",
	    CAUSE_DENIED, "trust policy must allow role first of account 1; check" },
	{ "AccessDenied", "User: arn:aws:sts::1:federated-user/al is not authorized to perform: sts:AssumeRole",
	    CAUSE_DENIED, "must allow arn:aws:sts::1:federated-user/al; check" },
	{ "AccessDenied", "User: arn:aws:sts::1:assumed-role/", CAUSE_DENIED, "" },
	{ "AccessDenied", "somebody is not authorized to perform: sts:AssumeRole", CAUSE_DENIED,
	    "must allow the user of AKIA..MPLE (the test); check" },
	{ "AccessDenied", "Cannot call GetSessionToken with session credentials", CAUSE_NONE,
	    "access key of an IAM user" },
	{ "AccessDenied", "something new", CAUSE_DENIED, "" },
	{ "InvalidClientTokenId", "The security token included in the request is invalid.", CAUSE_NONE,
	    "access key AKIA..MPLE" },
	{ "SignatureDoesNotMatch", "The request signature we calculated does not match", CAUSE_NONE,
	    "does not belong to AKIA..MPLE" },
	{ "SignatureDoesNotMatch", "Signature expired: 20210502T144040Z is now earlier than", CAUSE_NONE,
	    "set the clock" },
	{ "ExpiredToken", "The security token included in the request is expired", CAUSE_DENIED, "has expired" },
	{ "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
	    CAUSE_NONE,
	    "--duration or duration_seconds" },
	{ "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
	    "chaining.",
	    CAUSE_NONE, "-d 1h" },
	{ "NoSuchEntity", "The user with name None cannot be found.", CAUSE_NO_USER, "" },
	{ "InvalidAuthenticationCode", "Authentication code for device is not valid.", CAUSE_CODE_REFUSED,
	    "one directly after the other" },
	{ "EntityAlreadyExists", "MFADevice entity at the same path and name already exists.", CAUSE_TAKEN, "" },
	{ "DeleteConflict", "MFA Device is in use.", CAUSE_IN_USE, "" },
	{ "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: 8", CAUSE_NONE, "8 for each user" },
	{ "EntityTemporarilyUnmodifiable", "x", CAUSE_NONE, "wait a minute" },
	{ "ConcurrentModification", "x", CAUSE_NONE, "try again" },
	{ "Throttling", "Rate exceeded", CAUSE_NONE, "too often" },
	{ "RegionDisabledException", "x", CAUSE_NONE, "--region" },
	{ "NeverHeardOf", "x", CAUSE_NONE, "" },
};

static void
explain(const char *code, const char *message, struct error *err)
{
	struct keys keys = { .credentials = { .access_key_id = KEY }, .from = "the test" };
	struct endpoint endpoint = { .host = "sts.example" };
	struct wire written = WIRE_INIT, answer = WIRE_INIT;

	wire_put(&written, "outcome", "refused");
	wire_put(&written, "code", code);
	wire_put(&written, "message", message);
	ck_assert(wire_parse(&answer, written.text.data, written.text.len, err));
	ck_assert(!refusal_explain(&answer, &endpoint, &keys, err));
	wire_clear(&written);
	wire_clear(&answer);
}

START_TEST(explains)
{
	struct error err = { .status = STATUS_DONE };
	char begin[128];

	explain(answers[_i].code, answers[_i].message, &err);
	ck_assert_msg(err.cause == answers[_i].cause, "%s: %s", answers[_i].message, cause_word(err.cause));
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

	explain("SignatureDoesNotMatch",
	    "no match\n\nThe Canonical String should have been\nx-amz-security-token:SECRET", &err);
	ck_assert_str_eq(err.message, "sts.example refused: SignatureDoesNotMatch: no match");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("refusal");
	TCase *cases = tcase_create("refusal");

	tcase_add_loop_test(cases, explains, 0, COUNT(answers));
	tcase_add_test(cases, quotes_one_line_only);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
