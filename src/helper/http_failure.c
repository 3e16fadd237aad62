#include "helper/http_failure.h"

#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>

static bool
unreachable(const struct http_request *request, struct error *err, const char *reason)
{
	return error_set(err, STATUS_UNREACHABLE, "%s: %s", request->url->authority, reason);
}

/* A proxy is told from the host by the name in libcurl's text. */
static bool
not_connected(CURL *curl, const char *text, const struct http_request *request, struct error *err)
{
	char name[256] = "";
	char port[6] = "";
	long cause = 0;
	const char *reason;

	curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &cause);
	reason = cause == 0 ? "cannot connect" : strerror((int)cause);
	if (sscanf(text, "Failed to connect to %255s port %5[0-9]", name, port) == 2 &&
	    strcmp(name, request->url->host) != 0)
		return error_set(err, STATUS_UNREACHABLE, "%s: the proxy %s:%s cannot be reached: %s",
		    request->url->authority, name, port, reason);
	return unreachable(request, err, reason);
}

static bool
timed_out(CURL *curl, const struct http_request *request, const struct http_response *response, struct error *err)
{
	double seconds = 0;

	curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME, &seconds);
	return error_set(err, STATUS_UNREACHABLE, response->sent ? "%s: no answer within %.0f s" :
	    "%s: no connection within %.0f s", request->url->authority, seconds < 1 ? 1 : seconds);
}

/* What the TLS library found wrong with the time: 0 nothing, -1 not valid yet, 1 expired. */
static int
certificate_age(CURL *curl)
{
	const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;
	long result = 0;

	curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &result);
	if (library != NULL && strncmp(library, "GnuTLS", 6) == 0) {
		if ((result & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0)
			return 0;
		return (result & GNUTLS_CERT_EXPIRED) != 0 ? 1 : (result & GNUTLS_CERT_NOT_ACTIVATED) != 0 ? -1 : 0;
	}
	return result == 10 ? 1 : result == 9 ? -1 : 0;		/* X509_V_ERR_CERT_HAS_EXPIRED, _NOT_YET_VALID */
}

static bool
not_trusted(CURL *curl, const char *text, const struct http_request *request, struct error *err)
{
	int age = certificate_age(curl);

	if (age > 0)
		return unreachable(request, err, "its certificate has expired, or this computer's clock is wrong");
	if (age < 0)
		return unreachable(request, err, "its certificate is not valid yet, or this computer's clock is wrong");
	if (strstr(text, "does not match") != NULL || strstr(text, "no alternative") != NULL)
		return unreachable(request, err, "its certificate is for another host");
	if (request->ca_bundle[0] != '\0')
		return error_set(err, STATUS_UNREACHABLE, "%s: its certificate is not trusted by %s",
		    request->url->authority, request->ca_bundle);
	return unreachable(request, err, "its certificate is not trusted");
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
proxy_refused(long status, const struct http_request *request, struct error *err)
{
	if (status == 407)
		return unreachable(request, err, "the proxy wants a user and a password (HTTP 407)");
	return error_set(err, STATUS_UNREACHABLE, "%s: the proxy refuses the connection (HTTP %ld)",
	    request->url->authority, status);
}

bool
http_failure(CURL *curl, CURLcode code, const char *text, const struct http_request *request,
    struct http_response *response, struct error *err)
{
	if (proxy_status(curl) >= 300)
		return proxy_refused(proxy_status(curl), request, err);
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return unreachable(request, err, "host not found");
	case CURLE_COULDNT_RESOLVE_PROXY:
		return error_set(err, STATUS_UNREACHABLE, "%s: the proxy%s was not found", request->url->authority,
		    after(text, "resolve proxy:", ""));
	case CURLE_COULDNT_CONNECT:
		return not_connected(curl, text, request, err);
	case CURLE_OPERATION_TIMEDOUT:
		return timed_out(curl, request, response, err);
	case CURLE_PEER_FAILED_VERIFICATION:
		response->lasting = true;
		return not_trusted(curl, text, request, err);
	case CURLE_SSL_CONNECT_ERROR:
		return error_set(err, STATUS_UNREACHABLE, "%s: TLS failed: %s", request->url->authority,
		    after(text, "failed: ", text));
	case CURLE_SSL_CACERT_BADFILE:
		response->lasting = true;
		return error_set(err, STATUS_UNREACHABLE, "%s: the CA bundle %s cannot be used",
		    request->url->authority, request->ca_bundle[0] != '\0' ? request->ca_bundle : "of the system");
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_FAIL_REWIND:
		return unreachable(request, err, "the connection broke off");
	case CURLE_OUT_OF_MEMORY:
		response->lasting = true;
		return error_memory(err);
	default:
		response->lasting = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT ||
		    code == CURLE_NOT_BUILT_IN || code == CURLE_UNKNOWN_OPTION;
		return unreachable(request, err, text[0] != '\0' ? text : curl_easy_strerror(code));
	}
}
