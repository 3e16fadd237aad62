/* check_reading_json.c - what is read from JSON answers, and what is not */
#include "answers.h"

/* FIELDS of Credentials, in the wrapping that STS gives them. */
#define SESSION(fields) "{\"GetSessionTokenResponse\":{\"GetSessionTokenResult\":{\"Credentials\":{" fields "}}," \
    "\"ResponseMetadata\":{\"RequestId\":\"49da0955-ae53-11e1-a190-fd9a9336a444\"}}}"
#define KEYS	"\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\",\"SessionToken\":\"" TOKEN "\""
#define UNTIL(expiration)	SESSION(KEYS ",\"Expiration\":" expiration)
#define DEVICES(list, more)	"{\"ListMFADevicesResponse\":{\"ListMFADevicesResult\":{\"MFADevices\":" list "," \
    more "}}}"
#define DEVICE(serial)		"{\"UserName\":\"alice\",\"SerialNumber\":\"" serial "\"}"

static const struct answer_case results[] = {
	{ "as STS sends it", "GetSessionToken", 200, UNTIL("1.515115602E9"), LINES(SECRET, "1515115602") },
	{ "a plain number", "GetSessionToken", 200, UNTIL("1795529752"), LINES(SECRET, "1795529752") },
	{ "a number with a fraction", "GetSessionToken", 200, UNTIL("1795529752.9"),
	    LINES(SECRET, "1795529752") },
	{ "a number as text", "GetSessionToken", 200, UNTIL("\"1.795529752E9\""), LINES(SECRET, "1795529752") },
	{ "as moto sends it", "GetSessionToken", 200, UNTIL("\"2026-11-24T14:15:52.515268Z\""),
	    LINES(SECRET, "1795529752") },
	{ "another time zone", "GetSessionToken", 200, UNTIL("\"2026-11-24T15:15:52+01:00\""),
	    LINES(SECRET, "1795529752") },
	{ "blanks around it", "GetSessionToken", 200, " \r\n\t" UNTIL("1795529752") " \n",
	    LINES(SECRET, "1795529752") },
	{ "without the outer name", "GetSessionToken", 200,
	    "{\"GetSessionTokenResult\":{\"Credentials\":{" KEYS ",\"Expiration\":1795529752}}}",
	    LINES(SECRET, "1795529752") },
	{ "fields that are new", "GetSessionToken", 200,
	    SESSION(KEYS ",\"Expiration\":1795529752,\"Kind\":{\"AccessKeyId\":\"x y\"},\"List\":[1,[2]],\"No\":null"),
	    LINES(SECRET, "1795529752") },
	{ "escapes", "GetSessionToken", 200,
	    SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"wJal\\/rXU\\u002b\",\"SessionToken\":\""
	    TOKEN "\","
	    "\"Expiration\":1795529752"), LINES("wJal/rXU+", "1795529752") },
	{ "AssumeRole", "AssumeRole", 200, "{\"AssumeRoleResponse\":{\"AssumeRoleResult\":{\"AssumedRoleUser\":{"
	    "\"AssumedRoleId\":\"AROA:alice\",\"Arn\":\"arn:aws:sts::123456789012:assumed-role/ops/alice\"},"
	    "\"Credentials\":{" KEYS ",\"Expiration\":1795529752},\"PackedPolicySize\":6}}}",
	    LINES(SECRET, "1795529752") "arn=arn:aws:sts::123456789012:assumed-role/ops/alice|" },
	{ "GetCallerIdentity", "GetCallerIdentity", 200, "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{"
	    "\"Account\":\"123456789012\",\"Arn\":\"arn:aws:iam::123456789012:user/alice\",\"UserId\":\"AIDAX\"}}}",
	    "arn=arn:aws:iam::123456789012:user/alice|account=123456789012|user_id=AIDAX|" },
	{ "no devices", "ListMFADevices", 200, DEVICES("[]", "\"IsTruncated\":false"), "" },
	{ "no devices, from XML", "ListMFADevices", 200, DEVICES("null", "\"IsTruncated\":false"), "" },
	{ "one device", "ListMFADevices", 200,
	    DEVICES("[{\"EnableDate\":1.795486552E9,\"SerialNumber\":\"arn:aws:iam::123456789012:mfa/alice\"}]",
	    "\"IsTruncated\":false"), "device=arn:aws:iam::123456789012:mfa/alice|device_since=1795486552|" },
	{ "two devices and more", "ListMFADevices", 200,
	    DEVICES("[" DEVICE("GAHT12345678") "," DEVICE("GAHT12345679") "]",
	    "\"IsTruncated\":true,\"Marker\":\"m=2\""),
	    "device=GAHT12345678|device=GAHT12345679|and more from m=2|" },
	{ "a marker of the last page", "ListMFADevices", 200,
	    DEVICES("[" DEVICE("GAHT12345678") "]", "\"IsTruncated\":false,\"Marker\":\"m\""), "device=GAHT12345678|" },
	{ "a new device", "CreateVirtualMFADevice", 200, "{\"CreateVirtualMFADeviceResponse\": "
	    "{\"CreateVirtualMFADeviceResult\": {\"VirtualMFADevice\": {\"SerialNumber\": \"GAHT12345678\", "
	    "\"Base32StringSeed\": \"QUJDREVGR0hJSktMMjM0NTY=\", \"QRCodePNG\": \"iVBORw0KGgo=\"}}}}",
	    "device=GAHT12345678|seed=ABCDEFGHIJKL23456|" },
	{ "nothing but done", "DeleteVirtualMFADevice", 200,
	    "{\"DeleteVirtualMFADeviceResponse\": {\"ResponseMetadata\": {\"RequestId\": \"x\"}}}", "" },
	{ "refused", "GetSessionToken", 403, "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"" DENIED
	    "\",\"Type\":\"Sender\"},\"RequestId\":\"x\"}", "AccessDenied: " DENIED "|" },
	{ "refused, as LocalStack says it", "GetSessionToken", 403,
	    "{\"ErrorResponse\":{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"no\"}}}", "AccessDenied: no|" },
	{ "refused, as moto says it", "ListMFADevices", 404,
	    "{\"Error\": {\"Code\": \"NoSuchEntity\", \"Message\": \"gone\", \"message\": \"again\"}}",
	    "NoSuchEntity: gone|" },
	{ "refused without a message", "GetSessionToken", 503, "{\"Error\":{\"Code\":\"ServiceUnavailable\"}}",
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
	{ "an empty object", "GetSessionToken", 200, "{}", "HTTP 200: the answer is not from AWS: {}" },
	{ "an array", "GetSessionToken", 200, "[{}]", "not from AWS: [{}]" },
	{ "two objects", "GetSessionToken", 200, "{}{}", "not from AWS: {}{}" },
	{ "text behind it", "GetSessionToken", 200, UNTIL("1795529752") "x", "cannot be read" },
	{ "no key id", "GetSessionToken", 200, SESSION("\"SecretAccessKey\":\"" SECRET "\""),
	    "AccessKeyId is missing" },
	{ "no secret", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\""),
	    "SecretAccessKey is missing" },
	{ "no token", "GetSessionToken", 200,
	    SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\"" SECRET "\",\"SessionToken\":null"),
	    "SessionToken is missing" },
	{ "an empty token", "GetSessionToken", 200, SESSION("\"SessionToken\":\"\""),
	    "SessionToken is not what it should be" },
	{ "no expiration", "GetSessionToken", 200, SESSION(KEYS), "Expiration is missing" },
	{ "a value twice", "GetSessionToken", 200, TWICE, "SessionToken comes twice" },
	{ "credentials twice", "GetSessionToken", 200,
	    "{\"Credentials\":{" KEYS "},\"Credentials\":{" KEYS ",\"Expiration\":1795529752}}",
	    "AccessKeyId comes twice" },
	{ "an object for a value", "GetSessionToken", 200, SESSION("\"AccessKeyId\":{\"a\":\"b\"}"), "cannot be read" },
	{ "a number for a secret", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\""
	    KEY_ID "\",\"SecretAccessKey\":1,"
	    "\"SessionToken\":true"), "SecretAccessKey is not what it should be" },
	{ "time: a word", "GetSessionToken", 200, UNTIL("\"tomorrow\""), "Expiration is not" },
	{ "time: no zone", "GetSessionToken", 200, UNTIL("\"2026-11-24T14:15:52\""), "Expiration is not" },
	{ "time: zero", "GetSessionToken", 200, UNTIL("0"), "Expiration is not" },
	{ "time: negative", "GetSessionToken", 200, UNTIL("-1"), "Expiration is not" },
	{ "time: milliseconds", "GetSessionToken", 200, UNTIL("1795529752000"), "Expiration is not" },
	{ "time: endless", "GetSessionToken", 200, UNTIL("1e400"), "Expiration is not" },
	{ "time: two numbers", "GetSessionToken", 200, UNTIL("\"1795529752+1\""), "Expiration is not" },
	{ "time: empty", "GetSessionToken", 200, UNTIL("\"\""), "Expiration is not" },
	{ "key id: short", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\""
	    SECRET "\","
	    "\"SessionToken\":\"" TOKEN "\",\"Expiration\":1795529752"), "the access key id is not" },
	{ "key id: a blank", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"ASIAIOSFODNN7 EXAMPLE\""),
	    "AccessKeyId is not" },
	{ "token: a quote", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\""
	    SECRET "\","
	    "\"SessionToken\":\"FwoGZX';touch x;'\",\"Expiration\":1795529752"), "the session token has a character" },
	{ "token: a newline", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\""
	    SECRET
	    "\",\"SessionToken\":\"FwoGZX\\n\",\"Expiration\":1795529752"), "the session token has a character" },
	{ "secret: not ASCII", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\""
	    KEY_ID "\",\"SecretAccessKey\":\"\\u00e9\","
	    "\"SessionToken\":\"" TOKEN "\",\"Expiration\":1795529752"), "the secret access key has a character" },
	{ "token: a NUL", "GetSessionToken", 200, SESSION("\"AccessKeyId\":\"" KEY_ID "\",\"SecretAccessKey\":\""
	    SECRET "\","
	    "\"SessionToken\":\"FwoGZX\\u0000;touch x\",\"Expiration\":1795529752"), "cannot be read" },
	{ "a key that is nested too deeply", "GetSessionToken", 200, DEEP DEEP "{\"a\":1}" "}}}}}}}}" "}}}}}}}}",
	    "it is nested too deeply" },
	{ "arn: a control byte", "GetCallerIdentity", 200,
	    "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:\\u001b[31m\"}}",
	    "Arn is not" },
	{ "no account", "GetCallerIdentity", 200, "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\"}}",
	    "Account is missing" },
	{ "no user id", "GetCallerIdentity", 200,
	    "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\",\"Account\":\"1\"}}",
	    "UserId is missing" },
	{ "an account that is too long", "GetCallerIdentity", 200,
	    "{\"GetCallerIdentityResult\":{\"Account\":\"1234567890123\"}}", "Account is not" },
	{ "no list", "ListMFADevices", 200, "{\"ListMFADevicesResult\":{\"IsTruncated\":false}}",
	    "MFADevices is missing" },
	{ "no marker", "ListMFADevices", 200, DEVICES("[]", "\"IsTruncated\":true"), "Marker is missing" },
	{ "truncated how", "ListMFADevices", 200, DEVICES("[]", "\"IsTruncated\":1"), "IsTruncated is not" },
	{ "a device without a serial", "ListMFADevices", 200, DEVICES("[{\"UserName\":\"alice\"}]", "\"a\":1"),
	    "SerialNumber is missing" },
	{ "two serials of a device", "ListMFADevices", 200,
	    DEVICES("[{\"SerialNumber\":\"GAHT12345678\",\"SerialNumber\":\"GAHT12345679\"}]", "\"a\":1"),
	    "SerialNumber comes twice" },
	{ "an error with 200", "GetSessionToken", 200, "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"no\"}}",
	    "HTTP 200: the answer is not from AWS" },
	{ "a result with 403", "GetCallerIdentity", 403,
	    "{\"GetCallerIdentityResult\":{\"Arn\":\"arn:aws\",\"Account\":\"1\",\"UserId\":\"2\"}}",
	    "HTTP 403: the answer is not" },
	{ "credentials with 500", "GetSessionToken", 500, UNTIL("1795529752"), "HTTP 500: the answer cannot be read" },
	{ "an error without a code", "GetSessionToken", 403, "{\"Error\":{\"Message\":\"no\"}}",
	    "HTTP 403: the answer is not" },
	{ "a code with an escape", "GetSessionToken", 403, "{\"Error\":{\"Code\":\"\\u001b[2J\"}}", "Code is not" },
	{ "another API's error", "GetSessionToken", 403, "{\"message\":\"Forbidden\"}", "{\"message\":\"Forbidden\"}" },
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

