/* http_headers.h - the headers of a request that http.c sends
 *
 *	transfer->headers = http_headers(request);
 *	if (transfer->headers == NULL)
 *		...
 *	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, transfer->headers);
 *
 * Part of http.c.
 */
#ifndef HELPER_HTTP_HEADERS_H
#define HELPER_HTTP_HEADERS_H

#include <curl/curl.h>

#include "helper/http.h"

/* All but User-Agent, for curl_slist_free_all. NULL: no memory. */
struct curl_slist *http_headers(const struct http_request *request);

#endif
