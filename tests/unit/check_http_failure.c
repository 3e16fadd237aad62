/* check_http_failure.c - what libcurl says of a failure, and what the user is told */
#include "helper/http_failure.h"

#include <errno.h>
#include <gnutls/x509.h>
#include <stdarg.h>
#include <string.h>

#include "unit.h"

/* What libcurl knows of the request; curl_easy_getinfo of this program gives it out. */
static struct {
	long	number;			/* the system's error */
	long	verified;		/* what GnuTLS says of the certificate */
	long	proxy_status;		/* the answer to CONNECT */
	long	used_proxy, port;
	double	seconds;
} known;

#undef curl_easy_getinfo
CURLcode
curl_easy_getinfo(CURL *curl, CURLINFO info, ...)
{
	va_list list;
	void *to;

	(void)curl;
	va_start(list, info);
	to = va_arg(list, void *);
	va_end(list);
	if (info == CURLINFO_TOTAL_TIME)
		*(double *)to = known.seconds;
	else
		*(long *)to = info == CURLINFO_OS_ERRNO ? known.number :
		    info == CURLINFO_SSL_VERIFYRESULT ? known.verified :
		    info == CURLINFO_HTTP_CONNECTCODE ? known.proxy_status :
		    info == CURLINFO_PRIMARY_PORT ? known.port : known.used_proxy;
	return CURLE_OK;
}

#define HOST		"sts.eu-west-1.amazonaws.com"
#define PROXY		HOST ": the proxy https://proxy.example:8443: "
#define CONNECT(name)	"Failed to connect to " name " port 443 after 1 ms: Couldn't connect to server"
#define VERIFY		CURLE_PEER_FAILED_VERIFICATION

static const struct {
	CURLcode	 code;
	const char	*text;
	long		 number, verified;
	const char	*ca_bundle;
	const char	*said;		/* behind the host */
	enum cause	 cause;
} rows[] = {
	{ CURLE_COULDNT_CONNECT, CONNECT(HOST), ECONNREFUSED, 0, "", "Connection refused", CAUSE_CONNECTION_REFUSED },
	{ CURLE_COULDNT_CONNECT, CONNECT(HOST), ENETUNREACH, 0, "", "Network is unreachable", CAUSE_NO_ROUTE },
	{ CURLE_COULDNT_CONNECT, CONNECT(HOST), EHOSTUNREACH, 0, "", "No route to host", CAUSE_NO_ROUTE },
	{ CURLE_COULDNT_CONNECT, CONNECT(HOST), ETIMEDOUT, 0, "", "Connection timed out", CAUSE_TIMED_OUT },
	{ CURLE_COULDNT_CONNECT, CONNECT(HOST), EACCES, 0, "", "Permission denied", CAUSE_NO_CONNECTION },
	{ CURLE_COULDNT_CONNECT, "", 0, 0, "", "cannot connect", CAUSE_NO_CONNECTION },
	{ CURLE_COULDNT_CONNECT, CONNECT("proxy.example"), ECONNREFUSED, 0, "",
	    "the proxy proxy.example:443 cannot be reached: Connection refused", CAUSE_PROXY_UNREACHABLE },
	{ VERIFY, "", 0, GNUTLS_CERT_EXPIRED, "", "its certificate has expired", CAUSE_CERTIFICATE_EXPIRED },
	{ VERIFY, "", 0, GNUTLS_CERT_NOT_ACTIVATED, "", "its certificate is not valid yet",
	    CAUSE_CERTIFICATE_NOT_YET_VALID },
	{ VERIFY, "", 0, GNUTLS_CERT_INSECURE_ALGORITHM, "", "its certificate is too weak", CAUSE_CERTIFICATE_WEAK },
	{ VERIFY, "", 0, GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_EXPIRED, "", "its certificate is not trusted",
	    CAUSE_CERTIFICATE_UNTRUSTED },		/* nothing that a stranger signed is worth more words */
	{ VERIFY, "", 0, 0, "/ca.pem", "its certificate is not trusted by /ca.pem", CAUSE_CERTIFICATE_UNTRUSTED },
	{ VERIFY, "certificate subject name does not match", 0, 0, "", "its certificate is for another host",
	    CAUSE_CERTIFICATE_OTHER_HOST },
	{ VERIFY, "SSL: no alternative certificate subject name matches", 0, 0, "",
	    "its certificate is for another host", CAUSE_CERTIFICATE_OTHER_HOST },
	{ CURLE_COULDNT_RESOLVE_PROXY, "Could not resolve proxy: nowhere.example", 0, 0, "",
	    "the proxy nowhere.example was not found", CAUSE_PROXY_NOT_FOUND },
	{ CURLE_COULDNT_RESOLVE_PROXY, "", 0, 0, "", "the proxy was not found", CAUSE_PROXY_NOT_FOUND },
	{ CURLE_SSL_CONNECT_ERROR, "gnutls_handshake() failed: A TLS fatal alert", 0, 0, "",
	    "TLS failed: A TLS fatal alert", CAUSE_TLS },
	{ CURLE_SSL_CONNECT_ERROR, "handshake failed: ", 0, 0, "", "TLS failed: handshake failed: ", CAUSE_TLS },
	{ CURLE_SSL_CACERT_BADFILE, "", 0, 0, "/ca.pem", "the CA bundle /ca.pem cannot be used",
	    CAUSE_CA_BUNDLE_UNUSABLE },
	{ CURLE_SSL_CACERT_BADFILE, "", 0, 0, "", "the CA bundle of the system cannot be used",
	    CAUSE_CA_BUNDLE_UNUSABLE },
	{ CURLE_RECV_ERROR, "reset", 0, 0, "", "the connection broke off", CAUSE_BROKE_OFF },
	{ CURLE_WEIRD_SERVER_REPLY, "no HTTP", 0, 0, "", "no HTTP", CAUSE_NONE },
	{ CURLE_WEIRD_SERVER_REPLY, "", 0, 0, "", "Weird server reply", CAUSE_NONE },
};

