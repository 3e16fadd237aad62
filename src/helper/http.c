/* http.c
 *
 *  1. https MUST be TLS 1.2 or newer, with the certificate and the host name checked.
 *  2. Plain http MUST go to loopback only: the address is pinned, no proxy is used, and the socket is
 *     refused when its address is another one.
 *  3. A proxy MUST be used with CONNECT only, so that it sees nothing but the host's name.
 *  4. Redirects MUST NOT be followed; .netrc, cookies and HTTP/0.9 MUST be off.
 *  5. An answer MUST be cut off at 64 KiB while it arrives, and everything MUST have a time limit.
 *  6. A request MUST NOT be sent twice without the caller's knowledge: it holds a code that works once.
 *  7. The libraries' copies MUST be wiped: libcurl's allocators are ours, GnuTLS's blocks are wiped before
 *     they are freed, and each request has a handle of its own, whose buffers go with it. Only connections
 *     are kept.
 */
#include "helper/http.h"

#include <curl/curl.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#ifdef __linux__
#include <malloc.h>
#endif

#include "base/wiping.h"
#include "helper/clock.h"
#include "helper/header.h"
#include "helper/http_failure.h"
#include "helper/http_options.h"
#include "helper/http_wait.h"
#include "helper/peer.h"

#define SOCKETS 8

struct http {
	CURLSH	*connections;
};

/* One request under way. */
struct http_transfer {
	struct http_request		*request;
	struct http_response		*response;
	CURLM				*multi;			/* this transfer alone */
	CURL				*curl;
	CURLcode			 code;
	bool				 has_ended;
	curl_socket_t			 sockets[SOCKETS];	/* those that were opened for it */
	size_t				 opened;
	long				 started;	/* clock_ms */
	long				 begun;		/* when the body was first asked for, clock_ms */
	size_t				 given;		/* bytes of the body that libcurl has taken */
	struct curl_slist		*headers;
	struct curl_slist		*pinned;
	struct header_facts		 said;
	struct error			 refused;	/* the peer is not good enough to be sent anything */
	char				 error[CURL_ERROR_SIZE];
};

#ifdef __linux__
/* GnuTLS has allocated with malloc before main, so only malloc knows the size of a block. */
static void
wipe_and_free(void *block)
{
	if (block != NULL)
		secret_wipe(block, malloc_usable_size(block));
	free(block);
}
#endif

struct http *
http_open(void)
{
	struct http *http;

#ifdef __linux__
	gnutls_free = wipe_and_free;	/* answers are decrypted into its buffers */
#endif
	if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping_malloc, wiping_free, wiping_realloc, wiping_strdup,
	    wiping_calloc) != CURLE_OK)
		return NULL;
	http = calloc(1, sizeof(*http));
	if (http == NULL)
		return NULL;
	http->connections = curl_share_init();
	if (http->connections == NULL ||
	    curl_share_setopt(http->connections, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) != CURLSHE_OK ||
	    curl_share_setopt(http->connections, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS) != CURLSHE_OK ||
	    curl_share_setopt(http->connections, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) != CURLSHE_OK) {
		http_close(http);
		return NULL;
	}
	return http;
}

void
http_close(struct http *http)
{
	curl_share_cleanup(http->connections);
	free(http);
}

void
http_response_clear(struct http_response *response)
{
	secret_clear(&response->body);
	*response = (struct http_response)HTTP_RESPONSE_INIT;
}

static size_t
give_body(char *to, size_t size, size_t count, void *data)
{
	struct http_transfer *transfer = data;
	const struct secret *body = transfer->request->body;
	size_t room = size * count, len = body->len - transfer->given;

	if (len > room)
		len = room;
	memcpy(to, secret_text(body) + transfer->given, len);
	if (transfer->given == 0)
		transfer->begun = clock_ms();
	transfer->given += len;
	transfer->response->sent = true;
	return len;
}

static size_t
take_body(char *from, size_t size, size_t count, void *data)
{
	struct http_transfer *transfer = data;
	struct secret *body = &transfer->response->body;
	size_t len = size * count;

	if (len > HTTP_LIMIT || body->len + len > HTTP_LIMIT) {
		transfer->response->too_long = true;
		return 0;
	}
	secret_add(body, from, len);
	return body->failed ? 0 : len;
}

