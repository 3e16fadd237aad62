/* http_options.c - the rules are those of http.c */
#include "helper/http_options.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "helper/proxy.h"
#include "helper/trust_store.h"

#define BUNDLE_LIMIT (16 * 1024 * 1024)	/* bytes; the system's bundles have a quarter of one million */

/* Opens the socket of a plain http request, to loopback and nowhere else. */
static curl_socket_t
open_loopback(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
	const struct sockaddr *where = &address->addr;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	bool loopback = false;

	(void)data;
	(void)purpose;
	if (where->sa_family == AF_INET) {
		memcpy(&v4, where, sizeof(v4));
		loopback = ntohl(v4.sin_addr.s_addr) >> 24 == 127;
	} else if (where->sa_family == AF_INET6) {
		memcpy(&v6, where, sizeof(v6));
		loopback = memcmp(&v6.sin6_addr, &in6addr_loopback, sizeof(in6addr_loopback)) == 0;
	}
	if (!loopback)
		return CURL_SOCKET_BAD;
	return socket(address->family, address->socktype, address->protocol);
}

/* Which protocols to allow, and what to forbid. */
static CURLcode
set_limits(CURL *curl, const struct http_request *request)
{
	CURLcode code;

#if LIBCURL_VERSION_NUM >= 0x075500
	code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, request->url->tls ? "https" : "http");
#else
	code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS, request->url->tls ? CURLPROTO_HTTPS : CURLPROTO_HTTP);
#endif
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
#if LIBCURL_VERSION_NUM >= 0x074000
	curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
#endif
	curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request->connect_ms);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->total_ms);
#if LIBCURL_VERSION_NUM >= 0x075700
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);		/* a stuck resolver must not hold us */
#endif
	return code;
}

/* Whether the file can be given to GnuTLS, which would wait for the writer of a pipe, and read a device without end. */
static bool
is_usable_bundle(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= BUNDLE_LIMIT;
}

static CURLcode
set_tls(CURL *curl, const struct http_request *request)
{
	const char *bundle = request->ca_bundle[0] != '\0' ? request->ca_bundle :
	    request->url->tls ? trust_store_find() : NULL;
	CURLcode code;

	if (bundle != NULL && request->url->tls && !is_usable_bundle(bundle))
		return CURLE_SSL_CACERT_BADFILE;
	code = curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	if (code == CURLE_OK)
		code = curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (code == CURLE_OK)
		code = curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (code == CURLE_OK && bundle != NULL) {
		code = curl_easy_setopt(curl, CURLOPT_CAINFO, bundle);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);		/* that file and nothing else */
		curl_easy_setopt(curl, CURLOPT_PROXY_CAINFO, bundle);
		curl_easy_setopt(curl, CURLOPT_PROXY_CAPATH, NULL);
	}
	curl_easy_setopt(curl, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	return code;
}

/* Keeps a request for this machine on this machine. */
static CURLcode
set_loopback(CURL *curl, const struct url *url, struct curl_slist **pinned)
{
	char pin[300];
	CURLcode code;

	code = curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	if (strcmp(url->host, "localhost") == 0) {
		snprintf(pin, sizeof(pin), "localhost:%d:127.0.0.1,[::1]", url->port);
		*pinned = curl_slist_append(NULL, pin);
		if (*pinned == NULL)
			return CURLE_OUT_OF_MEMORY;
		curl_easy_setopt(curl, CURLOPT_RESOLVE, *pinned);
	}
	if (!url->tls && code == CURLE_OK)
		code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
	return code;
}

/* Lets libcurl refuse every proxy that is not asked with CONNECT, and only if it would use one: it knows no_proxy. */
static CURLcode
set_proxy(CURL *curl)
{
	struct proxy proxy;

	return proxy_find(&proxy) && !proxy_is_spoken(&proxy) ?
	    curl_easy_setopt(curl, CURLOPT_PROXY, "unspoken://localhost") : CURLE_OK;
}

CURLcode
http_options_set(CURL *curl, const struct http_request *request, struct curl_slist **pinned)
{
	const struct url *url = request->url;
	char text[1400];
	CURLcode code;

	/* put together from its parts, so that libcurl reads exactly what was checked */
	snprintf(text, sizeof(text), "%s://%s%s", url->tls ? "https" : "http", url->authority, url->path);
	code = curl_easy_setopt(curl, CURLOPT_URL, text);
	if (code == CURLE_OK)
		code = set_limits(curl, request);
	if (code == CURLE_OK)
		code = set_tls(curl, request);
	if (code == CURLE_OK)
		code = set_proxy(curl);
	if (code == CURLE_OK && url->loopback)
		return set_loopback(curl, url, pinned);
	return code == CURLE_OK && !url->tls ? CURLE_UNSUPPORTED_PROTOCOL : code;
}

/* --- headers ------------------------------------------------------------------------------------ */

struct headers {
	struct curl_slist	*list;
	bool			 failed;
};

static void
add(struct headers *headers, const char *line)
{
	struct curl_slist *longer = curl_slist_append(headers->list, line);

	if (longer == NULL)
		headers->failed = true;
	else
		headers->list = longer;
}

static void
add_value(struct headers *headers, const char *name, const char *value)
{
	struct secret line = SECRET_INIT;

	secret_printf(&line, "%s: %s", name, value);
	if (line.failed)
		headers->failed = true;
	else
		add(headers, secret_text(&line));
	secret_clear(&line);
}

/* libcurl wants to know the length before it connects, else it would send chunks. If the answer comes before libcurl
 * has seen that there is no more to send, it closes the connection behind it. */
static void
add_length(struct headers *headers, size_t length)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", length);
	add_value(headers, "Content-Length", digits);
	add(headers, "Transfer-Encoding:");
}

struct curl_slist *
http_options_headers(const struct http_request *request)
{
	struct headers headers = { .list = NULL };

	add_value(&headers, "Host", request->url->authority);
	add_value(&headers, "Content-Type", HTTP_FORM);
	add_value(&headers, "X-Amz-Date", request->date);
	if (request->token[0] != '\0')
		add_value(&headers, "X-Amz-Security-Token", request->token);
	add_value(&headers, "Authorization", request->authorization);
	add_value(&headers, "Accept", "application/json");
	add(&headers, "Expect:");	/* libcurl would add one */
	if (request->unsized)
		add_length(&headers, request->body->len);
	if (!headers.failed)
		return headers.list;
	curl_slist_free_all(headers.list);
	return NULL;
}
