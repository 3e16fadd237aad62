#include "base/deadline.h"

#include <limits.h>

struct timespec
deadline_in(long milliseconds)
{
	struct timespec deadline = { 0 };	/* if the clock fails, it has come: nothing waits without a limit */

	if (clock_gettime(CLOCK_MONOTONIC, &deadline) != 0)
		return deadline;
	deadline.tv_sec += milliseconds / 1000;
	deadline.tv_nsec += milliseconds % 1000 * 1000000;
	if (deadline.tv_nsec >= 1000000000) {
		deadline.tv_sec++;
		deadline.tv_nsec -= 1000000000;
	}
	return deadline;
}

int
deadline_left(const struct timespec *deadline)
{
	struct timespec now;
	long left;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	left = (long)(deadline->tv_sec - now.tv_sec) * 1000 + (deadline->tv_nsec - now.tv_nsec + 999999) / 1000000;
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}
