/* prepare.c
 *
 *  1. Nothing MUST be sent, and no code asked of anyone, before the request that was prepared has come.
 *  2. A connection that the server has closed meanwhile MUST NOT be used: the code would seem to be spent.
 *  3. Only the request that was prepared, to the same URL and with the same trust, MUST go over the connection.
 *  4. What is only to be prepared MUST NOT be sent: the code in it is none.
 */
#include "helper/prepare.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "helper/clock.h"
#include "helper/exchange.h"
#include "helper/sending.h"
#include "helper/sign.h"

#define PATIENCE (60 * 1000)	/* ms; what lies between may forget a silent connection after that */

#ifndef POLLRDHUP
#define POLLRDHUP 0
#endif

/* Another request, which came while the connection is being made. */
struct beside {
	bool			 is_there;
	struct job		 job;
	struct sending		 sending;
	long			 begun;
};

struct waiting {
	struct caller		*caller;
	const struct job	*prepared;
	int			 talk;
	struct wire		*message;
	bool			 hung_up;	/* awsmfa */
	bool			 is_read;	/* the request that was prepared, into MESSAGE and NEXT */
	long			 begun;		/* when it came */
	struct job		 next;
	char			 date[TIMESTAMP_SIZE];
	struct secret		 authorization;
	struct beside		 beside;
};

/* --- other requests ------------------------------------------------------------------------------- */

/* Puts the request in MESSAGE on its way. False: it is for exchange_answer, which says what is wrong with it. */
static bool
begin_beside(struct waiting *waiting)
{
	struct beside *beside = &waiting->beside;
	struct sending_try try = { .job = &beside->job, .body = &beside->job.body, .skew = waiting->caller->skew };
	struct error ignored;

	beside->begun = waiting->begun;
	if (!job_read(&beside->job, waiting->message, &ignored)) {
		job_clear(&beside->job);
		return false;
	}
	try.left = beside->job.seconds * 1000;
	beside->is_there = sending_begin(&beside->sending, waiting->caller->http, &try, &ignored);
	if (beside->is_there)
		wire_clear(waiting->message);
	else
		job_clear(&beside->job);
	return beside->is_there;
}

static void
send_answer(struct waiting *waiting)
{
	struct error ignored;

	if (wire_send(waiting->message, waiting->talk, &ignored))
		return;
	waiting->hung_up = true;
	shutdown(waiting->talk, SHUT_RDWR);	/* awsmfa would wait for the rest of the answer */
}

/* Waits for the answer to the request that is on its way, and hands it on. */
static void
end_beside(struct waiting *waiting)
{
	struct beside *beside = &waiting->beside;
	struct first_try *first = &waiting->caller->first;

	if (!beside->is_there)
		return;
	first->begun = beside->begun;
	first->received = sending_end(&beside->sending, &first->error);
	first->response = beside->sending.response;
	first->is_there = true;
	beside->is_there = false;
	exchange_do(waiting->caller, &beside->job, waiting->message);
	send_answer(waiting);
}

/* --- the request that was prepared ---------------------------------------------------------------- */

static bool
is_same(const struct job *prepared, const struct job *next)
{
	return strcmp(prepared->url.authority, next->url.authority) == 0 &&
	    strcmp(prepared->url.path, next->url.path) == 0 && prepared->url.tls == next->url.tls &&
	    strcmp(prepared->ca_bundle, next->ca_bundle) == 0 && prepared->action == next->action &&
	    (prepared->unsized || prepared->body.len == next->body.len);
}

/* Receives what comes next. Another request is answered, or put on its way. */
static void
take_message(struct waiting *waiting, bool is_connected)
{
	struct error ignored;

	if (!wire_receive(waiting->message, waiting->talk, &ignored)) {
		waiting->hung_up = true;
		return;
	}
	waiting->begun = clock_ms();
	if (wire_get(waiting->message, "prepare") != NULL)	/* rule 4; there is one connection to prepare */
		return;
	waiting->is_read = job_read(&waiting->next, waiting->message, &ignored) &&
	    is_same(waiting->prepared, &waiting->next);
	if (waiting->is_read)
		return;
	job_clear(&waiting->next);
	if (!is_connected && begin_beside(waiting))
		return;
	exchange_answer(waiting->caller, waiting->message);
	send_answer(waiting);
}

/* Whether there is something to read on TALK before the patience or the server's ends. */
static bool
await_message(int talk, int server)
{
	struct pollfd both[2] = { { .fd = talk, .events = POLLIN }, { .fd = server, .events = POLLRDHUP } };

	return poll(both, 2, PATIENCE) > 0 && (both[0].revents & POLLIN) != 0 && both[1].revents == 0;
}

/* The connection is there: waits for the request, and signs it. */
static bool
complete(struct http_request *request, int server, void *data)
{
	struct waiting *waiting = data;
	struct job *next = &waiting->next;
	struct error ignored;

	end_beside(waiting);
	while (!waiting->is_read && !waiting->hung_up) {
		if (!await_message(waiting->talk, server))
			return false;
		take_message(waiting, true);
	}
	if (!waiting->is_read ||
	    !sign_job(next, &next->body, waiting->caller->skew, waiting->date, &waiting->authorization, &ignored))
		return false;
	request->date = waiting->date;
	request->token = secret_text(&next->credentials.session_token);
	request->authorization = secret_text(&waiting->authorization);
	request->body = &next->body;
	request->total_ms = next->seconds * 1000;
	return true;
}

/* Whether there is something to read on TALK now. */
static bool
has_message(int talk)
{
	struct pollfd polled = { .fd = talk, .events = POLLIN };

	return poll(&polled, 1, 0) > 0;
}

/* Gets on with TRANSFER, and with what comes beside it, until it has ended. */
static void
attend(struct waiting *waiting, struct http_transfer *transfer)
{
	const struct beside *beside = &waiting->beside;
	bool listens;

	while (http_get_on(transfer) && !waiting->hung_up) {
		if (beside->is_there && !http_get_on(beside->sending.transfer))
			end_beside(waiting);
		listens = !waiting->is_read && !beside->is_there;
		if (listens && has_message(waiting->talk)) {
			take_message(waiting, false);
			continue;
		}
		http_await(transfer, beside->is_there ? beside->sending.transfer : NULL,
		    listens ? waiting->talk : -1);
	}
	end_beside(waiting);
}

bool
prepare_connection(struct caller *caller, const struct job *job, int talk, struct wire *message)
{
	struct first_try *first = &caller->first;
	struct waiting waiting = {
		.caller = caller, .prepared = job, .talk = talk, .message = message, .next = JOB_INIT,
		.beside = { .job = JOB_INIT },
	};
	struct http_request request = {
		.url = &job->url, .ca_bundle = job->ca_bundle, .body = &job->body, .unsized = job->unsized,
		.connect_ms = job->connect_seconds * 1000, .complete = complete, .data = &waiting,
	};
	struct http_response response = HTTP_RESPONSE_INIT;
	struct http_transfer *transfer;
	struct error ignored;

	transfer = http_begin(caller->http, &request, &response, &ignored);
	if (transfer != NULL) {
		attend(&waiting, transfer);
		first->received = http_end(transfer, &first->error);
		first->response = response;
		first->begun = waiting.is_read ? waiting.begun : 0;
		first->is_there = waiting.is_read && !response.given_up;
	}
	if (!first->is_there)
		http_response_clear(&first->response);
	job_clear(&waiting.next);
	secret_clear(&waiting.authorization);
	return waiting.is_read;
}