/* What an action is answered that gives nothing back. */
static const struct action empty = { "EnableMFADevice", "iam", "2010-05-08", NULL, NULL };

static const struct {
	const char	*body;
	bool		 is_answer;
} acknowledgements[] = {
	{ "{\"EnableMFADeviceResponse\":{\"ResponseMetadata\":{\"RequestId\":\"x\"}}}", true },
	{ "<EnableMFADeviceResponse><ResponseMetadata/></EnableMFADeviceResponse>", true },
	{ "{}", false },
	{ "{\"DeleteMFADeviceResponse\":{}}", false },
	{ "<html><body>Log in</body></html>", false },
	{ "<EnableMFADeviceResponses/>", false },
};

START_TEST(an_action_without_a_result_is_done_when_it_is_named)
{
	struct answer answer = ANSWER_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret body = SECRET_INIT;

	secret_puts(&body, acknowledgements[_i].body);
	ck_assert_msg(body_read(&answer, &empty, 200, &body, &err) == acknowledgements[_i].is_answer, "%s: %s",
	    acknowledgements[_i].body, err.message);
	ck_assert_uint_eq(answer.result.text.len, 0);
	secret_clear(&body);
	answer_clear(&answer);
}
END_TEST

/* What an action is answered that gives a secret which is no credential. */
static const struct action_field seed[] = {
	{ "VirtualMFADevice", "SerialNumber", "device", 256, FORM_WORD, true },
	{ "VirtualMFADevice", "Base32StringSeed", "seed", 0, FORM_SECRET, true },
	{ NULL, NULL, NULL, 0, FORM_WORD, false }
};
static const struct action create = { "CreateVirtualMFADevice", "iam", "2010-05-08", NULL, seed };