static void
explain(struct error *err, CURLcode code, const char *text, const char *ca_bundle)
{
	struct url url = { .tls = true };
	struct http_failure failure = { .code = code, .text = text, .url = &url, .ca_bundle = ca_bundle };

	ck_assert(url_parse("https://" HOST "/", &url, err));
	ck_assert(!http_failure_explain(&failure, err));
	ck_assert_int_eq(err->status, STATUS_UNREACHABLE);
}

static void
set_up(void)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	int i;

	for (i = 0; i < COUNT(names); i++)
		unsetenv(names[i]);
	memset(&known, 0, sizeof(known));
}

START_TEST(is_told_in_words_of_the_user)
{
	struct error err = { .status = STATUS_DONE };
	const char *said, *library = curl_version_info(CURLVERSION_NOW)->ssl_version;

	if (rows[_i].verified != 0 && (library == NULL || strncmp(library, "GnuTLS", 6) != 0))
		return;			/* another library has other numbers */
	known.number = rows[_i].number;
	known.verified = rows[_i].verified;
	explain(&err, rows[_i].code, rows[_i].text, rows[_i].ca_bundle);
	said = strstr(err.message, ": ");
	ck_assert_msg(said != NULL && strncmp(said + 2, rows[_i].said, strlen(rows[_i].said)) == 0, "%s", err.message);
	ck_assert_int_eq(err.cause, rows[_i].cause);
}
END_TEST

