/* http_failure.h - why a request failed, in words that a user understands
 *
 *	"sts.eu-west-9.amazonaws.com: host not found"
 *	"sts.eu-west-1.amazonaws.com: its certificate has expired, or this computer's clock is wrong"
 *
 * Part of http.c, and with it the only code that knows libcurl.
 */
#ifndef HELPER_HTTP_FAILURE_H
#define HELPER_HTTP_FAILURE_H

#include <curl/curl.h>

#include "helper/http.h"

/* Fills ERR, its cause included, for the failure CODE of CURL; TEXT is libcurl's own description, possibly
 * "". Sets RESPONSE's `lasting`. Returns false. */
bool	http_failure(CURL *curl, CURLcode code, const char *text, const struct http_request *request,
	    struct http_response *response, struct error *err);

#endif
