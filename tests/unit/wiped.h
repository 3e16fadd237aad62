/* wiped.h - sees what is given back to malloc with a secret in it
 *
 *	tcase_add_checked_fixture(cases, wiped_begin, NULL);
 *	...
 *	free(block);			had MARK in it
 *	wiped_leaks			1, if wiped_is_watching()
 *
 * The program's own free and realloc stand before the C library's and look through every block that
 * is given back for MARK. Where a checker has replaced them already (valgrind, AddressSanitizer) or
 * the C library does not let them (other than glibc), only the contents are tested.
 */
#ifndef WIPED_H
#define WIPED_H

#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Put together where it is used, so that no other block holds it by chance. */
#define MARK "\xa5\x5amark\xa5\x5a"
#define MARK_SIZE (sizeof(MARK) - 1)

static int wiped_leaks;	/* blocks given back with MARK in them */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef WATCHED
#endif
#endif
#endif

#ifdef WATCHED
void __libc_free(void *block);

void
free(void *block)
{
	if (block != NULL && memmem(block, malloc_usable_size(block), MARK, MARK_SIZE) != NULL)
		wiped_leaks++;
	__libc_free(block);
}

void *
realloc(void *block, size_t size)
{
	void *moved = malloc(size);
	size_t old = block == NULL ? 0 : malloc_usable_size(block);

	if (moved != NULL && old > 0)
		memcpy(moved, block, old < size ? old : size);
	if (moved != NULL)
		free(block);
	return moved;
}
#endif

static inline bool
wiped_is_watching(void)
{
#ifdef WATCHED
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded == NULL || strstr(preloaded, "vgpreload") == NULL;
#else
	return false;
#endif
}

static inline void
wiped_begin(void)
{
	wiped_leaks = 0;
}

#endif
