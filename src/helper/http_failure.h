/* http_failure.h - why a request failed: a cause, and words that a user understands
 *
 *	"sts.eu-west-9.amazonaws.com: host not found"				CAUSE_HOST_NOT_FOUND
 *	"sts.eu-west-1.amazonaws.com: its certificate has expired, or ..."	CAUSE_CERTIFICATE_EXPIRED
 *
 * Part of http.c, and with it the only code that knows libcurl.
 */
#ifndef HELPER_HTTP_FAILURE_H
#define HELPER_HTTP_FAILURE_H

#include <curl/curl.h>

#include "types/url.h"

struct http_failure {
	CURL			*curl;		/* the request was made with it */
	CURLcode		 code;
	const char		*text;		/* libcurl's own description, possibly "" */
	const struct url	*url;
	const char		*ca_bundle;	/* "": the system's */
	bool			 sent;		/* part of the body was sent */
};

/* Fills ERR, its cause included. Returns false. */
bool	http_failure_explain(const struct http_failure *failure, struct error *err);

/* Whether another try would meet the same. */
bool	http_failure_lasts(const struct http_failure *failure);

#endif
