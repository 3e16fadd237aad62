/* sign.h - the signature of a job, with a clock that may be corrected
 *
 *	char date[TIMESTAMP_SIZE];
 *	struct secret authorization = SECRET_INIT;
 *
 *	if (!sign_job(&job, &job.body, skew, date, &authorization, err))
 *		...
 *	secret_clear(&authorization);
 */
#ifndef HELPER_SIGN_H
#define HELPER_SIGN_H

#include "helper/job.h"
#include "types/timestamp.h"

/* Signs BODY, which JOB would send, SKEW seconds ahead of our clock. DATE receives the header that belongs to
 * the signature, AUTHORIZATION the header itself. */
bool	sign_job(const struct job *job, const struct secret *body, long long skew, char date[TIMESTAMP_SIZE],
	    struct secret *authorization, struct error *err) MUST_CHECK;

#endif
