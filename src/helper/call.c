/* call.c
 *
 *  1. A try MUST NOT start when the time of all tries is up.
 *  2. A request is tried again when it cannot have arrived, or when AWS may answer otherwise. If an
 *     earlier try may have used up the MFA code, the reply MUST say so instead of blaming the user.
 *  3. A clock that is wrong is corrected once; the correction MUST come from the server's answer.
 *  4. Requests, headers and answers MUST be wiped on every path.
 */
#include "helper/call.h"

#include <time.h>

#include "base/percent.h"
#include "helper/body.h"
#include "helper/clock.h"
#include "helper/retry.h"
#include "helper/sending.h"

#define PAGES	16	/* of a list */

/* One try, and what it means for the next. */
struct attempt {
	struct reply	*reply;
	bool		 again;		/* another try may succeed */
	bool		 ambiguous;	/* AWS may have read the request, and the code in it */
};

/* Records what the network returned, or why it returned nothing. */
static void
judge(struct attempt *attempt, const struct job *job, const struct http_response *response, bool received)
{
	struct reply *reply = attempt->reply;

	reply->http = response->status;
	reply->date = response->date;
	reply->age = response->age;
	if (!received) {
		reply->outcome = response->too_long ? OUTCOME_BROKEN : OUTCOME_UNREACHABLE;
		attempt->again = !response->lasting && !response->too_long;
		attempt->ambiguous = response->sent;
		return;
	}
	if (!body_read(&reply->answer, job->action, response->status, &response->body, &reply->error)) {
		reply->outcome = OUTCOME_BROKEN;
		error_prefix(&reply->error, "%s", job->url.authority);
	} else {
		reply->outcome = reply->answer.code[0] == '\0' ? OUTCOME_DONE : OUTCOME_REFUSED;
	}
	attempt->again = reply->outcome != OUTCOME_DONE && retry_helps(response->status, reply->answer.code);
	attempt->ambiguous = retry_is_ambiguous(response->status, reply->answer.code);
	if (reply->outcome == OUTCOME_REFUSED && attempt->ambiguous) {
		reply->outcome = OUTCOME_UNREACHABLE;
		error_set(&reply->error, STATUS_UNREACHABLE, "%s: HTTP %d: %s", job->url.authority,
		    response->status, reply->answer.code);
		error_cause(&reply->error, CAUSE_SERVER_TROUBLE);
	}
}

/* One try within LEFT ms. */
static void
try_once(const struct caller *caller, const struct job *job, const struct secret *body, long left,
    struct attempt *attempt)
{
	const struct sending_try try = { .job = job, .body = body, .skew = caller->skew, .left = left };
	struct sending sending;
	bool received;

	reply_clear(attempt->reply);
	if (!sending_begin(&sending, caller->http, &try, &attempt->reply->error)) {
		attempt->reply->outcome = OUTCOME_BROKEN;
		return;
	}
	received = sending_end(&sending, &attempt->reply->error);
	judge(attempt, job, &sending.response, received);
	http_response_clear(&sending.response);
}

/* The first try, which was made before. */
static void
take_first(struct caller *caller, const struct job *job, struct attempt *attempt)
{
	struct first_try *first = &caller->first;

	reply_clear(attempt->reply);
	attempt->reply->error = first->error;
	judge(attempt, job, &first->response, first->received);
	http_response_clear(&first->response);
	first->is_there = false;
}

/* Whether the refusal comes from our clock; if so, corrects it. */
static bool
corrects_clock(struct caller *caller, const struct reply *reply)
{
	time_t server;

	if (reply->outcome != OUTCOME_REFUSED || !clock_is_suspect(reply->answer.code) ||
	    !clock_of_server(reply->date, secret_text(&reply->answer.message), &server) ||
	    !clock_is_off((long long)server - (long long)time(NULL) - caller->skew))
		return false;
	caller->skew = (long long)server - (long long)time(NULL);
	return true;
}

/* Waits before the next try; false when the time is up before it could start. */
static bool
wait_for_next(long tried, long deadline)
{
	struct timespec now = { 0 }, pause;
	long delay;

	(void)clock_gettime(CLOCK_REALTIME, &now);	/* random enough: clients must not retry in step */
	delay = retry_delay_ms(tried, (double)(now.tv_nsec / 1000 % 1000) / 1000);
	if (delay >= deadline - clock_ms())
		return false;
	pause.tv_sec = delay / 1000;
	pause.tv_nsec = delay % 1000 * 1000000;
	nanosleep(&pause, NULL);
	return true;
}

/* Sends BODY until there is an answer that lasts, or no time or try is left. */
static void
call_page(struct caller *caller, const struct job *job, const struct secret *body, long deadline,
    struct reply *reply)
{
	bool ambiguous = false, clock_corrected = false, go_on;
	struct attempt attempt;
	long tried = 0, left;

	reply->outcome = OUTCOME_UNREACHABLE;
	error_set(&reply->error, STATUS_UNREACHABLE, "%s: no answer within %ld s", job->url.authority, job->seconds);
	error_cause(&reply->error, CAUSE_TIMED_OUT);
	/* a first try that has been made counts, even if it took all the time there was */
	for (left = deadline - clock_ms(); left > 0 || caller->first.is_there;
	    left = go_on ? deadline - clock_ms() : 0) {
		attempt = (struct attempt){ .reply = reply };
		if (caller->first.is_there)
			take_first(caller, job, &attempt);
		else
			try_once(caller, job, body, left, &attempt);
		ambiguous = ambiguous || attempt.ambiguous;
		go_on = !clock_corrected && corrects_clock(caller, reply);
		if (go_on)
			clock_corrected = true;
		else
			go_on = attempt.again && ++tried < job->attempts && wait_for_next(tried, deadline);
	}
	reply->spent = ambiguous && job->code.len > 0 && reply->outcome != OUTCOME_DONE;
}

/* Gets what follows the first page of a list. */
static void
call_next_pages(struct caller *caller, const struct job *job, long deadline, struct reply *reply)
{
	struct reply next = REPLY_INIT;
	struct secret body = SECRET_INIT;
	int page;

	for (page = 1; reply->outcome == OUTCOME_DONE && reply->answer.marker[0] != '\0'; page++) {
		secret_set(&body, secret_text(&job->body));
		secret_puts(&body, "&Marker=");
		percent_encode(&body, reply->answer.marker);
		call_page(caller, job, &body, deadline, &next);
		if (next.outcome != OUTCOME_DONE) {
			reply_move(reply, &next);
		} else if (page == PAGES || !answer_add_page(&reply->answer, &next.answer)) {
			reply->outcome = OUTCOME_BROKEN;
			error_set(&reply->error, STATUS_UNREACHABLE, "%s: the list of MFA devices does not end",
			    job->url.authority);
			error_cause(&reply->error, CAUSE_BROKEN_ANSWER);
		}
	}
	reply_clear(&next);
	secret_clear(&body);
}

void
call_aws(struct caller *caller, const struct job *job, struct reply *reply)
{
	const long begun = caller->first.begun != 0 ? caller->first.begun : clock_ms();
	const long deadline = begun + job->seconds * 1000;

	caller->first.begun = 0;
	call_page(caller, job, &job->body, deadline, reply);
	call_next_pages(caller, job, deadline, reply);
	reply->skew = caller->skew;
}
