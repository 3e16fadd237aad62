/* http_failure.c
 *
 * libcurl's text is read here and nowhere else: a code of its own does not tell a proxy from a host, or a
 * name that does not match from an authority that is not trusted. What comes of it is a cause.
 */
#include "helper/http_failure.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>

#include "helper/proxy.h"

static bool
unreachable(const struct http_failure *failure, enum cause cause, const char *reason, struct error *err)
{
	error_set(err, STATUS_UNREACHABLE, "%s: %s", failure->url->authority, reason);
	return error_cause(err, cause);
}

static enum cause
cause_of_errno(long number)
{
	switch (number) {
	case ECONNREFUSED:
		return CAUSE_CONNECTION_REFUSED;
	case ENETUNREACH:
	case EHOSTUNREACH:
	case ENETDOWN:
	case EHOSTDOWN:
		return CAUSE_NO_ROUTE;
	case ETIMEDOUT:
		return CAUSE_TIMED_OUT;
	default:
		return CAUSE_NO_CONNECTION;
	}
}

static bool
proxy_unspoken(const struct http_failure *failure, struct error *err)
{
	struct proxy proxy = { .variable = "https_proxy" };

	(void)proxy_find(&proxy);
	error_set(err, STATUS_UNREACHABLE, "%s: %s names a proxy of the kind %s, and awsmfa speaks to http:// and "
	    "https:// proxies only", failure->url->authority, proxy.variable, proxy.scheme);
	return error_cause(err, CAUSE_PROXY_REFUSED);
}

/* A proxy is told from the host by the name in libcurl's text. */
static bool
not_connected(const struct http_failure *failure, struct error *err)
{
	char name[256] = "";
	char port[6] = "";
	long number = 0;
	const char *reason;

	if (strstr(failure->text, "nsupported proxy scheme") != NULL)
		return proxy_unspoken(failure, err);
	curl_easy_getinfo(failure->curl, CURLINFO_OS_ERRNO, &number);
	reason = number == 0 ? "cannot connect" : strerror((int)number);
	if (sscanf(failure->text, "Failed to connect to %255s port %5[0-9]", name, port) != 2 ||
	    strcmp(name, failure->url->host) == 0)
		return unreachable(failure, cause_of_errno(number), reason, err);
	error_set(err, STATUS_UNREACHABLE, "%s: the proxy %s:%s cannot be reached: %s", failure->url->authority, name,
	    port, reason);
	return error_cause(err, CAUSE_PROXY_UNREACHABLE);
}

static bool
timed_out(const struct http_failure *failure, struct error *err)
{
	double seconds = 0;

	curl_easy_getinfo(failure->curl, CURLINFO_TOTAL_TIME, &seconds);
	error_set(err, STATUS_UNREACHABLE, failure->sent ? "%s: no answer within %.0f s" :
	    "%s: no connection within %.0f s", failure->url->authority, seconds < 1 ? 1 : seconds);
	return error_cause(err, CAUSE_TIMED_OUT);
}

/* Why the TLS library refused the certificate, as far as its result says; CAUSE_NONE: it does not. */
static enum cause
cause_of_verification(CURL *curl)
{
	const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;
	long result = 0;

	curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &result);
	/* others: X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID */
	if (library == NULL || strncmp(library, "GnuTLS", 6) != 0)
		return result == 10 ? CAUSE_CERTIFICATE_EXPIRED : result == 9 ? CAUSE_CERTIFICATE_NOT_YET_VALID :
		    CAUSE_NONE;
	if ((result & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0)
		return CAUSE_NONE;
	if ((result & GNUTLS_CERT_INSECURE_ALGORITHM) != 0)
		return CAUSE_CERTIFICATE_WEAK;
	return (result & GNUTLS_CERT_EXPIRED) != 0 ? CAUSE_CERTIFICATE_EXPIRED :
	    (result & GNUTLS_CERT_NOT_ACTIVATED) != 0 ? CAUSE_CERTIFICATE_NOT_YET_VALID : CAUSE_NONE;
}

/* What is wrong with a certificate between the host's and an authority that is trusted; NULL: nothing is known. */
static const char *
fault_between(CURL *curl)
{
	const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;
	long result = 0;

	curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &result);
	if (library == NULL || strncmp(library, "GnuTLS", 6) != 0 || (result & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0)
		return NULL;
	if ((result & GNUTLS_CERT_SIGNER_NOT_CA) != 0)
		return "its certificate is not trusted: the one that signed it is not of an authority";
	return (result & GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE) == 0 ? NULL :
	    "its certificate is not trusted: an authority above it may not sign it (path length, or names)";
}

static bool
not_trusted(const struct http_failure *failure, struct error *err)
{
	enum cause cause = cause_of_verification(failure->curl);
	const char *fault = fault_between(failure->curl);

	if (cause == CAUSE_CERTIFICATE_WEAK)
		return unreachable(failure, cause,
		    "its certificate is too weak: signed with a hash that is broken, as SHA-1", err);
	if (cause == CAUSE_CERTIFICATE_EXPIRED)
		return unreachable(failure, cause, "its certificate has expired, or this computer's clock is wrong",
		    err);
	if (cause == CAUSE_CERTIFICATE_NOT_YET_VALID)
		return unreachable(failure, cause,
		    "its certificate is not valid yet, or this computer's clock is wrong", err);
	if (fault != NULL)
		return unreachable(failure, CAUSE_CERTIFICATE_WEAK, fault, err);
	if (strstr(failure->text, "does not match") != NULL || strstr(failure->text, "no alternative") != NULL)
		return unreachable(failure, CAUSE_CERTIFICATE_OTHER_HOST, "its certificate is for another host", err);
	if (failure->ca_bundle[0] == '\0')
		return unreachable(failure, CAUSE_CERTIFICATE_UNTRUSTED, "its certificate is not trusted", err);
	error_set(err, STATUS_UNREACHABLE, "%s: its certificate is not trusted by %s", failure->url->authority,
	    failure->ca_bundle);
	return error_cause(err, CAUSE_CERTIFICATE_UNTRUSTED);
}

