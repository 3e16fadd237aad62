/* unwiped.c - linked into both programs that the end-to-end tests run: ends one that gives a secret back unwiped
 *
 * Every secret key and session token of the stand-in holds a mark (tests/standin/identities.py). A block that still
 * holds it when it is freed or reallocated ends the process with SIGABRT, and so the test that ran it. A library in
 * front of libc's would be seen by what the programs start, and the helper's environment is scrubbed; so it is a part
 * of them. Like test_secrecy.py, which looks for more secrets in more places, it is for glibc.
 */
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

void	free(void *block);
void	*realloc(void *block, size_t size);

static const char mark[] = "uNwIpEd";

static void
look(const void *block)
{
	static const char found[] = "unwiped.c: a secret is given back to malloc unwiped\n";

	if (memmem(block, malloc_usable_size((void *)(size_t)block), mark, sizeof(mark) - 1) == NULL)
		return;
	if (write(2, found, sizeof(found) - 1) > 0)
		abort();
	abort();
}

void
free(void *block)
{
	if (block != NULL)
		look(block);
	__libc_free(block);
}

/* Always moves: the old block is then given back, as it may be at any time. */
void *
realloc(void *block, size_t size)
{
	size_t old;
	void *moved;

	if (block == NULL || size == 0)
		return __libc_realloc(block, size);
	old = malloc_usable_size(block);
	moved = __libc_malloc(size);
	if (moved == NULL)
		return NULL;
	memcpy(moved, block, old < size ? old : size);
	look(block);
	__libc_free(block);
	return moved;
}
#else
typedef int nothing_to_see;
#endif