static size_t
take_header(char *line, size_t size, size_t count, void *data)
{
	struct http_transfer *transfer = data;

	header_take(&transfer->said, line, size * count);
	return size * count;
}

/* False: no memory. */
static bool
set_headers(struct http_transfer *transfer)
{
	transfer->headers = http_options_headers(transfer->request);
	curl_easy_setopt(transfer->curl, CURLOPT_HTTPHEADER, transfer->headers);
	curl_easy_setopt(transfer->curl, CURLOPT_USERAGENT, "awsmfa/" VERSION);
	return transfer->headers != NULL;
}

static void
set_body(CURL *curl, struct http_transfer *transfer)
{
	const struct http_request *request = transfer->request;

	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,	/* -1: a header will tell */
	    request->unsized ? (curl_off_t)-1 : (curl_off_t)request->body->len);
	/* no seek function: libcurl cannot rewind the body and send it again by itself */
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
	curl_easy_setopt(curl, CURLOPT_READDATA, transfer);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer->error);
}

/* Remembers a socket, to be watched while the request waits. */
static int
note_socket(void *data, curl_socket_t fd, curlsocktype purpose)
{
	struct http_transfer *transfer = data;

	(void)purpose;
	transfer->sockets[transfer->opened % SOCKETS] = fd;
	transfer->opened++;
	return CURL_SOCKOPT_OK;
}

#if LIBCURL_VERSION_NUM >= 0x075000
/* The socket that is connected; of several that were tried at once, libcurl has closed the others. -1: none,
 * as on a connection that was there before. */
static int
connected_socket(const struct http_transfer *transfer)
{
	struct sockaddr_storage peer;
	socklen_t size;
	size_t i;

	for (i = transfer->opened < SOCKETS ? transfer->opened : SOCKETS; i > 0; i--) {
		size = sizeof(peer);
		if (getpeername(transfer->sockets[i - 1], (struct sockaddr *)&peer, &size) == 0)
			return transfer->sockets[i - 1];
	}
	return -1;
}

/* Lets the caller complete the request, whose time counts from here. */
static bool
complete_request(struct http_transfer *transfer)
{
	struct http_request *request = transfer->request;

	if (!request->complete(request, connected_socket(transfer), request->data))
		return false;
	if (!set_headers(transfer))
		return false;
	/* not CURLINFO_TOTAL_TIME_T, which stands still while COMPLETE waits */
	curl_easy_setopt(transfer->curl, CURLOPT_TIMEOUT_MS, clock_ms() - transfer->started + request->total_ms);
	return true;
}

/* libcurl has a connection and is about to send. */
static int
connected(void *data, char *address, char *local, int port, int local_port)
{
	struct http_transfer *transfer = data;

	(void)address;
	(void)local;
	(void)port;
	(void)local_port;
	if (!peer_is_good(transfer->curl, transfer->request->url->authority, &transfer->refused))
		return CURL_PREREQFUNC_ABORT;
	if (transfer->request->complete == NULL)
		return CURL_PREREQFUNC_OK;
	transfer->response->given_up = !complete_request(transfer);
	return transfer->response->given_up ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}
#endif

/* Older libcurls do not say when they are connected: they send only what is complete. */
static void
set_connected(CURL *curl, struct http_transfer *transfer)
{
	curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, note_socket);
	curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, transfer);
	transfer->response->given_up = transfer->request->complete != NULL;	/* until it is completed */
#if LIBCURL_VERSION_NUM >= 0x075000
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, connected);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, transfer);
#endif
}

static CURLcode
set_up(struct http *http, CURL *curl, struct http_transfer *transfer)
{
	CURLcode code = http_options_set(curl, transfer->request, &transfer->pinned);

	if (code == CURLE_OK)
		code = curl_easy_setopt(curl, CURLOPT_SHARE, http->connections);
	set_body(curl, transfer);
	set_connected(curl, transfer);
	if (code == CURLE_OK && transfer->request->complete == NULL && !set_headers(transfer))
		return CURLE_OUT_OF_MEMORY;
	return code;
}

