#include "helper/retry.h"

#include <stddef.h>
#include <string.h>

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
