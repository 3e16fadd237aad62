/* reply.h - what goes back to awsmfa
 *
 *	struct reply reply = REPLY_INIT;
 *
 *	call_aws(&caller, &job, &reply);
 *	reply_write(&reply, &job, &message);
 *	reply_clear(&reply);
 *
 * The lines are those of types/wire.h.
 */
#ifndef HELPER_REPLY_H
#define HELPER_REPLY_H

#include <time.h>

#include "helper/answer.h"
#include "helper/job.h"
#include "types/wire.h"

enum outcome {
	OUTCOME_DONE,
	OUTCOME_REFUSED,	/* AWS refuses, and says why */
	OUTCOME_UNREACHABLE,	/* no answer, or a server in trouble */
	OUTCOME_BROKEN		/* an answer that is not AWS's, or a request that makes no sense */
};

struct reply {
	enum outcome	outcome;
	bool		spent;		/* an earlier try may have used up the code */
	long long	skew;		/* seconds that were added to our clock for signing */
	time_t		date;		/* the server's clock; 0: unknown */
	long		age;		/* seconds that the answer took */
	int		http;		/* 0: there was no answer */
	struct answer	answer;		/* done: the result; refused: code and message */
	struct error	error;		/* unreachable, broken: what happened */
};

#define REPLY_INIT { .answer = ANSWER_INIT }

/* Appends the reply to MESSAGE. AWS's words are cut to 512 bytes, and the secrets of JOB are taken
 * out of them: some services quote the request whose signature they could not verify. */
void	reply_write(const struct reply *reply, const struct job *job, struct wire *message);

/* Moves FROM to TO, whose own contents are wiped; FROM is then empty. */
void	reply_move(struct reply *to, struct reply *from);

void	reply_clear(struct reply *reply);

#endif
