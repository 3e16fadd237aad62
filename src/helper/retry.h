/* retry.h - which failures are worth another try, and after how long
 *
 * The rules of botocore's "standard" mode (retries/standard.py). Pure functions.
 *
 *	if (retry_helps(503, "ServiceUnavailable"))
 *		sleep for retry_delay_ms(1, 0.7)		700: the first try has failed
 */
#ifndef HELPER_RETRY_H
#define HELPER_RETRY_H

#include <stdbool.h>

/* Whether the answer HTTP, with AWS's error CODE ("" when it had none), may be another one the next
 * time: the server is in trouble, or we were too fast. */
bool	retry_helps(int http, const char *code);

/* Whether such an answer leaves open what became of the request, so that an MFA code in it may have
 * been used. A throttled request was not looked at. */
bool	retry_is_ambiguous(int http, const char *code);

/* How long to wait after try number TRIED (from 1), in ms: CHANCE (0 to 1) of 1, 2, 4 ... 20 s. */
long	retry_delay_ms(long tried, double chance);

#endif
