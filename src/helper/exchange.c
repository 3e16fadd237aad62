#include "helper/exchange.h"

static void
write_answer(struct reply *reply, struct job *job, struct wire *message)
{
	wire_clear(message);
	reply_write(reply, job, message);
	job_clear(job);
	reply_clear(reply);
}

void
exchange_do(struct caller *caller, struct job *job, struct wire *message)
{
	struct reply reply = REPLY_INIT;

	call_aws(caller, job, &reply);
	write_answer(&reply, job, message);
	secret_wipe_stack();
}

void
exchange_answer(struct caller *caller, struct wire *message)
{
	struct job job = JOB_INIT;
	struct reply reply = { .outcome = OUTCOME_BROKEN, .answer = ANSWER_INIT };

	if (job_read(&job, message, &reply.error)) {
		wire_clear(message);
		exchange_do(caller, &job, message);
	} else {
		write_answer(&reply, &job, message);
	}
}
