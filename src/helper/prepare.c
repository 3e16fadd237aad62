/* prepare.c
 *
 *  1. Nothing MUST be sent, and no code asked of anyone, before the request with the code has come.
 *  2. A connection that the server has closed meanwhile MUST NOT be used: the code would seem to be spent.
 *  3. Only the request that was prepared, to the same URL and with the same trust, MUST go over the connection.
 */
#include "helper/prepare.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "helper/clock.h"
#include "helper/sign.h"

#define PATIENCE (60 * 1000)	/* ms; what lies between may forget a silent connection after that */

#ifndef POLLRDHUP
#define POLLRDHUP 0
#endif

/* What the callback of http_post works with. */
struct waiting {
	struct caller		*caller;
	const struct job	*prepared;
	int			 talk;
	struct wire		*message;
	bool			 is_read;
	struct job		 next;
	char			 date[TIMESTAMP_SIZE];
	struct secret		 authorization;
};

/* Whether there is something to read on TALK before the patience or the server's ends. */
static bool
await_message(int talk, int server)
{
	struct pollfd both[2] = { { .fd = talk, .events = POLLIN }, { .fd = server, .events = POLLRDHUP } };

	return poll(both, 2, PATIENCE) > 0 && (both[0].revents & POLLIN) != 0 && both[1].revents == 0;
}

static bool
is_same(const struct job *prepared, const struct job *next)
{
	return strcmp(prepared->url.authority, next->url.authority) == 0 &&
	    strcmp(prepared->url.path, next->url.path) == 0 && prepared->url.tls == next->url.tls &&
	    strcmp(prepared->ca_bundle, next->ca_bundle) == 0 && prepared->body.len == next->body.len;
}

/* The connection is there: waits for the request with the code, and signs it. */
static bool
complete(struct http_request *request, int server, void *data)
{
	struct waiting *waiting = data;
	struct job *next = &waiting->next;
	struct error ignored;

	if (!await_message(waiting->talk, server) || !wire_receive(waiting->message, waiting->talk, &ignored))
		return false;
	waiting->is_read = true;
	waiting->caller->first.begun = clock_ms();
	if (!job_read(next, waiting->message, &ignored) || !is_same(waiting->prepared, next) ||
	    !sign_job(next, &next->body, waiting->caller->skew, waiting->date, &waiting->authorization, &ignored))
		return false;
	request->date = waiting->date;
	request->token = secret_text(&next->credentials.session_token);
	request->authorization = secret_text(&waiting->authorization);
	request->body = &next->body;
	request->total_ms = next->seconds * 1000;
	return true;
}

bool
prepare_connection(struct caller *caller, const struct job *job, int talk, struct wire *message)
{
	struct first_try *first = &caller->first;
	struct waiting waiting = {
		.caller = caller, .prepared = job, .talk = talk, .message = message, .next = JOB_INIT,
	};
	struct http_request request = {
		.url = &job->url, .ca_bundle = job->ca_bundle, .body = &job->body,
		.connect_ms = job->connect_seconds * 1000, .complete = complete, .data = &waiting,
	};

	first->received = http_post(caller->http, &request, &first->response, &first->error);
	first->is_there = waiting.is_read && !first->response.given_up;
	if (!first->is_there)
		http_response_clear(&first->response);
	job_clear(&waiting.next);
	secret_clear(&waiting.authorization);
	return waiting.is_read;
}
