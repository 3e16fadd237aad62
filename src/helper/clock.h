/* clock.h - whether our clock is why AWS refused a signature, and which clock to sign with instead
 *
 * The rules of the JavaScript SDK (getUpdatedSystemClockOffset). Pure functions.
 *
 *	if (clock_is_suspect("SignatureDoesNotMatch") &&
 *	    clock_of_server(response.date, message, &server) && clock_is_off(server - now))
 *		sign again, by the server's clock
 */
#ifndef HELPER_CLOCK_H
#define HELPER_CLOCK_H

#include <stdbool.h>
#include <time.h>

/* Whether AWS's error CODE can come from a wrong clock. */
bool	clock_is_suspect(const char *code);

/* The server's clock: DATE unless it is 0, else the time in the brackets of AWS's message,
 * "... (20210502T174643Z - 15 min.)". False when neither says it. */
bool	clock_of_server(time_t date, const char *message, time_t *server);

/* Whether a difference of SECONDS can be why a signature was refused: 4 minutes or more. */
bool	clock_is_off(long long seconds);

/* Milliseconds on a clock that nobody sets. */
long	clock_ms(void);

#endif
