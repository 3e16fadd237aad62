/* deadline.h - how long something may take, on a clock that nobody sets
 *
 *	struct timespec deadline = deadline_in(30 * 1000);
 *
 *	while (deadline_left(&deadline) > 0)
 *		...
 */
#ifndef BASE_DEADLINE_H
#define BASE_DEADLINE_H

#include <time.h>

/* The instant that many milliseconds from now. */
struct timespec	deadline_in(long milliseconds);

/* Milliseconds until then, as poll(2) takes them; 0 when it has come. */
int	deadline_left(const struct timespec *deadline);

#endif
