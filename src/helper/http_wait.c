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

/* Fills POLLED with what TRANSFER waits for, and shortens *MOST, ms, to its next timer. Returns how many. */
static nfds_t
add(CURLM *transfer, struct pollfd polled[POLLED], int *most)
{
	fd_set reading, writing, failing;
	int fd, highest = -1;
	nfds_t count = 0;
	long due = -1;

	FD_ZERO(&reading);
	FD_ZERO(&writing);
	FD_ZERO(&failing);
	(void)curl_multi_fdset(transfer, &reading, &writing, &failing, &highest);
	for (fd = 0; fd <= highest && count < POLLED; fd++)
		if (FD_ISSET(fd, &reading) || FD_ISSET(fd, &writing))
			polled[count++] = (struct pollfd){
				.fd = fd, .events = (short)((FD_ISSET(fd, &reading) ? POLLIN : 0) |
				    (FD_ISSET(fd, &writing) ? POLLOUT : 0)),
			};
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
