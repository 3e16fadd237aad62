/* store_lock.c
 *
 *  1. A lock MUST end with its process, however that ends, and MUST NOT pass to what the process starts.
 *  2. A lock on a file that was deleted guards nothing and MUST be taken again.
 */
#include "sharing/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/notice.h"

/* Opens NAME, which holds nothing but who has the lock. Negative: it cannot be ours. */
static int
open_lock(const struct store_place *place, const char *name, struct error *err)
{
	int fd = openat(place->directory, name,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
	struct stat info;
	const char *why;

	if (fd < 0) {
		error_set_errno(err, STATUS_LOCAL, "cannot open %s/%s", place->path, name);
		error_hint(err, "rm -r %s/%s", place->path, name);
		return fd;
	}
	why = fstat(fd, &info) == 0 ? store_place_oddity(&info) : "cannot be inspected";
	if (why == NULL)
		return fd;
	error_set(err, STATUS_LOCAL, "%s/%s %s", place->path, name, why);
	error_hint(err, "rm %s/%s", place->path, name);
	close(fd);
	return -1;
}

/* Whether the file of a lock was deleted while we waited for it: then it guards nothing. */
static bool
is_deleted(int fd)
{
	struct stat info;

	return fstat(fd, &info) != 0 || info.st_nlink == 0;
}

static void
write_holder(int fd)
{
	const char *terminal = isatty(2) ? ttyname(2) : NULL;
	char line[80];
	int length = snprintf(line, sizeof(line), "%ld %.60s\n", (long)getpid(), terminal == NULL ? "-" : terminal);

	if (ftruncate(fd, 0) == 0)
		(void)!pwrite(fd, line, (size_t)length, 0);		/* it is a courtesy */
}

/* Says for whom we wait. */
static void
tell_holder(int fd)
{
	char line[81] = "", terminal[64] = "-";
	long process = 0;

	if (pread(fd, line, sizeof(line) - 1, 0) > 0)
		process = strtol(line, NULL, 10);
	if (strchr(line, '/') != NULL)
		snprintf(terminal, sizeof(terminal), "%.*s", (int)strcspn(strchr(line, '/'), "\n"), strchr(line, '/'));
	if (*terminal == '/')
		notice_say("waiting for the terminal %s, which is getting an MFA session (awsmfa, process %ld)",
		    terminal, process);
	else
		notice_say("waiting for another awsmfa, which is getting an MFA session (process %ld)", process);
}

/* Takes the lock. Waits a moment silently first: the holder may be almost done. Looks again and again,
 * since nothing wakes a flock(2) after a time. */
static bool
take_lock(int fd, long seconds, bool quietly)
{
	const struct timespec moment = { .tv_nsec = (quietly ? 5L : 50L) * 1000 * 1000 };
	const struct timespec deadline = deadline_in((seconds + 1) * 1000);
	int tries = 0;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || deadline_left(&deadline) == 0)
			return false;
		if (++tries == 4 && seconds > 0 && !quietly)
			tell_holder(fd);
		nanosleep(&moment, NULL);	/* Ctrl-C ends this process: there is nothing to clean up */
	}
	return true;
}

static int
take(const struct store_place *place, const char *name, long seconds, bool quietly, struct error *err)
{
	int fd;

	for (;;) {
		fd = open_lock(place, name, err);
		if (fd < 0)
			return -1;
		if (!take_lock(fd, seconds, quietly)) {
			close(fd);
			error_set(err, STATUS_CODE_NEEDED, "another terminal is getting an MFA session at this moment");
			err->reason = REASON_ASKED_ELSEWHERE;
			return -1;
		}
		if (!is_deleted(fd))
			break;
		close(fd);
	}
	write_holder(fd);
	return fd;
}

int
store_lock_take(const struct store_place *place, const char *name, long seconds, struct error *err)
{
	return take(place, name, seconds, false, err);
}

int
store_lock_take_quietly(const struct store_place *place, const char *name, long seconds, struct error *err)
{
	return take(place, name, seconds, true, err);
}

void
store_lock_delete(const struct store_place *place, const char *name)
{
	struct error ignored;
	int fd = open_lock(place, name, &ignored);

	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		(void)unlinkat(place->directory, name, 0);
	if (fd >= 0)
		close(fd);
}
