/* check_reading_xml.c - what is read from XML answers, and what is not */
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
#define NEW_DEVICE(inner) TAG("CreateVirtualMFADeviceResponse", TAG("CreateVirtualMFADeviceResult", \
    TAG("VirtualMFADevice", inner)))
#define ERROR(inner)	"<ErrorResponse" STS ">\n  <Error>" inner "</Error>\n" \
    "  <RequestId>x</RequestId>\n</ErrorResponse>\n"

static const struct answer_case results[] = {
	{ "as STS sends it", "GetSessionToken", 200, UNTIL("2026-11-24T14:15:52Z"), LINES(SECRET, "1795529752") },
	{ "as moto sends it", "GetSessionToken", 200, UNTIL("2026-11-24T14:15:52.515268Z"),
	    LINES(SECRET, "1795529752") },
	{ "a number", "GetSessionToken", 200, UNTIL("1.795529752E9"), LINES(SECRET, "1795529752") },
	{ "a declaration", "GetSessionToken", 200, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" UNTIL("1795529752"),
	    LINES(SECRET, "1795529752") },
	{ "blanks around it", "GetSessionToken", 200, "\r\n " UNTIL("1795529752") "\n<!-- end -->\n",
	    LINES(SECRET, "1795529752") },
	{ "CDATA and character references", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", "<![CDATA[" KEY_ID "]]>")
	    TAG("SecretAccessKey", "a&amp;b&lt;&#x63;") TAG("SessionToken", TOKEN) TAG("Expiration", "1795529752")),
	    LINES("a&b<c", "1795529752") },
	{ "fields that are new", "GetSessionToken", 200, SESSION("<New a=\"b\">text<AccessKeyId/></New>" KEYS
	    TAG("Expiration", "1795529752") "<Empty/>"), LINES(SECRET, "1795529752") },
	{ "AssumeRole", "AssumeRole", 200, "<AssumeRoleResponse" STS ">" TAG("AssumeRoleResult",
	    TAG("Credentials", KEYS TAG("Expiration", "1795529752")) TAG("AssumedRoleUser",
	    TAG("AssumedRoleId", "AROA:alice") TAG("Arn", "arn:aws:sts::123456789012:assumed-role/ops/alice"))
	    TAG("PackedPolicySize", "6")) "</AssumeRoleResponse>",
	    LINES(SECRET, "1795529752") "arn=arn:aws:sts::123456789012:assumed-role/ops/alice|" },
	{ "GetCallerIdentity", "GetCallerIdentity", 200, TAG("GetCallerIdentityResponse", TAG("GetCallerIdentityResult",
	    TAG("UserId", "AIDAX") TAG("Account", "123456789012") TAG("Arn", "arn:aws:iam::123456789012:user/alice"))),
	    "arn=arn:aws:iam::123456789012:user/alice|account=123456789012|user_id=AIDAX|" },
	{ "no devices", "ListMFADevices", 200, DEVICES("<MFADevices/>" TAG("IsTruncated", "false")), "" },
	{ "two devices and more", "ListMFADevices", 200, DEVICES(TAG("MFADevices",
	    TAG("member", TAG("UserName", "alice") TAG("SerialNumber", "arn:aws:iam::123456789012:mfa/alice")
	    TAG("EnableDate", "2026-11-24T02:15:52.735272Z")) TAG("member", TAG("SerialNumber", "GAHT12345678")))
	    TAG("IsTruncated", "true") TAG("Marker", "m=2")),
	    "device=arn:aws:iam::123456789012:mfa/alice|device_since=1795486552|"
	    "device=GAHT12345678|and more from m=2|" },
	{ "members of something else", "ListMFADevices", 200, DEVICES("<MFADevices/>"
	    TAG("Tags", TAG("member", TAG("SerialNumber", "x y"))) TAG("IsTruncated", "false")), "" },
	{ "a new device, as moto sends it", "CreateVirtualMFADevice", 200, NEW_DEVICE(
	    TAG("SerialNumber", "arn:aws:iam::123456789012:mfa/alice") TAG("Base32StringSeed",
	    "QUJDREVGR0hJSktMMjM0NTY=") TAG("QRCodePNG", "iVBORw0KGgo=")),
	    "device=arn:aws:iam::123456789012:mfa/alice|seed=ABCDEFGHIJKL23456|" },
	{ "nothing but done", "EnableMFADevice", 200, "<EnableMFADeviceResponse" IAM "><ResponseMetadata><RequestId>x"
	    "</RequestId></ResponseMetadata></EnableMFADeviceResponse>", "" },
	{ "devices of nobody", "ListVirtualMFADevices", 200, TAG("ListVirtualMFADevicesResponse",
	    TAG("ListVirtualMFADevicesResult", TAG("IsTruncated", "false") TAG("VirtualMFADevices", TAG("member",
	    TAG("SerialNumber", "arn:aws:iam::123456789012:mfa/bob") TAG("Tags", TAG("member", TAG("Key", "a"))))))),
	    "device=arn:aws:iam::123456789012:mfa/bob|" },
	{ "refused", "GetSessionToken", 403,
	    ERROR(TAG("Type", "Sender") TAG("Code", "AccessDenied") TAG("Message", DENIED)),
	    "AccessDenied: " DENIED "|" },
	{ "refused, as moto says it", "ListMFADevices", 404,
	    ERROR(TAG("Code", "NoSuchEntity") TAG("Message", "gone") TAG("message", "again")), "NoSuchEntity: gone|" },
	{ "refused, as moto says it for signatures", "GetSessionToken", 403,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ErrorResponse><Errors><Error>"
	    "<Code>InvalidClientTokenId</Code>"
	    "<Message>no</Message><Type>Sender</Type></Error></Errors></ErrorResponse>",
	    "InvalidClientTokenId: no|" },
};

