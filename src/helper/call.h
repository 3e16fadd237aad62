/* call.h - one request of awsmfa, with as many tries as it takes
 *
 *	struct caller caller = { .http = http };
 *	struct reply reply = REPLY_INIT;
 *
 *	call_aws(&caller, &job, &reply);
 *	reply.outcome, reply.answer
 *	reply_clear(&reply);
 *
 * A call always ends in a reply, within the request's seconds; its failures are replies too.
 */
#ifndef HELPER_CALL_H
#define HELPER_CALL_H

#include "helper/http.h"
#include "helper/job.h"
#include "helper/reply.h"

/* A try that was made before (prepare.h); call_aws takes it as its first one. */
struct first_try {
	bool			 is_there;
	bool			 received;	/* what http_post returned */
	long			 begun;		/* clock_ms() when the request came */
	struct http_response	 response;
	struct error		 error;
};

struct caller {
	struct http	*http;
	struct first_try first;
	long long	 skew;		/* seconds to add to our clock; once found, kept from call to call */
};

void	call_aws(struct caller *caller, const struct job *job, struct reply *reply);

#endif
