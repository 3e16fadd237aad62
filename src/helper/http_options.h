/* http_options.h - what libcurl may do for a request: which host, which trust, how long; its headers
 *
 * Part of http.c, whose rules 1 to 5 it keeps:
 *
 *	struct curl_slist *pinned = NULL;
 *
 *	if (http_options_set(curl, &request, &pinned) == CURLE_OK)
 *		...
 *	curl_slist_free_all(pinned);		after the request
 */
#ifndef HELPER_HTTP_OPTIONS_H
#define HELPER_HTTP_OPTIONS_H

#include <curl/curl.h>

#include "helper/http.h"

/* Sets URL, protocol, limits, TLS and, for this machine, that the request stays on it. *PINNED receives a
 * list that must outlive the request; NULL: none. */
CURLcode http_options_set(CURL *curl, const struct http_request *request, struct curl_slist **pinned);

/* The headers of REQUEST, all but User-Agent, for CURLOPT_HTTPHEADER and curl_slist_free_all. NULL: no memory. */
struct curl_slist *http_options_headers(const struct http_request *request);

#endif