/* What follows PREFIX in libcurl's TEXT, or INSTEAD. */
static const char *
after(const char *text, const char *prefix, const char *instead)
{
	const char *found = strstr(text, prefix);

	return found == NULL || found[strlen(prefix)] == '\0' ? instead : found + strlen(prefix);
}

/* The proxy's answer to CONNECT; 0: it said nothing, or there is none. */
static long
proxy_status(CURL *curl)
{
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_HTTP_CONNECTCODE, &status);
	return status;
}

static bool
proxy_refused(const struct http_failure *failure, long status, struct error *err)
{
	if (status == 407)
		return unreachable(failure, CAUSE_PROXY_WANTS_PASSWORD,
		    "the proxy requires a user and a password (HTTP 407)", err);
	error_set(err, STATUS_UNREACHABLE, "%s: the proxy refuses the connection (HTTP %ld)",
	    failure->url->authority, status);
	return error_cause(err, CAUSE_PROXY_REFUSED);
}

/* Whether a failure of TLS came from an https proxy: the connection was to it, and it has not answered to CONNECT.
 * libcurl before 8.7 does not say whether it used the proxy: there its port tells it from the host, and if both have
 * the same, a host that no_proxy exempts looks the same as the proxy. */
static bool
is_of_proxy(const struct http_failure *failure, struct proxy *proxy)
{
	long port = 0;
#if LIBCURL_VERSION_NUM >= 0x080700
	long used = 0;
#endif

	if (failure->url->loopback || !proxy_find(proxy) || strcmp(proxy->scheme, "https") != 0 ||
	    proxy_status(failure->curl) != 0)
		return false;
#if LIBCURL_VERSION_NUM >= 0x080700
	if (curl_easy_getinfo(failure->curl, CURLINFO_USED_PROXY, &used) == CURLE_OK)
		return used != 0;
#endif
	curl_easy_getinfo(failure->curl, CURLINFO_PRIMARY_PORT, &port);
	return port <= 0 || port == proxy->port;
}

static bool
proxy_failed(const struct http_failure *failure, const struct proxy *proxy, struct error *err)
{
	const char *text = failure->text;

	if (failure->code == CURLE_PEER_FAILED_VERIFICATION)
		text = strstr(text, "does not match") != NULL ? "its certificate is for another host" :
		    "its certificate is not trusted";
	else
		text = after(text, "failed: ", text);
	error_set(err, STATUS_UNREACHABLE, "%s: the proxy https://%s: %s", failure->url->authority, proxy->host, text);
	return error_cause(err, CAUSE_PROXY_UNREACHABLE);
}

/* The failures about which libcurl says more than its code. */
static bool
told_by_libcurl(const struct http_failure *failure, struct error *err)
{
	const char *host = failure->url->authority, *text = failure->text;

	switch (failure->code) {
	case CURLE_COULDNT_RESOLVE_PROXY:
		error_set(err, STATUS_UNREACHABLE, "%s: the proxy%s was not found", host,
		    after(text, "resolve proxy:", ""));
		return error_cause(err, CAUSE_PROXY_NOT_FOUND);
	case CURLE_SSL_CONNECT_ERROR:
		error_set(err, STATUS_UNREACHABLE, "%s: TLS failed: %s", host, after(text, "failed: ", text));
		return error_cause(err, CAUSE_TLS);
	case CURLE_SSL_CACERT_BADFILE:
		error_set(err, STATUS_UNREACHABLE, "%s: the CA bundle %s cannot be used", host,
		    failure->ca_bundle[0] != '\0' ? failure->ca_bundle : "of the system");
		return error_cause(err, CAUSE_CA_BUNDLE_UNUSABLE);
	case CURLE_OUT_OF_MEMORY:
		return error_memory(err);
	default:
		return unreachable(failure, CAUSE_NONE,
		    text[0] != '\0' ? text : curl_easy_strerror(failure->code), err);
	}
}

bool
http_failure_lasts(const struct http_failure *failure)
{
	CURLcode code = failure->code;

	return proxy_status(failure->curl) < 300 && (code == CURLE_PEER_FAILED_VERIFICATION ||
	    code == CURLE_SSL_CACERT_BADFILE || code == CURLE_OUT_OF_MEMORY || code == CURLE_UNSUPPORTED_PROTOCOL ||
	    code == CURLE_URL_MALFORMAT || code == CURLE_NOT_BUILT_IN || code == CURLE_UNKNOWN_OPTION);
}

bool
http_failure_explain(const struct http_failure *failure, struct error *err)
{
	long status = proxy_status(failure->curl);
	struct proxy proxy;

	if (status >= 300)
		return proxy_refused(failure, status, err);
	if ((failure->code == CURLE_PEER_FAILED_VERIFICATION || failure->code == CURLE_SSL_CONNECT_ERROR) &&
	    is_of_proxy(failure, &proxy))
		return proxy_failed(failure, &proxy, err);
	switch (failure->code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return unreachable(failure, CAUSE_HOST_NOT_FOUND, "host not found", err);
	case CURLE_COULDNT_CONNECT:
		return not_connected(failure, err);
	case CURLE_OPERATION_TIMEDOUT:
		return timed_out(failure, err);
	case CURLE_PEER_FAILED_VERIFICATION:
		return not_trusted(failure, err);
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_FAIL_REWIND:
		return unreachable(failure, CAUSE_BROKE_OFF, "the connection broke off", err);
	default:
		return told_by_libcurl(failure, err);
	}
}
