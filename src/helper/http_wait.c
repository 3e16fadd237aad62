#include "helper/http_wait.h"

#include <poll.h>
#include <sys/select.h>

#define POLLED	16	/* sockets of a transfer: two while both kinds of addresses are tried */
#define LONGEST	1000	/* ms */
#define BLIND	10	/* ms; libcurl does not tell what it waits for, as some resolvers of it do not */

bool
http_wait_step(CURLM *one, CURLcode *code)
{
	CURLMcode stepped;
	CURLMsg *message;
	int running = 0, left;

	stepped = curl_multi_perform(one, &running);
	if (stepped == CURLM_OK && running > 0)
		return false;
	message = curl_multi_info_read(one, &left);
	*code = message != NULL ? message->data.result : CURLE_OUT_OF_MEMORY;
	return true;
}

static short
wanted_events(int fd, const fd_set *reading, const fd_set *writing)
{
	short events = 0;

	if (FD_ISSET(fd, reading))
		events |= POLLIN;
	if (FD_ISSET(fd, writing))
		events |= POLLOUT;
	return events;
}

/* Fills POLLED with the sockets that TRANSFER waits for. Returns how many. */
static nfds_t
add_sockets(CURLM *transfer, struct pollfd polled[POLLED])
{
	fd_set reading, writing, failing;
	int fd, highest = -1;
	short events;
	nfds_t count = 0;

	FD_ZERO(&reading);
	FD_ZERO(&writing);
	FD_ZERO(&failing);
	(void)curl_multi_fdset(transfer, &reading, &writing, &failing, &highest);
	for (fd = 0; fd <= highest && count < POLLED; fd++) {
		events = wanted_events(fd, &reading, &writing);
		if (events != 0)
			polled[count++] = (struct pollfd){ .fd = fd, .events = events };
	}
	return count;
}

/* The same, and shortens *MOST, ms, to its next timer. */
static nfds_t
add(CURLM *transfer, struct pollfd polled[POLLED], int *most)
{
	const nfds_t count = add_sockets(transfer, polled);
	long due = -1;

	(void)curl_multi_timeout(transfer, &due);
	if (due >= 0 && due < *most)
		*most = (int)due;
	if (count == 0 && *most > BLIND)
		*most = BLIND;
	return count;
}

void
http_wait(CURLM *one, CURLM *other, int talk)
{
	struct pollfd polled[2 * POLLED + 1];
	int most = LONGEST;
	nfds_t count = add(one, polled, &most);

	if (other != NULL)
		count += add(other, polled + count, &most);
	if (talk >= 0)
		polled[count++] = (struct pollfd){ .fd = talk, .events = POLLIN };
	(void)poll(polled, count, most);
}
