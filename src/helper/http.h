/* http.h - one POST to AWS, with every guard that the network needs
 *
 *	struct http *http = http_open();			once; connections are kept
 *	struct http_response response = HTTP_RESPONSE_INIT;
 *
 *	if (http_post(http, &request, &response, err))
 *		response.status, response.body, response.date
 *	else
 *		err->message says in plain words why; response.sent whether AWS may have got the request
 *	http_response_clear(&response);
 *	http_close(http);
 *
 * The caller signs: what http_post sends beyond the body are exactly the headers Host (the URL's
 * authority), Content-Type (HTTP_FORM), X-Amz-Date, X-Amz-Security-Token where there is a token,
 * Authorization, Accept, User-Agent and Content-Length.
 *
 * A proxy is what the environment says, as for curl: https_proxy, HTTPS_PROXY, all_proxy, no_proxy.
 */
#ifndef HELPER_HTTP_H
#define HELPER_HTTP_H

#include <time.h>

#include "base/secret.h"
#include "types/url.h"

#define HTTP_FORM	"application/x-www-form-urlencoded; charset=utf-8"
#define HTTP_LIMIT	(64 * 1024)	/* bytes of an answer's body */

struct http;
struct http_transfer;

struct http_request {
	const struct url	*url;
	const char		*ca_bundle;	/* a PEM file; "": the system's */
	const char		*date;		/* 20261124T141552Z */
	const char		*token;		/* the session token; "": none */
	const char		*authorization;
	const struct secret	*body;
	long			 connect_ms;	/* to have a connection, TLS included */
	long			 total_ms;	/* until the answer is complete */

	/* NULL: the request is complete. Else it is called once, when there is a connection, SERVER, and nothing
	 * was sent: it may wait, then fills in date, token, authorization, body (of the same length, unless it is
	 * UNSIZED) and total_ms, which counts from then on. False: the request is given up. */
	bool			(*complete)(struct http_request *request, int server, void *data);
	void			*data;
	bool			 unsized;	/* only COMPLETE knows the length of the body */
};

struct http_response {
	int		status;
	struct secret	body;
	time_t		date;		/* the server's clock; 0: it said none, or a cache spoke */
	long		age;		/* seconds from the first byte of the body that was sent until the end */
	bool		sent;		/* part of the body was sent; false: AWS has seen nothing */
	bool		lasting;	/* a failure that another try would meet again */
	bool		too_long;	/* the answer exceeds HTTP_LIMIT */
	bool		given_up;	/* no connection in time, or the caller did not complete the request */
};

#define HTTP_RESPONSE_INIT { .body = SECRET_INIT }

/* Loads the libraries, with wiping allocators. NULL: they cannot be used. Call it once. */
struct http *http_open(void);

/* Ends all connections, whose buffers are wiped with them. */
void	http_close(struct http *http);

/* Sends the request and receives the answer, whatever its status. A failure is STATUS_UNREACHABLE,
 * its message names the host and what went wrong. The body is handed out once: a connection that
 * turns out dead after that is a failure, as AWS may have read the code. */
bool	http_post(struct http *http, struct http_request *request, struct http_response *response,
	    struct error *err) MUST_CHECK;

/* The same in steps, so that two requests can be under way:
 *
 *	while (http_get_on(transfer))
 *		http_await(transfer, other, talk);
 *	ok = http_end(transfer, err);
 *
 * REQUEST and RESPONSE are used until http_end. NULL, with ERR: no memory. */
struct http_transfer *http_begin(struct http *http, struct http_request *request, struct http_response *response,
	    struct error *err);

/* Does what can be done without waiting, and may call COMPLETE. False: it has ended. */
bool	http_get_on(struct http_transfer *one);

/* Waits until ONE or OTHER (NULL: none) may get on, or there is something to read from TALK (-1: none). It may
 * return early. */
void	http_await(const struct http_transfer *one, const struct http_transfer *other, int talk);

/* What http_post returns. A request that has not ended is given up. */
bool	http_end(struct http_transfer *transfer, struct error *err) MUST_CHECK;

void	http_response_clear(struct http_response *response);

#endif