START_TEST(reads)
{
	expect_result(&results[_i]);
}
END_TEST

#define DEEP	"<a><a><a><a><a><a><a><a>"
#define SHALLOW	"</a></a></a></a></a></a></a></a>"

static const struct answer_case broken[] = {
	{ "nothing", "GetSessionToken", 200, "", "HTTP 200: the answer is empty" },
	{ "blanks", "GetSessionToken", 503, " \n ", "HTTP 503: the answer is empty" },
	{ "text", "GetSessionToken", 502, "upstream\r\n\tis\x1b[31m down",
	    "HTTP 502: the answer is not from AWS: upstream is [31m down" },
	{ "a page", "GetSessionToken", 500, "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>",
	    "HTTP 500: the answer is not from AWS: <!doctype html> <html lang=en> <title>500 Internal" },
	{ "a page that is XML", "GetSessionToken", 200, "<html><body>Log in</body></html>",
	    "not from AWS: <html><body>Log in" },
	{ "a redirect", "GetSessionToken", 302, "<html/>", "HTTP 302: the answer redirects to another address" },
	{ "a page that echoes the request", "GetSessionToken", 502, "<p>TokenCode=123456</p><p>",
	    "HTTP 502: the answer cannot be read" },
	{ "a page that echoes the headers", "GetSessionToken", 502, "bad header x-amz-security-token: " TOKEN,
	    "cannot be read" },
	{ "a doctype", "GetSessionToken", 200, "<!DOCTYPE a>" UNTIL("1795529752"), "cannot be read" },
	{ "an entity", "GetSessionToken", 200, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "not from AWS" },
	{ "an external entity", "GetSessionToken", 200,
	    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "not from AWS" },
	{ "an entity nobody declared", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", "&b;")), "cannot be read" },
	{ "an encoding nobody knows", "GetSessionToken", 200, "<?xml version=\"1.0\" encoding=\"x\"?><a/>",
	    "not from AWS" },
	{ "two documents", "GetSessionToken", 200, UNTIL("1795529752") "<a/>", "cannot be read" },
	{ "tags that cross", "GetSessionToken", 200, "<a><b></a></b>", "not from AWS" },
	{ "no key id", "GetSessionToken", 200, SESSION(TAG("SecretAccessKey", SECRET)), "AccessKeyId is missing" },
	{ "no token", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", KEY_ID) TAG("SecretAccessKey", SECRET)),
	    "SessionToken is missing" },
	{ "an empty secret", "GetSessionToken", 200, SESSION("<SecretAccessKey/>"),
	    "SecretAccessKey is not what it should be" },
	{ "no expiration", "GetSessionToken", 200, SESSION(KEYS), "Expiration is missing" },
	{ "a value twice", "GetSessionToken", 200, SESSION(KEYS TAG("SecretAccessKey", SECRET)),
	    "SecretAccessKey comes twice" },
	{ "credentials twice", "GetSessionToken", 200,
	    TAG("R", TAG("Credentials", KEYS) TAG("Credentials", KEYS TAG("Expiration", "1"))),
	    "AccessKeyId comes twice" },
	{ "a tag within a value", "GetSessionToken", 200,
	    SESSION(TAG("AccessKeyId", "ASIA<b>IOSFODNN7</b>EXAMPLE") TAG("SecretAccessKey", SECRET)),
	    "AccessKeyId is missing" },
	{ "blanks around a value", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", "\n" KEY_ID "\n")),
	    "AccessKeyId is not" },
	{ "another spelling", "GetSessionToken", 200, SESSION(TAG("accessKeyId", KEY_ID)), "cannot be read" },
	{ "a namespace prefix", "GetSessionToken", 200, "<a:Credentials>" KEYS "</a:Credentials>", "cannot be read" },
	{ "time: a word", "GetSessionToken", 200, UNTIL("soon"), "Expiration is not" },
	{ "time: hexadecimal", "GetSessionToken", 200, UNTIL("0x10"), "Expiration is not" },
	{ "token: a quote", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", KEY_ID) TAG("SecretAccessKey", SECRET)
	    TAG("SessionToken", "FwoGZX'") TAG("Expiration", "1795529752")), "the session token has a character" },
	{ "token: a newline by reference", "GetSessionToken", 200, SESSION(TAG("AccessKeyId", KEY_ID)
	    TAG("SecretAccessKey", SECRET) TAG("SessionToken", "FwoGZX&#10;") TAG("Expiration", "1795529752")),
	    "the session token has a character" },
	{ "token: a NUL by reference", "GetSessionToken", 200, SESSION(TAG("SessionToken", "FwoGZX&#0;")),
	    "cannot be read" },
	{ "nested too deeply", "GetSessionToken", 200, DEEP DEEP "<a/>" SHALLOW SHALLOW, "it is nested too deeply" },
	{ "a device without a serial", "ListMFADevices", 200, DEVICES("<MFADevices><member/></MFADevices>"),
	    "SerialNumber is missing" },
	{ "a seed that is none", "CreateVirtualMFADevice", 200, NEW_DEVICE(TAG("SerialNumber", "GAHT12345678")
	    TAG("Base32StringSeed", "QUJDREVGR0hJSktMMDE4OQ==")), "Base32StringSeed is not" },
	{ "a seed without its device", "CreateVirtualMFADevice", 200, NEW_DEVICE(
	    TAG("Base32StringSeed", "QUJDREVGR0hJSktMMjM0NTY=")), "SerialNumber is missing" },
	{ "a seed that broke off", "CreateVirtualMFADevice", 200, "<A><Base32StringSeed>QUJDREVGR0hJ",
	    "cannot be read" },
	{ "a picture that broke off", "CreateVirtualMFADevice", 200, "<A><QRCodePNG>QUJDREVGR0hJ", "cannot be read" },
	{ "done with something else", "EnableMFADevice", 200, "<DeleteVirtualMFADeviceResponse/>", "not from AWS" },
	{ "no marker", "ListMFADevices", 200, DEVICES("<MFADevices/>" TAG("IsTruncated", "true")),
	    "Marker is missing" },
	{ "an error with 200", "GetSessionToken", 200, ERROR(TAG("Code", "AccessDenied")),
	    "HTTP 200: the answer is not from AWS" },
	{ "two errors", "GetSessionToken", 403,
	    TAG("Errors", TAG("Error", TAG("Code", "A")) TAG("Error", TAG("Code", "B"))), "Code comes twice" },
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
	Suite *suite = suite_create("reading_xml");
	TCase *cases = tcase_create("reading_xml");

	tcase_add_loop_test(cases, reads, 0, COUNT(results));
	tcase_add_loop_test(cases, refuses, 0, COUNT(broken));
	tcase_add_test(cases, a_session_that_broke_off_is_none);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
