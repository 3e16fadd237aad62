/* failing.h - memory that runs out when a test says so
 *
 *	for (n = 0; !ok; n++) {
 *		failing_after(n);		the allocation after N others fails, once
 *		ok = ...
 *		failing_never();
 *	}
 *
 * The program's own malloc and calloc stand before the C library's. Where a checker has replaced it already or the
 * C library does not let it, nothing ever fails; failing_is_possible() tells.
 */
#ifndef FAILING_H
#define FAILING_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "interposing.h"

static long failing_left = -1;	/* allocations until one fails; negative: none will */

#ifdef INTERPOSING
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);

void *
malloc(size_t size)
{
	if (failing_left >= 0 && failing_left-- == 0)
		return NULL;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	if (failing_left >= 0 && failing_left-- == 0)
		return NULL;
	return __libc_calloc(count, size);
}
#endif

static inline bool
failing_is_possible(void)
{
	return interposing_is_possible();
}

static inline void
failing_after(long allocations)
{
	failing_left = allocations;
}

static inline void
failing_never(void)
{
	failing_left = -1;
}

#endif
