/* check_answer_xml.c - what is read from XML answers, and what is not */
#include "answers.h"

#define STS		" xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\""
#define IAM		" xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\""
#define TAG(name, text)	"<" name ">" text "</" name ">"

/* FIELDS of Credentials, in the wrapping that STS gives them. */
#define SESSION(fields)	"<GetSessionTokenResponse" STS ">\n <GetSessionTokenResult>\n  <Credentials>" fields \
    "</Credentials>\n </GetSessionTokenResult>\n <ResponseMetadata><RequestId>49da0955-ae53-11e1</RequestId>" \
    "</ResponseMetadata>\n</GetSessionTokenResponse>"
#define KEYS		TAG("AccessKeyId", KEY_ID) "\n" TAG("SecretAccessKey", SECRET) "\n" TAG("SessionToken", TOKEN)
#define UNTIL(text)	SESSION(KEYS "\n" TAG("Expiration", text))
#define DEVICES(inner)	"<ListMFADevicesResponse" IAM ">" TAG("ListMFADevicesResult", inner) "</ListMFADevicesResponse>"
#define ERROR(inner)	"<ErrorResponse" STS ">\n  <Error>" inner "</Error>\n  <RequestId>x</RequestId>\n</ErrorResponse>\n"

static const struct answer_case results[] = {
	{ "as STS sends it", ANSWER_SESSION, 200, UNTIL("2026-11-24T14:15:52Z"), KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "as moto sends it", ANSWER_SESSION, 200, UNTIL("2026-11-24T14:15:52.515268Z"),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "a number", ANSWER_SESSION, 200, UNTIL("1.795529752E9"), KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "a declaration", ANSWER_SESSION, 200, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" UNTIL("1795529752"),
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "blanks around it", ANSWER_SESSION, 200, "\r\n " UNTIL("1795529752") "\n<!-- end -->\n",
	    KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "CDATA and character references", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", "<![CDATA[" KEY_ID "]]>")
	    TAG("SecretAccessKey", "a&amp;b&lt;&#x63;") TAG("SessionToken", TOKEN) TAG("Expiration", "1795529752")),
	    KEY_ID " a&b<c " TOKEN " 1795529752|" },
	{ "fields that are new", ANSWER_SESSION, 200, SESSION("<New a=\"b\">text<AccessKeyId/></New>" KEYS
	    TAG("Expiration", "1795529752") "<Empty/>"), KEY_ID " " SECRET " " TOKEN " 1795529752|" },
	{ "AssumeRole", ANSWER_SESSION, 200, "<AssumeRoleResponse" STS ">" TAG("AssumeRoleResult",
	    TAG("Credentials", KEYS TAG("Expiration", "1795529752")) TAG("AssumedRoleUser",
	    TAG("AssumedRoleId", "AROA:alice") TAG("Arn", "arn:aws:sts::123456789012:assumed-role/ops/alice"))
	    TAG("PackedPolicySize", "6")) "</AssumeRoleResponse>",
	    KEY_ID " " SECRET " " TOKEN " 1795529752|arn:aws:sts::123456789012:assumed-role/ops/alice|" },
	{ "GetCallerIdentity", ANSWER_IDENTITY, 200, TAG("GetCallerIdentityResponse", TAG("GetCallerIdentityResult",
	    TAG("UserId", "AIDAX") TAG("Account", "123456789012") TAG("Arn", "arn:aws:iam::123456789012:user/alice"))),
	    "arn:aws:iam::123456789012:user/alice|123456789012 AIDAX|" },
	{ "no devices", ANSWER_MFA_DEVICES, 200, DEVICES("<MFADevices/>" TAG("IsTruncated", "false")), "" },
	{ "two devices and more", ANSWER_MFA_DEVICES, 200, DEVICES(TAG("MFADevices",
	    TAG("member", TAG("UserName", "alice") TAG("SerialNumber", "arn:aws:iam::123456789012:mfa/alice")
	    TAG("EnableDate", "2026-11-24T02:15:52.735272Z")) TAG("member", TAG("SerialNumber", "GAHT12345678")))
	    TAG("IsTruncated", "true") TAG("Marker", "m=2")),
	    "arn:aws:iam::123456789012:mfa/alice 1795486552|GAHT12345678 0|and more from m=2|" },
	{ "members of something else", ANSWER_MFA_DEVICES, 200, DEVICES("<MFADevices/>"
	    TAG("Tags", TAG("member", TAG("SerialNumber", "x y"))) TAG("IsTruncated", "false")), "" },
	{ "refused", ANSWER_SESSION, 403, ERROR(TAG("Type", "Sender") TAG("Code", "AccessDenied") TAG("Message", DENIED)),
	    "AccessDenied: " DENIED "|" },
	{ "refused, as moto says it", ANSWER_MFA_DEVICES, 404,
	    ERROR(TAG("Code", "NoSuchEntity") TAG("Message", "gone") TAG("message", "again")), "NoSuchEntity: gone|" },
	{ "refused, as moto says it for signatures", ANSWER_SESSION, 403,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ErrorResponse><Errors><Error><Code>InvalidClientTokenId</Code>"
	    "<Message>no</Message><Type>Sender</Type></Error></Errors></ErrorResponse>", "InvalidClientTokenId: no|" },
};

START_TEST(reads)
{
	expect_result(&results[_i]);
}
END_TEST

#define DEEP	"<a><a><a><a><a><a><a><a>"
#define SHALLOW	"</a></a></a></a></a></a></a></a>"

