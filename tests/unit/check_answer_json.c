/* check_answer_json.c - what is read from JSON answers, and what is not */
#include "answers.h"

/* FIELDS of Credentials, in the wrapping that STS gives them. */
#define SESSION(fields) "{\"GetSessionTokenResponse\":{\"GetSessionTokenResult\":{\"Credentials\":{" fields "}}," \
    "\"ResponseMetadata\":{\"RequestId\":\"49da0955-ae53-11e1-a190-fd9a9336a444\"}}}"
#define KEYS	"\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\",\"SessionToken\":\"" TOKEN "\""
#define UNTIL(expiration)	SESSION(KEYS ",\"Expiration\":" expiration)
#define DEVICES(list, more)	"{\"ListMFADevicesResponse\":{\"ListMFADevicesResult\":{\"MFADevices\":" list "," more "}}}"
#define DEVICE(serial)		"{\"UserName\":\"alice\",\"SerialNumber\":\"" serial "\"}"

static const struct answer_case results[] = {
	{ "as STS sends it", ANSWER_SESSION, 200, UNTIL("1.515115602E9"), KEY_ID " " SECRET " " TOKEN " 1515115602|" },
	{ "a plain number", ANSWER_SESSION, 200, UNTIL("1795529752"), KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "a number with a fraction", ANSWER_SESSION, 200, UNTIL("1795529752.9"),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "a number as text", ANSWER_SESSION, 200, UNTIL("\"1.795529752E9\""), KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "as moto sends it", ANSWER_SESSION, 200, UNTIL("\"2026-11-24T14:15:52.515268Z\""),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "another time zone", ANSWER_SESSION, 200, UNTIL("\"2026-11-24T15:15:52+01:00\""),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "blanks around it", ANSWER_SESSION, 200, " \r\n\t" UNTIL("1795529752") " \n",
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "without the outer name", ANSWER_SESSION, 200,
	    "{\"GetSessionTokenResult\":{\"Credentials\":{" KEYS ",\"Expiration\":1795529752}}}",
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "fields that are new", ANSWER_SESSION, 200,
	    SESSION(KEYS ",\"Expiration\":1795529752,\"Kind\":{\"AccessKeyId\":\"x y\"},\"List\":[1,[2]],\"No\":null"),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "escapes", ANSWER_SESSION, 200,
	    SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"wJal\\/rXU\\u002b\",\"SessionToken\":\"" TOKEN "\","
	    "\"Expiration\":1795529752"), KEY_ID " wJal/rXU+ " TOKEN " 1795529752|" },
	{ "AssumeRole", ANSWER_SESSION, 200, "{\"AssumeRoleResponse\":{\"AssumeRoleResult\":{\"AssumedRoleUser\":{"
	    "\"AssumedRoleId\":\"AROA:alice\",\"Arn\":\"arn:aws:sts::123456789012:assumed-role/ops/alice\"},"
	    "\"Credentials\":{" KEYS ",\"Expiration\":1795529752},\"PackedPolicySize\":6}}}",
	    KEY_ID " " SECRET " " TOKEN " 1795529752|arn:aws:sts::123456789012:assumed-role/ops/alice|" },
	{ "GetCallerIdentity", ANSWER_IDENTITY, 200, "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{"
	    "\"Account\":\"123456789012\",\"Arn\":\"arn:aws:iam::123456789012:user/alice\",\"UserId\":\"AIDAX\"}}}",
	    "arn:aws:iam::123456789012:user/alice|123456789012 AIDAX|" },
	{ "no devices", ANSWER_MFA_DEVICES, 200, DEVICES("[]", "\"IsTruncated\":false"), "" },
	{ "no devices, from XML", ANSWER_MFA_DEVICES, 200, DEVICES("null", "\"IsTruncated\":false"), "" },
	{ "one device", ANSWER_MFA_DEVICES, 200,
	    DEVICES("[{\"EnableDate\":1.795486552E9,\"SerialNumber\":\"arn:aws:iam::123456789012:mfa/alice\"}]",
	    "\"IsTruncated\":false"), "arn:aws:iam::123456789012:mfa/alice 1795486552|" },
	{ "two devices and more", ANSWER_MFA_DEVICES, 200,
	    DEVICES("[" DEVICE("GAHT12345678") "," DEVICE("GAHT12345679") "]", "\"IsTruncated\":true,\"Marker\":\"m=2\""),
	    "GAHT12345678 0|GAHT12345679 0|and more from m=2|" },
	{ "a marker of the last page", ANSWER_MFA_DEVICES, 200,
	    DEVICES("[" DEVICE("GAHT12345678") "]", "\"IsTruncated\":false,\"Marker\":\"m\""), "GAHT12345678 0|" },
	{ "refused", ANSWER_SESSION, 403, "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"" DENIED
	    "\",\"Type\":\"Sender\"},\"RequestId\":\"x\"}", "AccessDenied: " DENIED "|" },
	{ "refused, as LocalStack says it", ANSWER_SESSION, 403,
	    "{\"ErrorResponse\":{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"no\"}}}", "AccessDenied: no|" },
	{ "refused, as moto says it", ANSWER_MFA_DEVICES, 404,
	    "{\"Error\": {\"Code\": \"NoSuchEntity\", \"Message\": \"gone\", \"message\": \"again\"}}", "NoSuchEntity: gone|" },
	{ "refused without a message", ANSWER_SESSION, 503, "{\"Error\":{\"Code\":\"ServiceUnavailable\"}}",
	    "ServiceUnavailable: |" },
};

