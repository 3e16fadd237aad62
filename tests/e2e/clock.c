/* clock.c - lets a shell and what it starts live at another time
 *
 *	LD_PRELOAD=clock.so CLOCK_OFFSET=FILE bash -i
 *
 * FILE holds a long, in the machine's own form: the seconds to add to the real time, which a test may
 * change at any moment. The clock that sleeps and time limits count by is left alone.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long *offset;

__attribute__((constructor)) static void
find_offset(void)
{
	const char *path = getenv("CLOCK_OFFSET");
	int fd = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
	void *page = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(long), PROT_READ, MAP_SHARED, fd, 0);

	if (page != MAP_FAILED)
		offset = page;
	if (fd >= 0)
		close(fd);
}

int
clock_gettime(clockid_t clock, struct timespec *now)
{
	int failed = (int)syscall(SYS_clock_gettime, clock, now);

	if (failed == 0 && offset != NULL &&
	    (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_BOOTTIME))
		now->tv_sec += *offset;
	return failed;
}

time_t
time(time_t *where)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	if (where != NULL)
		*where = now.tv_sec;
	return now.tv_sec;
}

int
gettimeofday(struct timeval *restrict where, void *restrict zone)
{
	struct timespec now = { 0 };

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	where->tv_sec = now.tv_sec;
	where->tv_usec = now.tv_nsec / 1000;
	return 0;
}

/* fish's clock is a file. */
static int
open_uptime(void)
{
	struct timespec boot = { 0 };
	int fd = (int)syscall(SYS_memfd_create, "uptime", 1U);	/* 1: close-on-exec */

	clock_gettime(CLOCK_BOOTTIME, &boot);
	dprintf(fd, "%ld.%02ld 0.00\n", (long)boot.tv_sec, boot.tv_nsec / 10000000);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static int
open_file(int folder, const char *path, int flags, int mode)
{
	if (strcmp(path, "/proc/uptime") == 0)
		return open_uptime();
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE(mode, last)					\
	do {							\
		va_list args;					\
		va_start(args, last);				\
		mode = last & (O_CREAT | O_TMPFILE) ? va_arg(args, int) : 0;	\
		va_end(args);					\
	} while (0)

int
open(const char *path, int flags, ...)
{
	int mode;

	MODE(mode, flags);
	return open_file(AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	int mode;

	MODE(mode, flags);
	return open_file(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
