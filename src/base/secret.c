/* secret.c
 *
 *  1. A block MUST be wiped before it is given back to malloc, whatever the reason: growth, clearing, failure.
 *  2. Growth MUST copy to a new block and wipe the old one; realloc would leave a copy behind.
 *  3. A failed allocation MUST drop the contents, so that nobody prints half a text.
 */
#include "base/secret.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void
secret_wipe(void *bytes, size_t size)
{
#if defined(__GLIBC__) || defined(__OpenBSD__) || defined(__FreeBSD__) || defined(__linux__)
	explicit_bzero(bytes, size);
#else
	volatile unsigned char *byte = bytes;

	while (size-- > 0)
		*byte++ = 0;
#endif
}

void
secret_clear(struct secret *secret)
{
	if (secret->data != NULL)
		secret_wipe(secret->data, secret->size);
	free(secret->data);
	*secret = (struct secret)SECRET_INIT;
}

#define LARGE ((size_t)128 * 1024)	/* from here on malloc gives a mapping of its own */

/* Maps the pages of a large block at once; a config file of megabytes would otherwise be read at the
 * price of a page fault for every 4 KiB. Best effort. */
static void
populate(char *block, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t before = (size_t)((uintptr_t)block % page);

	if (block != NULL && size >= LARGE && madvise(block - before, size + before, MADV_POPULATE_WRITE) != 0)
		return;
#else
	(void)block;
	(void)size;
#endif
}

/* Room for LEN more bytes: as much as is asked for at first, since most are written once, then
 * doubled. 0: more than there can be. */
static size_t
size_for(const struct secret *secret, size_t len)
{
	size_t size = secret->size == 0 ? 128 : secret->size;

	if (len >= SIZE_MAX / 4)
		return 0;
	if (secret->size == 0 && len >= size)
		return len + 1;
	while (size <= secret->len + len)
		size *= 2;
	return size;
}

void
secret_reserve(struct secret *secret, size_t len)
{
	size_t size = size_for(secret, len);
	char *bigger;

	if (secret->failed)
		return;
	if (size != 0 && size == secret->size)
		return;
	bigger = size == 0 ? NULL : malloc(size);
	if (bigger == NULL) {
		secret_clear(secret);
		secret->failed = true;
		return;
	}
	populate(bigger, size);
	if (secret->data != NULL) {
		memcpy(bigger, secret->data, secret->len + 1);
		secret_wipe(secret->data, secret->size);
		free(secret->data);
	} else {
		bigger[0] = '\0';
	}
	secret->data = bigger;
	secret->size = size;
}

void
secret_add(struct secret *secret, const void *bytes, size_t len)
{
	secret_reserve(secret, len);
	if (secret->failed)
		return;
	memcpy(secret->data + secret->len, bytes, len);
	secret->len += len;
	secret->data[secret->len] = '\0';
}

void
secret_puts(struct secret *secret, const char *text)
{
	secret_add(secret, text, strlen(text));
}

void
secret_printf(struct secret *secret, const char *format, ...)
{
	va_list args;
	int needed;

	va_start(args, format);
	needed = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (needed < 0)
		return;
	secret_reserve(secret, (size_t)needed);
	if (secret->failed)
		return;
	va_start(args, format);
	vsnprintf(secret->data + secret->len, (size_t)needed + 1, format, args);
	va_end(args);
	secret->len += (size_t)needed;
}

void
secret_set(struct secret *secret, const char *text)
{
	secret_clear(secret);
	if (text != NULL)
		secret_puts(secret, text);
}

const char *
secret_text(const struct secret *secret)
{
	return secret->data == NULL ? "" : secret->data;
}

bool
secret_check(const struct secret *secret, struct error *err)
{
	return !secret->failed || error_memory(err);
}

void
secret_truncate(struct secret *secret, size_t len)
{
	if (len >= secret->len)
		return;
	secret_wipe(secret->data + len, secret->len - len);
	secret->len = len;
}

void
secret_trim(struct secret *secret)
{
	static const char blanks[] = " \t\r\n";
	size_t start = strspn(secret_text(secret), blanks), end = secret->len;

	if (secret->len == 0)
		return;
	while (end > start && strchr(blanks, secret->data[end - 1]) != NULL)
		end--;
	memmove(secret->data, secret->data + start, end - start);
	secret_truncate(secret, end - start);
}

void
secret_move(struct secret *to, struct secret *from)
{
	if (to == from)
		return;
	secret_clear(to);
	*to = *from;
	*from = (struct secret)SECRET_INIT;
}

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
