/* retry.h - which failures are worth another try, after how long, and by which clock
 *
 * The rules of botocore's "standard" mode (retries/standard.py) for what is tried again, and those
 * of the JavaScript SDK (getUpdatedSystemClockOffset) for a clock that is wrong. Pure functions.
 *
 *	if (retry_helps(503, "ServiceUnavailable"))
 *		sleep for retry_delay_ms(1, 0.7)		700: the first try has failed
 *	if (clock_is_suspect("SignatureDoesNotMatch") &&
 *	    clock_of_server(response.date, message, &server) && clock_is_off(server - now))
 *		sign again, by the server's clock
 */
#ifndef HELPER_RETRY_H
#define HELPER_RETRY_H

#include <stdbool.h>
#include <time.h>

/* Whether the answer HTTP, with AWS's error CODE ("" when it had none), may be another one the next
 * time: the server is in trouble, or we were too fast. */
bool	retry_helps(int http, const char *code);

/* Whether such an answer leaves open what became of the request, so that an MFA code in it may have
 * been used. A throttled request was not looked at. */
bool	retry_is_ambiguous(int http, const char *code);

/* How long to wait after try number TRIED (from 1), in ms: CHANCE (0 to 1) of 1, 2, 4 ... 20 s. */
long	retry_delay_ms(long tried, double chance);

/* Whether AWS's error CODE can come from a wrong clock. */
bool	clock_is_suspect(const char *code);

/* The server's clock: DATE unless it is 0, else the time in the brackets of AWS's message,
 * "... (20210502T174643Z - 15 min.)". False when neither tells. */
bool	clock_of_server(time_t date, const char *message, time_t *server);

/* Whether a difference of SECONDS can be why a signature was refused: 4 minutes or more. */
bool	clock_is_off(long long seconds);

#endif
