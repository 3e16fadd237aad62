/* secret.c
 *
 *  1. A block MUST be wiped before it is given back to malloc, whatever the reason: growth, clearing, failure.
 *  2. Growth MUST copy to a new block and wipe the old one; realloc would leave a copy behind.
 *  3. A write that fails MUST drop the contents, so that nobody prints half a text.
 */
#include "base/secret.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/blank.h"

#define STACK_BELOW (64 * 1024)		/* more than has been seen; base/process.c sees to four times as much */

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

__attribute__((noinline)) void
secret_wipe_stack(void)
{
	char below[STACK_BELOW];

	secret_wipe(below, sizeof(below));
}

void
secret_clear(struct secret *secret)
{
	if (secret->data != NULL)
		secret_wipe(secret->data, secret->size);
	free(secret->data);
	*secret = (struct secret)SECRET_INIT;
}

void
secret_fail(struct secret *secret)
{
	secret_clear(secret);
	secret->failed = true;
}

#define LARGE ((size_t)128 * 1024)	/* from here on malloc gives a mapping of its own */

/* Maps the pages of a large block at once; reading a config file of megabytes would otherwise take
 * a page fault for every 4 KiB. Best effort. */
static void
populate(char *block, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t before = (size_t)((uintptr_t)block % page);

	if (size >= LARGE)
		(void)madvise(block - before, size + before, MADV_POPULATE_WRITE);
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
		secret_fail(secret);
		return;
	}
	populate(bigger, secret->len + len);	/* not the rest, which may stay empty */
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
	if (len >= secret->size - secret->len) {	/* with the NUL, it does not fit */
		secret_reserve(secret, len);
		if (secret->failed)
			return;
	}
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
	if (needed < 0) {
		secret_fail(secret);
		return;
	}
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
	char *start, *end;

	if (secret->len == 0)
		return;
	start = blank_skip(secret->data);
	end = blank_trim(start, secret->data + secret->len);
	memmove(secret->data, start, (size_t)(end - start));
	secret_truncate(secret, (size_t)(end - start));
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
