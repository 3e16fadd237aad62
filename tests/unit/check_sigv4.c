/* check_sigv4.c - our signatures against those of AWS's test suite and of botocore */
#include "helper/sigv4.h"

#include <string.h>

#include "types/timestamp.h"
#include "unit.h"

#define HOST		{ "host", "example.amazonaws.com" }
#define DATE		{ "x-amz-date", "20150830T123600Z" }
#define FORM		{ "content-type", "application/x-www-form-urlencoded; charset=utf-8" }
#define JSON		{ "accept", "application/json" }
#define TOKEN		{ "x-amz-security-token", "FwoGZXIvYXdzEJr//////////wEaD+abc/def==" }
#define LONG_TOKEN	{ "x-amz-security-token", \
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWL" \
    "WsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0K" \
    "PkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypN" \
    "C9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==" }
#define LETTERS		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define SESSION_FORM	"Action=GetSessionToken&Version=2011-06-15&DurationSeconds=3600" \
    "&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Falice&TokenCode=012345"

struct vector {
	const char		*name;
	const char		*method, *path, *query;
	struct sigv4_header	 headers[6];
	const char		*body;
	const char		*signed_headers, *signature;
};

/* The names are those of AWS's test suite for Signature Version 4. */
static const struct vector published[] = {
	{ "get-vanilla", "GET", "/", "", { HOST, DATE }, "", "host;x-amz-date",
	    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
	{ "get-vanilla-with-session-token", "GET", "/", "", { HOST, DATE,
	    { "x-amz-security-token", "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267" } }, "",
	    "host;x-amz-date;x-amz-security-token",
	    "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8" },
	{ "get-vanilla-query", "GET", "/", "Param1=value1", { HOST, DATE }, "", "host;x-amz-date",
	    "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb" },
	{ "get-unreserved", "GET", "/-._~0123456789" LETTERS, "", { HOST, DATE }, "", "host;x-amz-date",
	    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f" },
	{ "get-utf8", "GET", "/\xe1\x88\xb4", "", { HOST, DATE }, "", "host;x-amz-date",
	    "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85" },
	{ "get-space", "GET", "/example space/", "", { HOST, DATE }, "", "host;x-amz-date",
	    "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741" },
	{ "get-header-value-trim", "GET", "/", "", { HOST, { "my-header1", " value1" },
	    { "my-header2", " \"a   b   c\" " }, DATE }, "", "host;my-header1;my-header2;x-amz-date",
	    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736" },
	{ "post-vanilla", "POST", "/", "", { HOST, DATE }, "", "host;x-amz-date",
	    "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
	{ "post-header-key-sort", "POST", "/", "", { DATE, { "my-header1", "value1" }, HOST }, "",
	    "host;my-header1;x-amz-date",
	    "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c" },
	{ "post-x-www-form-urlencoded", "POST", "/", "",
	    { { "content-type", "application/x-www-form-urlencoded" }, HOST, DATE }, "Param1=value1",
	    "content-type;host;x-amz-date",
	    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a" },
	{ "post-x-www-form-urlencoded-parameters", "POST", "/", "",
	    { { "content-type", "application/x-www-form-urlencoded; charset=utf8" }, HOST, DATE }, "Param1=value1",
	    "content-type;host;x-amz-date",
	    "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe" },
	{ "post-sts-header-before", "POST", "/", "", { HOST, DATE, LONG_TOKEN }, "",
	    "host;x-amz-date;x-amz-security-token",
	    "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead" },
	{ "post-sts-header-after", "POST", "/", "", { HOST, DATE }, "", "host;x-amz-date",
	    "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
};

static const char access_key[] = "AKIDEXAMPLE", secret_key[] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/* Signs VECTOR and compares the whole header with SCOPE's. */
static void
compare(const struct vector *vector, const char *date, const char *region, const char *service)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct sigv4_request request = { .method = vector->method, .path = vector->path, .query = vector->query,
	    .headers = vector->headers, .region = region, .service = service, .credentials = &credentials };
	struct secret body = SECRET_INIT, value = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	char expected[512];

	snprintf(credentials.access_key_id, sizeof(credentials.access_key_id), "%s", access_key);
	secret_set(&credentials.secret_access_key, secret_key);
	secret_puts(&body, vector->body);
	request.body = &body;
	ck_assert(timestamp_parse_compact(date, &request.when));
	while (request.header_count < 6 && vector->headers[request.header_count].name != NULL)
		request.header_count++;
	snprintf(expected, sizeof(expected), "AWS4-HMAC-SHA256 Credential=%s/%.8s/%s/%s/aws4_request, "
	    "SignedHeaders=%s, "
	    "Signature=%s", access_key, date, region, service, vector->signed_headers, vector->signature);
	ck_assert_msg(sigv4_authorization(&request, &value, &err), "%s: %s", vector->name, err.message);
	ck_assert_msg(strcmp(secret_text(&value), expected) == 0, "%s:\n%s\ninstead of\n%s", vector->name,
	    secret_text(&value), expected);
	secret_clear(&value);
	secret_clear(&body);
	credentials_clear(&credentials);
}

START_TEST(agrees_with_aws)
{
	compare(&published[_i], "20150830T123600Z", "us-east-1", "service");
}
END_TEST

/* What we send, as botocore signs it. */
static const struct {
	const char		*region;
	struct sigv4_header	 headers[6];
	const char		*signed_headers, *signature;
} session_requests[] = {
#define PLAIN	"content-type;host;x-amz-date"
#define BOTH	"accept;content-type;host;x-amz-date"
	{ "us-east-1", { FORM, { "host", "sts.amazonaws.com" }, DATE }, PLAIN,
	    "b1a60eb988eb0c45ad8e9f3d8fb50a288329e9c0c7b712355d7f74ce73dd24c2" },
	{ "us-east-1", { JSON, FORM, { "host", "sts.amazonaws.com" }, DATE }, BOTH,
	    "1e72b0aa08f4d451827afff30627994a46c497714d4ab4278fd725e3c6966f1c" },
	{ "eu-west-1", { FORM, { "host", "sts.eu-west-1.amazonaws.com" }, DATE }, PLAIN,
	    "cb5cecc71a88359a5e2cfbf7cfe9b67606d8292cb243058820d173d269766b85" },
	{ "eu-west-1", { JSON, FORM, { "host", "sts.eu-west-1.amazonaws.com" }, DATE }, BOTH,
	    "b78112793a1dfb86ccec684d24810b136211f9d2ab7aac4d7c9f07b63cd25c53" },
	{ "us-east-1", { FORM, { "host", "127.0.0.1:5000" }, DATE }, PLAIN,
	    "2a486ae4bc1ef5c4267b2b6073cbc2e0396f421f2b6d802a15002e7edb5e690f" },
	{ "us-east-1", { JSON, FORM, { "host", "127.0.0.1:5000" }, DATE }, BOTH,
	    "79db8f8bf1ff3298c926f977890a79da9d8531235fe3db2991a210c76e0193ed" },
	{ "us-east-1", { FORM, { "host", "sts.amazonaws.com" }, DATE, TOKEN }, PLAIN ";x-amz-security-token",
	    "42b8f5d009e2aba72924691f9d025b539ea99d3794189265ee89dc9c37ae5cb0" },
	{ "us-east-1", { JSON, FORM, { "host", "sts.amazonaws.com" }, DATE, TOKEN }, BOTH ";x-amz-security-token",
	    "7cb10f051f4c203aae3fa8591024fa76c33ef46c256d81c1219ecadb4154610e" },
	{ "eu-west-1", { FORM, { "host", "sts.eu-west-1.amazonaws.com" }, DATE, TOKEN }, PLAIN ";x-amz-security-token",
	    "0951ff708dcfff717be6d373b8870727f21a49c589b4c1bf127b13138e7612d0" },
	{ "eu-west-1", { JSON, FORM, { "host", "sts.eu-west-1.amazonaws.com" }, DATE, TOKEN },
	    BOTH ";x-amz-security-token", "73a85fca3bfd796f04d7b5b9a77fe9a808086965f57b6cb869774c58bf6e722e" },
	{ "us-east-1", { FORM, { "host", "127.0.0.1:5000" }, DATE, TOKEN }, PLAIN ";x-amz-security-token",
	    "34b0699bac34f163433508e205b0e81337a3007ffaa2e60567247d6bf61fe508" },
	{ "us-east-1", { JSON, FORM, { "host", "127.0.0.1:5000" }, DATE, TOKEN }, BOTH ";x-amz-security-token",
	    "d855f49abd220ee6930a91210f93e36e4357243ec2b98ded709b3cea71915b30" },
};

START_TEST(agrees_with_botocore)
{
	struct vector vector = { .name = session_requests[_i].headers[1].value, .method = "POST", .path = "/",
	    .query = "",
	    .body = SESSION_FORM, .signed_headers = session_requests[_i].signed_headers,
	    .signature = session_requests[_i].signature };

	memcpy(vector.headers, session_requests[_i].headers, sizeof(vector.headers));
	compare(&vector, "20150830T123600Z", session_requests[_i].region, "sts");
}
END_TEST

START_TEST(encodes_the_path_of_an_endpoint_once_more)
{
	const struct vector vector = { "path", "POST", "/sts/a%20b", "",
	    { FORM, { "host", "localhost:4566" }, { "x-amz-date", "20300102T030405Z" } },
	    "Action=GetCallerIdentity&Version=2011-06-15", PLAIN,
	    "97808e100bbccff5aa1e8c15ac56f2e8175b7bf3ec43e39aa682e2f948a0f160" };

	compare(&vector, "20300102T030405Z", "eu-west-1", "sts");
}
END_TEST

START_TEST(signs_for_iam)
{
	const struct vector vector = { "iam", "POST", "/", "",
	    { FORM, { "host", "iam.amazonaws.com" }, { "x-amz-date", "20300102T030405Z" } },
	    "Action=ListMFADevices&Version=2010-05-08", PLAIN,
	    "44660c6a379fbfafc09d7096a8ba87e849d8b9fc062ded419dfcd396a20e50db" };

	compare(&vector, "20300102T030405Z", "us-east-1", "iam");
}
END_TEST

START_TEST(refuses_more_headers_than_it_can_sort)
{
	struct sigv4_header headers[SIGV4_HEADERS + 1];
	struct credentials credentials = CREDENTIALS_INIT;
	struct secret body = SECRET_INIT, value = SECRET_INIT;
	const struct sigv4_request request = { .method = "POST", .path = "/", .query = "", .headers = headers,
	    .header_count = SIGV4_HEADERS + 1, .body = &body, .region = "r", .service = "s",
	    .credentials = &credentials };
	struct error err = { .status = STATUS_DONE };

	ck_assert(!sigv4_authorization(&request, &value, &err));
	ck_assert_str_eq(err.message, "cannot sign the request");
	ck_assert_uint_eq(value.len, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sigv4");
	TCase *cases = tcase_create("sigv4");

	tcase_add_loop_test(cases, agrees_with_aws, 0, COUNT(published));
	tcase_add_loop_test(cases, agrees_with_botocore, 0, COUNT(session_requests));
	tcase_add_test(cases, encodes_the_path_of_an_endpoint_once_more);
	tcase_add_test(cases, signs_for_iam);
	tcase_add_test(cases, refuses_more_headers_than_it_can_sort);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
