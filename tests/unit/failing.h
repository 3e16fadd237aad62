/* failing.h - memory that runs out when a test says so
 *
 *	for (n = 0; !ok; n++) {
 *		failing_after(n);		the allocation after N others fails, once
 *		ok = ...
 *		failing_never();
 *	}
 *
 * The program's own malloc stands before the C library's. Where a checker has replaced it already or the
 * C library does not let it, nothing ever fails; failing_is_possible() tells.
 */
#ifndef FAILING_H
#define FAILING_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static long failing_left = -1;	/* allocations until one fails; negative: none will */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define FAILING 1
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef FAILING
#endif
#endif
#endif

#ifdef FAILING
void *__libc_malloc(size_t size);

void *
malloc(size_t size)
{
	if (failing_left >= 0 && failing_left-- == 0)
		return NULL;
	return __libc_malloc(size);
}
#endif

static inline bool
failing_is_possible(void)
{
#ifdef FAILING
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded == NULL || strstr(preloaded, "vgpreload") == NULL;
#else
	return false;
#endif
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
