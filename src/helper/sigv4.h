/* sigv4.h - AWS Signature Version 4, for a request whose every byte we choose
 *
 *	const struct sigv4_header headers[] = {
 *		{ "content-type", "application/x-www-form-urlencoded; charset=utf-8" },
 *		{ "host", "sts.eu-west-1.amazonaws.com" },
 *		{ "x-amz-date", "20261124T141552Z" },
 *	};
 *	const struct sigv4_request request = {
 *		.method = "POST", .path = "/", .query = "", .headers = headers, .header_count = 3,
 *		.body = &body, .when = 1795529752, .region = "eu-west-1", .service = "sts",
 *		.credentials = &keys,
 *	};
 *	if (!sigv4_authorization(&request, &value, err))
 *		...
 *	value is "AWS4-HMAC-SHA256 Credential=AKIA.../20261124/eu-west-1/sts/aws4_request, SignedHeaders=..."
 *
 * A pure function: no clock, no state. libcurl has a signer of its own, which until 8.3 cannot be
 * given a date, so that a wrong clock could not be corrected.
 *
 * The rules: "Create a signed AWS API request" in the IAM User Guide. The path is encoded once more,
 * as every service but S3 requires, and not normalised: send it as it is.
 */
#ifndef HELPER_SIGV4_H
#define HELPER_SIGV4_H

#include <time.h>

#include "base/secret.h"
#include "types/credentials.h"

#define SIGV4_HEADERS	16	/* most headers that one request may have */

struct sigv4_header {
	const char	*name;		/* lower case */
	const char	*value;		/* as sent; blanks around it and runs of blanks are ignored */
};

struct sigv4_request {
	const char			*method;
	const char			*path;		/* as sent */
	const char			*query;		/* as sent; must be sorted and encoded; "": none */
	const struct sigv4_header	*headers;	/* all that are to be signed, in any order, each once */
	size_t				 header_count;
	const struct secret		*body;
	time_t				 when;		/* the same instant as the header x-amz-date */
	const char			*region;
	const char			*service;
	const struct credentials	*credentials;	/* the token is used only as a header */
};

/* Appends the value of the Authorization header to OUT. Fails for more than SIGV4_HEADERS headers,
 * without memory, and if the library has no SHA-256. */
bool	sigv4_authorization(const struct sigv4_request *request, struct secret *out, struct error *err) MUST_CHECK;

#endif
