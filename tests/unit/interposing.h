/* interposing.h - whether a test's own malloc or free may stand before the C library's
 *
 *	#ifdef INTERPOSING
 *	void *__libc_malloc(size_t size);
 *	...
 *	#endif
 *	if (interposing_is_possible())
 *		...
 *
 * Where a checker has replaced them already (valgrind, AddressSanitizer) or the C library does not let
 * them (other than glibc), it may not.
 */
#ifndef INTERPOSING_H
#define INTERPOSING_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define INTERPOSING 1
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef INTERPOSING
#endif
#endif
#endif

static inline bool
interposing_is_possible(void)
{
#ifdef INTERPOSING
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded == NULL || strstr(preloaded, "vgpreload") == NULL;
#else
	return false;
#endif
}

#endif
