/* wiping.c
 *
 *  1. A block MUST be wiped, all of it, before it is given back to malloc.
 *  2. A block that grows or shrinks MUST be copied to a new one; realloc would leave a copy behind.
 */
#include "base/wiping.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"

/* The size of a block is kept in front of it; the union keeps the block as aligned as malloc's. */
union header {
	size_t		size;
	max_align_t	align;
};

void *
wiping_malloc(size_t size)
{
	union header *header;

	if (size > SIZE_MAX - sizeof(*header))
		return NULL;
	header = malloc(sizeof(*header) + size);
	if (header == NULL)
		return NULL;
	header->size = size;
	return header + 1;
}

void *
wiping_calloc(size_t count, size_t size)
{
	void *block;

	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	block = wiping_malloc(count * size);
	if (block != NULL)
		memset(block, 0, count * size);
	return block;
}

void *
wiping_realloc(void *block, size_t size)
{
	const union header *old = block;
	void *moved = wiping_malloc(size);

	if (block == NULL || moved == NULL)
		return moved;
	memcpy(moved, block, old[-1].size < size ? old[-1].size : size);
	wiping_free(block);
	return moved;
}

char *
wiping_strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = wiping_malloc(size);

	if (copy != NULL)
		memcpy(copy, text, size);
	return copy;
}

void
wiping_free(void *block)
{
	union header *header = block;

	if (block == NULL)
		return;
	header--;
	secret_wipe(block, header->size);
	free(header);
}