START_TEST(reads)
{
	expect_result(&results[_i]);
}
END_TEST

#define TWICE	SESSION(KEYS ",\"Expiration\":1,\"SessionToken\":\"" TOKEN "\"")
#define DEEP	"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"

static const struct answer_case broken[] = {
	{ "an empty object", ANSWER_SESSION, 200, "{}", "HTTP 200: the answer is not from AWS: {}" },
	{ "an array", ANSWER_SESSION, 200, "[{}]", "not from AWS: [{}]" },
	{ "two objects", ANSWER_SESSION, 200, "{}{}", "not from AWS: {}{}" },
	{ "text behind it", ANSWER_SESSION, 200, UNTIL("1795529752") "x", "cannot be read" },
	{ "no key id", ANSWER_SESSION, 200, SESSION("\"SecretAccessKey\":\"" SECRET "\""), "AccessKeyId is missing" },
	{ "no secret", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\""), "SecretAccessKey is missing" },
	{ "no token", ANSWER_SESSION, 200,
	    SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\",\"SessionToken\":null"),
	    "SessionToken is missing" },
	{ "an empty token", ANSWER_SESSION, 200, SESSION("\"SessionToken\":\"\""), "SessionToken is not what it should be" },
	{ "no expiration", ANSWER_SESSION, 200, SESSION(KEYS), "Expiration is missing" },
	{ "a value twice", ANSWER_SESSION, 200, TWICE, "SessionToken comes twice" },
	{ "credentials twice", ANSWER_SESSION, 200,
	    "{\"Credentials\":{" KEYS "},\"Credentials\":{" KEYS ",\"Expiration\":1795529752}}", "AccessKeyId comes twice" },
	{ "an object for a value", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":{\"a\":\"b\"}"), "cannot be read" },
	{ "a number for a secret", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":1,"
	    "\"SessionToken\":true"), "SecretAccessKey is not what it should be" },
	{ "time: a word", ANSWER_SESSION, 200, UNTIL("\"tomorrow\""), "Expiration is not" },
	{ "time: no zone", ANSWER_SESSION, 200, UNTIL("\"2026-11-24T14:15:52\""), "Expiration is not" },
	{ "time: zero", ANSWER_SESSION, 200, UNTIL("0"), "Expiration is not" },
	{ "time: negative", ANSWER_SESSION, 200, UNTIL("-1"), "Expiration is not" },
	{ "time: milliseconds", ANSWER_SESSION, 200, UNTIL("1795529752000"), "Expiration is not" },
	{ "time: endless", ANSWER_SESSION, 200, UNTIL("1e400"), "Expiration is not" },
	{ "time: two numbers", ANSWER_SESSION, 200, UNTIL("\"1795529752+1\""), "Expiration is not" },
	{ "time: empty", ANSWER_SESSION, 200, UNTIL("\"\""), "Expiration is not" },
	{ "key id: short", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"" SECRET "\","
	    "\"SessionToken\":\"" TOKEN "\",\"Expiration\":1795529752"), "the access key id is not" },
	{ "key id: a blank", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"ASIAIOSFODNN7 EXAMPLE\""), "AccessKeyId is not" },
	{ "token: a quote", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\","
	    "\"SessionToken\":\"FwoGZX';touch x;'\",\"Expiration\":1795529752"), "the session token has a character" },
	{ "token: a newline", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET
	    "\",\"SessionToken\":\"FwoGZX\\n\",\"Expiration\":1795529752"), "the session token has a character" },
	{ "secret: not ASCII", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"\\u00e9\","
	    "\"SessionToken\":\"" TOKEN "\",\"Expiration\":1795529752"), "the secret access key has a character" },
	{ "token: a NUL", ANSWER_SESSION, 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\","
	    "\"SessionToken\":\"FwoGZX\\u0000;touch x\",\"Expiration\":1795529752"), "cannot be read" },
	{ "a key that is nested too deeply", ANSWER_SESSION, 200, DEEP DEEP "{\"a\":1}" "}}}}}}}}" "}}}}}}}}",
	    "it is nested too deeply" },
	{ "arn: a control byte", ANSWER_IDENTITY, 200, "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:\\u001b[31m\"}}",
	    "Arn is not" },
	{ "no account", ANSWER_IDENTITY, 200, "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\"}}", "Account is missing" },
	{ "no user id", ANSWER_IDENTITY, 200, "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\",\"Account\":\"1\"}}",
	    "UserId is missing" },
	{ "an account that is too long", ANSWER_IDENTITY, 200,
	    "{\"GetCallerIdentityResult\":{\"Account\":\"1234567890123\"}}", "Account is not" },
	{ "no list", ANSWER_MFA_DEVICES, 200, "{\"ListMFADevicesResult\":{\"IsTruncated\":false}}", "MFADevices is missing" },
	{ "no marker", ANSWER_MFA_DEVICES, 200, DEVICES("[]", "\"IsTruncated\":true"), "Marker is missing" },
	{ "truncated how", ANSWER_MFA_DEVICES, 200, DEVICES("[]", "\"IsTruncated\":1"), "IsTruncated is not" },
	{ "a device without a serial", ANSWER_MFA_DEVICES, 200, DEVICES("[{\"UserName\":\"alice\"}]", "\"a\":1"),
	    "SerialNumber is missing" },
	{ "two serials of a device", ANSWER_MFA_DEVICES, 200,
	    DEVICES("[{\"SerialNumber\":\"GAHT12345678\",\"SerialNumber\":\"GAHT12345679\"}]", "\"a\":1"),
	    "SerialNumber comes twice" },
	{ "an error with 200", ANSWER_SESSION, 200, "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"no\"}}",
	    "HTTP 200: the answer is not from AWS" },
	{ "a result with 403", ANSWER_IDENTITY, 403,
	    "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\",\"Account\":\"1\",\"UserId\":\"2\"}}", "HTTP 403: the answer is not" },
	{ "credentials with 500", ANSWER_SESSION, 500, UNTIL("1795529752"), "HTTP 500: the answer cannot be read" },
	{ "an error without a code", ANSWER_SESSION, 403, "{\"Error\":{\"Message\":\"no\"}}", "HTTP 403: the answer is not" },
	{ "a code with an escape", ANSWER_SESSION, 403, "{\"Error\":{\"Code\":\"\\u001b[2J\"}}", "Code is not" },
	{ "another API's error", ANSWER_SESSION, 403, "{\"message\":\"Forbidden\"}", "{\"message\":\"Forbidden\"}" },
};

START_TEST(refuses)
{
	expect_broken(&broken[_i]);
}
END_TEST

START_TEST(a_session_that_broke_off_is_none)
{
	expect_broken_when_cut(&results[0]);
}
END_TEST

START_TEST(more_devices_than_a_user_can_have_are_refused)
{
	struct secret body = SECRET_INIT;
	struct answer_case many = { "many", ANSWER_MFA_DEVICES, 200, NULL, "MFADevices are too many" };
	int i;

	secret_puts(&body, "{\"ListMFADevicesResult\":{\"MFADevices\":[" DEVICE("GAHT12345678"));
	for (i = 0; i < ANSWER_DEVICE_LIMIT; i++)
		secret_puts(&body, "," DEVICE("GAHT12345678"));
	secret_puts(&body, "]}}");
	many.body = secret_text(&body);
	expect_broken(&many);
	secret_clear(&body);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("answer_json");
	TCase *cases = tcase_create("answer_json");

	tcase_add_loop_test(cases, reads, 0, COUNT(results));
	tcase_add_loop_test(cases, refuses, 0, COUNT(broken));
	tcase_add_test(cases, a_session_that_broke_off_is_none);
	tcase_add_test(cases, more_devices_than_a_user_can_have_are_refused);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
