/* failing_calls.h - calls of the system that fail when a test says so
 *
 *	failing_call("renameat", 1, EACCES);	the first from now on fails, once
 *	ck_assert(!store_keep(...));
 *	ck_assert(failing_call_came());		it was called
 *
 * The program's own functions stand before the C library's. tests/faults does the same to whole programs, for every
 * call of theirs; here a test says what remains true after one.
 */
#ifndef FAILING_CALLS_H
#define FAILING_CALLS_H

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/param.h>
#include <sys/mount.h>
#endif

static const char *failing_name;
static int failing_error;
static long failing_count;

static inline void
failing_call(const char *name, long number, int error)
{
	failing_name = name;
	failing_count = number;
	failing_error = error;
}

/* Whether the call has failed since. */
static inline bool
failing_call_came(void)
{
	return failing_name != NULL && failing_count == 0;
}

static inline bool
failing_now(const char *name)
{
	if (failing_name == NULL || strcmp(failing_name, name) != 0 || failing_count == 0 || --failing_count > 0)
		return false;
	errno = failing_error;
	return true;
}

/* A function that takes arguments and fails with -1. */
#define FAILING_CALL(type, name, types, names)				\
type									\
name types								\
{									\
	static __typeof__(&name) real;					\
									\
	if (real == NULL)						\
		*(void **)&real = dlsym(RTLD_NEXT, #name);		\
	return failing_now(#name) ? (type)-1 : real names;		\
}

/* The same, with a last argument that is there or not. */
#define FAILING_OPTIONAL(name, kind, types, names)			\
int									\
name types								\
{									\
	static __typeof__(&name) real;					\
	va_list list;							\
	kind last;							\
									\
	if (real == NULL)						\
		*(void **)&real = dlsym(RTLD_NEXT, #name);		\
	va_start(list, flags);						\
	last = va_arg(list, kind);					\
	va_end(list);							\
	return failing_now(#name) ? -1 : real names;			\
}

FAILING_CALL(int, fstat, (int fd, struct stat *info), (fd, info))
FAILING_CALL(int, fstatfs, (int fd, struct statfs *info), (fd, info))
FAILING_CALL(int, close, (int fd), (fd))
FAILING_CALL(int, flock, (int fd, int what), (fd, what))
FAILING_CALL(int, ftruncate, (int fd, off_t size), (fd, size))
FAILING_CALL(ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))
FAILING_CALL(int, renameat, (int a, const char *b, int c, const char *d), (a, b, c, d))
FAILING_CALL(int, unlinkat, (int fd, const char *name, int flags), (fd, name, flags))
FAILING_OPTIONAL(open, mode_t, (const char *path, int flags, ...), (path, flags, last))
FAILING_OPTIONAL(openat, mode_t, (int fd, const char *path, int flags, ...), (fd, path, flags, last))
FAILING_OPTIONAL(fcntl, long, (int fd, int flags, ...), (fd, flags, last))

#endif