START_TEST(a_proxy_that_fails_is_not_the_host)
{
	struct error err = { .status = STATUS_DONE };

	setenv("https_proxy", "https://proxy.example:8443", 1);
	known.used_proxy = 1;
	known.port = 8443;
	explain(&err, VERIFY, "does not match", "");
	ck_assert_str_eq(err.message, PROXY "its certificate is for another host");
	explain(&err, VERIFY, "", "");
	ck_assert_str_eq(err.message, PROXY "its certificate is not trusted");
	explain(&err, CURLE_SSL_CONNECT_ERROR, "gnutls_handshake() failed: alert", "");
	ck_assert_str_eq(err.message, PROXY "alert");
	ck_assert_int_eq(err.cause, CAUSE_PROXY_UNREACHABLE);
	known.proxy_status = 200;		/* it has let us through: it is the host */
	explain(&err, VERIFY, "", "");
	ck_assert_str_eq(err.message, HOST ": its certificate is not trusted");
	known.proxy_status = 407;
	explain(&err, CURLE_RECV_ERROR, "", "");
	ck_assert_int_eq(err.cause, CAUSE_PROXY_WANTS_PASSWORD);
	known.proxy_status = 403;
	explain(&err, CURLE_RECV_ERROR, "", "");
	ck_assert_str_eq(err.message, HOST ": the proxy refuses the connection (HTTP 403)");
	setenv("https_proxy", "socks5://proxy", 1);
	known.proxy_status = 0;
	explain(&err, CURLE_COULDNT_CONNECT, "Unsupported proxy scheme", "");
	ck_assert_ptr_nonnull(strstr(err.message, "https_proxy names a proxy of the kind socks5"));
}
END_TEST

START_TEST(the_end_of_patience_says_what_was_waited_for)
{
	struct url url = { .tls = true };
	struct http_failure failure = { .code = CURLE_OPERATION_TIMEDOUT, .text = "", .url = &url, .ca_bundle = "" };
	struct error err = { .status = STATUS_DONE };

	ck_assert(url_parse("https://" HOST "/", &url, &err));
	known.seconds = 10.2;
	ck_assert(!http_failure_explain(&failure, &err));
	ck_assert_str_eq(err.message, HOST ": no connection within 10 s");
	failure.sent = true;
	known.seconds = 0.2;
	ck_assert(!http_failure_explain(&failure, &err));
	ck_assert_str_eq(err.message, HOST ": no answer within 1 s");
	ck_assert_int_eq(err.cause, CAUSE_TIMED_OUT);
	failure.code = CURLE_COULDNT_RESOLVE_HOST;
	ck_assert(!http_failure_explain(&failure, &err) && err.cause == CAUSE_HOST_NOT_FOUND);
	failure.code = CURLE_OUT_OF_MEMORY;
	ck_assert(!http_failure_explain(&failure, &err) && err.status == STATUS_LOCAL);
}
END_TEST

static const struct {
	CURLcode	code;
	long		proxy_status;
	bool		lasts;
} tries[] = {
	{ CURLE_PEER_FAILED_VERIFICATION, 0, true }, { CURLE_SSL_CACERT_BADFILE, 0, true },
	{ CURLE_OUT_OF_MEMORY, 0, true }, { CURLE_UNSUPPORTED_PROTOCOL, 0, true }, { CURLE_URL_MALFORMAT, 0, true },
	{ CURLE_NOT_BUILT_IN, 0, true }, { CURLE_UNKNOWN_OPTION, 0, true }, { CURLE_COULDNT_CONNECT, 0, false },
	{ CURLE_RECV_ERROR, 0, false }, { CURLE_PEER_FAILED_VERIFICATION, 502, false },
};

START_TEST(another_try_is_for_what_may_pass)
{
	struct url url = { .tls = true };
	struct http_failure failure = { .code = tries[_i].code, .text = "", .url = &url, .ca_bundle = "" };

	known.proxy_status = tries[_i].proxy_status;
	ck_assert_int_eq(http_failure_lasts(&failure), tries[_i].lasts);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_failure");
	TCase *cases = tcase_create("http_failure");

	tcase_add_checked_fixture(cases, set_up, NULL);
	tcase_add_loop_test(cases, is_told_in_words_of_the_user, 0, COUNT(rows));
	tcase_add_test(cases, a_proxy_that_fails_is_not_the_host);
	tcase_add_test(cases, the_end_of_patience_says_what_was_waited_for);
	tcase_add_loop_test(cases, another_try_is_for_what_may_pass, 0, COUNT(tries));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