static const struct answer_case broken[] = {
	{ "nothing", ANSWER_SESSION, 200, "", "HTTP 200: the answer is empty" },
	{ "blanks", ANSWER_SESSION, 503, " \n ", "HTTP 503: the answer is empty" },
	{ "text", ANSWER_SESSION, 502, "upstream\r\n\tis\x1b[31m down", "HTTP 502: the answer is not from AWS: upstream is [31m down" },
	{ "a page", ANSWER_SESSION, 500, "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>",
	    "HTTP 500: the answer is not from AWS: <!doctype html> <html lang=en> <title>500 Internal" },
	{ "a page that is XML", ANSWER_SESSION, 200, "<html><body>Log in</body></html>", "not from AWS: <html><body>Log in" },
	{ "a redirect", ANSWER_SESSION, 302, "<html/>", "HTTP 302: the answer leads to another address" },
	{ "a page that echoes the request", ANSWER_SESSION, 502, "<p>TokenCode=123456</p><p>", "HTTP 502: the answer cannot be read" },
	{ "a page that echoes the headers", ANSWER_SESSION, 502, "bad header x-amz-security-token: " TOKEN, "cannot be read" },
	{ "a doctype", ANSWER_SESSION, 200, "<!DOCTYPE a>" UNTIL("1795529752"), "cannot be read" },
	{ "an entity", ANSWER_SESSION, 200, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "not from AWS" },
	{ "an external entity", ANSWER_SESSION, 200, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
	    "not from AWS" },
	{ "an entity nobody declared", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", "&b;")), "cannot be read" },
	{ "an encoding nobody knows", ANSWER_SESSION, 200, "<?xml version=\"1.0\" encoding=\"x\"?><a/>", "not from AWS" },
	{ "two documents", ANSWER_SESSION, 200, UNTIL("1795529752") "<a/>", "cannot be read" },
	{ "tags that cross", ANSWER_SESSION, 200, "<a><b></a></b>", "not from AWS" },
	{ "no key id", ANSWER_SESSION, 200, SESSION(TAG("SecretAccessKey", SECRET)), "AccessKeyId is missing" },
	{ "no token", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", KEY_ID) TAG("SecretAccessKey", SECRET)),
	    "SessionToken is missing" },
	{ "an empty secret", ANSWER_SESSION, 200, SESSION("<SecretAccessKey/>"), "SecretAccessKey is not what it should be" },
	{ "no expiration", ANSWER_SESSION, 200, SESSION(KEYS), "Expiration is missing" },
	{ "a value twice", ANSWER_SESSION, 200, SESSION(KEYS TAG("SecretAccessKey", SECRET)), "SecretAccessKey comes twice" },
	{ "credentials twice", ANSWER_SESSION, 200,
	    TAG("R", TAG("Credentials", KEYS) TAG("Credentials", KEYS TAG("Expiration", "1"))), "AccessKeyId comes twice" },
	{ "a tag within a value", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", "ASIA<b>IOSFODNN7</b>EXAMPLE") TAG("SecretAccessKey", SECRET)),
	    "AccessKeyId is missing" },
	{ "blanks around a value", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", "\n" KEY_ID "\n")), "AccessKeyId is not" },
	{ "another spelling", ANSWER_SESSION, 200, SESSION(TAG("accessKeyId", KEY_ID)), "cannot be read" },
	{ "a namespace prefix", ANSWER_SESSION, 200, "<a:Credentials>" KEYS "</a:Credentials>", "cannot be read" },
	{ "time: a word", ANSWER_SESSION, 200, UNTIL("soon"), "Expiration is not" },
	{ "time: hexadecimal", ANSWER_SESSION, 200, UNTIL("0x10"), "Expiration is not" },
	{ "token: a quote", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", KEY_ID) TAG("SecretAccessKey", SECRET)
	    TAG("SessionToken", "FwoGZX'") TAG("Expiration", "1795529752")), "the session token has a character" },
	{ "token: a newline by reference", ANSWER_SESSION, 200, SESSION(TAG("AccessKeyId", KEY_ID)
	    TAG("SecretAccessKey", SECRET) TAG("SessionToken", "FwoGZX&#10;") TAG("Expiration", "1795529752")),
	    "the session token has a character" },
	{ "token: a NUL by reference", ANSWER_SESSION, 200, SESSION(TAG("SessionToken", "FwoGZX&#0;")), "cannot be read" },
	{ "nested too deeply", ANSWER_SESSION, 200, DEEP DEEP "<a/>" SHALLOW SHALLOW, "it is nested too deeply" },
	{ "a device without a serial", ANSWER_MFA_DEVICES, 200, DEVICES("<MFADevices><member/></MFADevices>"),
	    "SerialNumber is missing" },
	{ "no marker", ANSWER_MFA_DEVICES, 200, DEVICES("<MFADevices/>" TAG("IsTruncated", "true")), "Marker is missing" },
	{ "an error with 200", ANSWER_SESSION, 200, ERROR(TAG("Code", "AccessDenied")), "HTTP 200: the answer is not from AWS" },
	{ "two errors", ANSWER_SESSION, 403, TAG("Errors", TAG("Error", TAG("Code", "A")) TAG("Error", TAG("Code", "B"))),
	    "Code comes twice" },
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

int
main(void)
{
	Suite *suite = suite_create("answer_xml");
	TCase *cases = tcase_create("answer_xml");

	tcase_add_loop_test(cases, reads, 0, COUNT(results));
	tcase_add_loop_test(cases, refuses, 0, COUNT(broken));
	tcase_add_test(cases, a_session_that_broke_off_is_none);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
