#include "helper/retry.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "types/timestamp.h"

static bool
is_one_of(const char *code, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(code, *list) == 0)
			return true;
	return false;
}

static bool
is_throttled(int http, const char *code)
{
	static const char *const codes[] = {
		"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
		"TooManyRequestsException", "ProvisionedThroughputExceededException",
		"TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
		"LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete",
		"EC2ThrottledException", NULL
	};

	return http == 429 || is_one_of(code, codes);
}

bool
retry_helps(int http, const char *code)
{
	static const char *const codes[] = { "RequestTimeout", "RequestTimeoutException", NULL };

	return http == 500 || http == 502 || http == 503 || http == 504 ||
	    is_one_of(code, codes) || is_throttled(http, code);
}

bool
retry_is_ambiguous(int http, const char *code)
{
	return http >= 500 && !is_throttled(http, code);
}

long
retry_delay_ms(long tried, double chance)
{
	long longest = 1;

	for (; tried > 1 && longest < 20; tried--)
		longest *= 2;
	if (longest > 20)
		longest = 20;
	return (long)((double)longest * 1000 * chance);
}

bool
clock_is_suspect(const char *code)
{
	static const char *const codes[] = {
		"SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture",
		"RequestTimeTooSkewed", NULL
	};

	return is_one_of(code, codes);
}

/* Reads "(20210502T174643Z - 15 min.)" at TEXT. */
static bool
read_stamp(const char *text, time_t *when)
{
	char stamp[17];
	size_t digits;

	if (strlen(text) < 1 + 16 || text[0] != '(')
		return false;
	memcpy(stamp, text + 1, 16);
	stamp[16] = '\0';
	text += 17;
	if (strncmp(text, " - ", 3) != 0 && strncmp(text, " + ", 3) != 0)
		return false;
	text += 3;
	for (digits = 0; isdigit((unsigned char)text[digits]); digits++)
		;
	return digits > 0 && strncmp(text + digits, " min.)", 6) == 0 && timestamp_parse_compact(stamp, when);
}

bool
clock_of_server(time_t date, const char *message, time_t *server)
{
	if (date > 0) {
		*server = date;
		return true;
	}
	for (; *message != '\0'; message++)
		if (read_stamp(message, server))
			return true;
	return false;
}

bool
clock_is_off(long long seconds)
{
	return seconds >= 240 || seconds <= -240;
}