static bool
too_long(const struct http_request *request, const struct http_response *response, struct error *err)
{
	error_set(err, STATUS_UNREACHABLE, "%s: HTTP %d: the answer is longer than %d bytes", request->url->authority,
	    response->status, HTTP_LIMIT);
	return error_cause(err, CAUSE_BROKEN_ANSWER);
}

static bool
failed(const struct http_transfer *transfer, CURL *curl, CURLcode code, struct error *err)
{
	const struct http_failure failure = {
		.curl = curl, .code = code, .text = transfer->error, .url = transfer->request->url,
		.ca_bundle = transfer->request->ca_bundle, .sent = transfer->response->sent,
	};

	transfer->response->lasting = transfer->refused.status != STATUS_DONE || http_failure_lasts(&failure);
	if (transfer->refused.status != STATUS_DONE) {
		*err = transfer->refused;
		return false;
	}
	return http_failure_explain(&failure, err);
}

/* Older libcurls cannot wait for what is to be sent. */
static bool
can_wait(const struct http_request *request)
{
	return request->complete == NULL || LIBCURL_VERSION_NUM >= 0x075000;
}

static void
transfer_free(struct http_transfer *transfer)
{
	if (transfer->multi != NULL && transfer->curl != NULL)
		curl_multi_remove_handle(transfer->multi, transfer->curl);
	curl_easy_cleanup(transfer->curl);
	curl_multi_cleanup(transfer->multi);
	curl_slist_free_all(transfer->headers);
	curl_slist_free_all(transfer->pinned);
	free(transfer);
}

struct http_transfer *
http_begin(struct http *http, struct http_request *request, struct http_response *response, struct error *err)
{
	struct http_transfer *transfer = calloc(1, sizeof(*transfer));

	http_response_clear(response);
	if (transfer == NULL) {
		error_memory(err);
		return NULL;
	}
	transfer->request = request;
	transfer->response = response;
	transfer->started = clock_ms();
	transfer->curl = curl_easy_init();
	transfer->multi = curl_multi_init();
	if (transfer->curl == NULL || transfer->multi == NULL) {
		transfer_free(transfer);
		error_memory(err);
		return NULL;
	}
	transfer->code = set_up(http, transfer->curl, transfer);
	if (transfer->code == CURLE_OK && !can_wait(request))
		transfer->code = CURLE_ABORTED_BY_CALLBACK;
	if (transfer->code == CURLE_OK && curl_multi_add_handle(transfer->multi, transfer->curl) != CURLM_OK)
		transfer->code = CURLE_OUT_OF_MEMORY;
	transfer->has_ended = transfer->code != CURLE_OK;
	return transfer;
}

bool
http_get_on(struct http_transfer *one)
{
	one->has_ended = one->has_ended || http_wait_step(one->multi, &one->code);
	return !one->has_ended;
}

void
http_await(const struct http_transfer *one, const struct http_transfer *other, int talk)
{
	http_wait(one->multi, other == NULL ? NULL : other->multi, talk);
}

bool
http_end(struct http_transfer *transfer, struct error *err)
{
	struct http_response *response = transfer->response;
	long status = 0;
	bool ok;

	if (!transfer->has_ended)
		transfer->code = CURLE_ABORTED_BY_CALLBACK;
	curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
	response->status = (int)status;
	response->age = response->sent ? (clock_ms() - transfer->begun + 500) / 1000 : 0;
	response->date = header_date(&transfer->said);
	if (response->too_long)
		ok = too_long(transfer->request, response, err);
	else
		ok = transfer->code == CURLE_OK || failed(transfer, transfer->curl, transfer->code, err);
	transfer_free(transfer);
	return ok && secret_check(&response->body, err);
}

bool
http_post(struct http *http, struct http_request *request, struct http_response *response, struct error *err)
{
	struct http_transfer *transfer = http_begin(http, request, response, err);

	if (transfer == NULL)
		return false;
	while (http_get_on(transfer))
		http_await(transfer, NULL, -1);
	return http_end(transfer, err);
}
