/* http_wait.h - waits for the network, for one transfer of libcurl or for two that get on side by side
 *
 *	while (!http_wait_step(one, &code)) {
 *		http_wait(one, other, talk);
 *		(void)http_wait_step(other, ...);
 *	}
 *
 * Each transfer has a CURLM of its own: one that waits in a callback does not hold up the other.
 *
 * Part of http.c.
 */
#ifndef HELPER_HTTP_WAIT_H
#define HELPER_HTTP_WAIT_H

#include <curl/curl.h>
#include <stdbool.h>

/* Does what can be done without waiting. True: the transfer has ended, with CODE. */
bool	http_wait_step(CURLM *one, CURLcode *code);

/* Waits until ONE or OTHER (NULL: none) may get on, or there is something to read from TALK (-1: none). It may
 * return early. */
void	http_wait(CURLM *one, CURLM *other, int talk);

#endif
