/* sending.h - one try of a job: signed, and on its way
 *
 *	struct sending sending;
 *
 *	if (!sending_begin(&sending, http, &try, err))
 *		...
 *	... http_get_on(sending.transfer) as long as something else is to be done meanwhile ...
 *	received = sending_end(&sending, err);		waits
 *	sending.response
 *	http_response_clear(&sending.response);
 */
#ifndef HELPER_SENDING_H
#define HELPER_SENDING_H

#include "helper/http.h"
#include "helper/job.h"
#include "types/timestamp.h"

/* What is sent. */
struct sending_try {
	const struct job	*job;
	const struct secret	*body;		/* the job's own, or that of a further page */
	long long		 skew;		/* seconds to add to our clock */
	long			 left;		/* ms until the answer is complete */
};

struct sending {
	struct http_transfer	*transfer;
	struct http_request	 request;
	struct http_response	 response;
	char			 date[TIMESTAMP_SIZE];
	struct secret		 authorization;
};

/* Signs it and begins. SENDING must stay where it is, and what TRY names, until sending_end. False: it could not be
 * signed, and nothing is to be ended. */
bool	sending_begin(struct sending *sending, struct http *http, const struct sending_try *try, struct error *err)
	    MUST_CHECK;

/* Waits for the answer. False: there is none, as with http_post. */
bool	sending_end(struct sending *sending, struct error *err) MUST_CHECK;

#endif
