/* job.h - what awsmfa asks for, checked and ready to be signed
 *
 *	struct job job = JOB_INIT;
 *
 *	if (!job_read(&job, &message, err))
 *		...
 *	job.body is "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=43200"
 *	job_clear(&job);
 *
 * The message is that of types/wire.h.
 */
#ifndef HELPER_JOB_H
#define HELPER_JOB_H

#include "helper/action.h"
#include "types/credentials.h"
#include "types/url.h"
#include "types/wire.h"

struct job {
	const struct action	*action;
	struct url		 url;
	char			 region[64];
	char			 ca_bundle[4096];
	struct credentials	 credentials;
	struct secret		 body;		/* the form */
	struct secret		 code;		/* the code in it, the first of two; empty: none */
	struct secret		 second_code;	/* EnableMFADevice has two */
	long			 connect_seconds;
	long			 seconds;	/* for all tries */
	long			 attempts;
	bool			 unsized;	/* to be prepared, with a body of another length */
};

#define JOB_INIT { .credentials = CREDENTIALS_INIT }

/* Reads MESSAGE. Refused: an action that is not one of ours, a service that is not its own, bad
 * credentials, a URL that url_parse refuses, a region with other characters than a-z 0-9 and '-',
 * limits outside 1 to 600. STATUS_LOCAL. */
bool	job_read(struct job *job, const struct wire *message, struct error *err) MUST_CHECK;

void	job_clear(struct job *job);

#endif