START_TEST(a_secret_of_any_action_is_not_quoted)
{
	struct answer answer = ANSWER_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret body = SECRET_INIT;

	secret_puts(&body, "{\"CreateVirtualMFADeviceResponse\":{\"CreateVirtualMFADeviceResult\":{"
	    "\"VirtualMFADevice\":{"
	    "\"SerialNumber\":\"arn:aws:iam::123456789012:mfa/alice\",\"Base32StringSeed\":\"R1hWSE\"}}}}");
	ck_assert_msg(body_read(&answer, &create, 200, &body, &err), "%s", err.message);
	ck_assert_str_eq(secret_text(&answer.result.text),
	    "device=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Falice\nseed=R1hWSE\n");
	secret_truncate(&body, body.len - 1);
	ck_assert(!body_read(&answer, &create, 200, &body, &err));
	ck_assert_str_eq(err.message, "HTTP 200: the answer cannot be read");
	secret_clear(&body);
	answer_clear(&answer);
}
END_TEST

START_TEST(more_devices_than_a_user_can_have_are_refused)
{
	struct secret body = SECRET_INIT;
	struct answer_case many = { "many", "ListMFADevices", 200, NULL, "MFADevices are too many" };
	int i;

	secret_puts(&body, "{\"ListMFADevicesResult\":{\"MFADevices\":[" DEVICE("GAHT12345678"));
	for (i = 0; i < ANSWER_MEMBERS; i++)
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
	Suite *suite = suite_create("reading_json");
	TCase *cases = tcase_create("reading_json");

	tcase_add_loop_test(cases, reads, 0, COUNT(results));
	tcase_add_loop_test(cases, refuses, 0, COUNT(broken));
	tcase_add_loop_test(cases, an_action_without_a_result_is_done_when_it_is_named, 0, COUNT(acknowledgements));
	tcase_add_test(cases, a_secret_of_any_action_is_not_quoted);
	tcase_add_test(cases, a_session_that_broke_off_is_none);
	tcase_add_test(cases, more_devices_than_a_user_can_have_are_refused);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
