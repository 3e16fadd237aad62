/* aws_cli_lock.c
 *
 *  1. The directory of the locks MUST be the user's alone, mode 0700, and not reached through a link: in /tmp anyone
 *     may have made one of that name.
 *  2. A lock MUST last as long as the run it is for, even if awsmfa ends before; flock(2) is of those who inherit it.
 *  3. A lock on a file that was deleted guards nothing and MUST be taken again.
 */
#include "profile/aws_cli_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/environment.h"
#include "base/progress.h"

/* --- the place ---------------------------------------------------------------------------------- */

/* What is wrong with FD as a directory of locks (rule 1); NULL: nothing. */
static const char *
oddity(int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return "cannot be looked at";
	if (info.st_uid != geteuid())
		return "belongs to another user";
	return (info.st_mode & 07777) == 0700 ? NULL : "has another mode than 0700";
}

/* Makes and opens the directory PATH. Negative: it cannot be ours. */
static int
open_place(const char *path, struct error *err)
{
	const char *why;
	int fd;

	(void)mkdir(path, 0700);	/* nearly always there already; open tells */
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		error_set_errno(err, STATUS_LOCAL, "cannot open %s, where awsmfa locks the AWS CLI", path);
	} else if ((why = oddity(fd)) != NULL) {
		error_set(err, STATUS_LOCAL, "%s, where awsmfa locks the AWS CLI, %s", path, why);
		close(fd);
		fd = -1;
	}
	if (fd < 0)
		error_hint(err, "let XDG_RUNTIME_DIR name a directory of your own, with mode 700");
	return fd;
}

/* The same below RUNTIME, a runtime directory of the user's: sudo may have left another one's in the environment. */
static int
open_below(const char *runtime, struct error *err)
{
	char path[4096];
	struct stat info;

	if (*runtime != '/' || stat(runtime, &info) != 0 || info.st_uid != geteuid() || (info.st_mode & 022) != 0 ||
	    (size_t)snprintf(path, sizeof(path), "%s/awsmfa", runtime) >= sizeof(path))
		return -1;
	return open_place(path, err);
}

/* The first of the places that the user has. Every terminal must come to the same. */
static int
find_place(struct error *err)
{
	const char *runtime = environment_get("XDG_RUNTIME_DIR");
	unsigned long user = (unsigned long)geteuid();
	char path[64];
	int fd = runtime == NULL ? -1 : open_below(runtime, err);

	snprintf(path, sizeof(path), "/run/user/%lu", user);
	if (fd < 0)
		fd = open_below(path, err);
	snprintf(path, sizeof(path), "/tmp/awsmfa-%lu", user);
	return fd < 0 ? open_place(path, err) : fd;
}

/* --- the lock ----------------------------------------------------------------------------------- */

/* Two logins of one name would only wait for each other. FNV-1a. */
static void
name_lock(char *name, size_t size, const char *login)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *login != '\0'; login++)
		hash = (hash ^ (unsigned char)*login) * 0x100000001b3u;
	snprintf(name, size, "aws-%016llx.lock", (unsigned long long)hash);
}

static long
holder(int fd)
{
	char text[24] = "";

	return pread(fd, text, sizeof(text) - 1, 0) > 0 ? strtol(text, NULL, 10) : 0;
}

static bool
is_busy(int fd, struct error *err)
{
	long process = holder(fd);

	if (process > 0) {
		error_set(err, STATUS_LOCAL, "the AWS CLI, which awsmfa has started (process %ld), is still running",
		    process);
		error_hint(err, "if it hangs: kill %ld", process);
	} else {		/* it has not been noted yet */
		error_set(err, STATUS_LOCAL, "the AWS CLI, which awsmfa has started, is still running");
	}
	err->reason = REASON_STILL_RUNNING;
	return false;
}

/* Whether the run that has FD has taken SECONDS. It marks its beginning a moment after it has got the lock. */
static bool
is_slow(int fd, int seconds)
{
	struct stat info;

	return fstat(fd, &info) == 0 && time(NULL) - info.st_mtime >= seconds;
}

/* Nothing wakes a flock(2) after a time: looks again and again. A prompt must not wait for a run that hangs, minute
 * after minute. */
static bool
wait_for(int fd, int seconds, const struct timespec *deadline)
{
	const struct timespec moment = { .tv_nsec = 50L * 1000 * 1000 };
	struct progress progress;
	int slow = 0;
	bool ours;

	progress_begin(&progress, PROGRESS_ALONE, "the AWS CLI, which another awsmfa has started");
	while (!(ours = flock(fd, LOCK_EX | LOCK_NB) == 0) && (errno == EWOULDBLOCK || errno == EINTR) &&
	    deadline_left(deadline) > 0 && slow < 3) {
		slow = is_slow(fd, seconds) ? slow + 1 : 0;
		nanosleep(&moment, NULL);
		progress_tick(&progress);
	}
	progress_end(&progress);
	return ours;
}

/* Opens the file NAME in PLACE and locks it. Without an error and with no lock: it was deleted meanwhile (rule 3). */
static bool
take_file(struct aws_cli_lock *lock, int place, const char *name, const struct timespec *deadline, struct error *err)
{
	int fd = openat(place, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat info;
	bool ok;

	if (fd < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot open %s, which locks the AWS CLI", name);
	ok = wait_for(fd, lock->seconds, deadline) || is_busy(fd, err);
	if (ok && fstat(fd, &info) != 0)
		ok = error_set_errno(err, STATUS_LOCAL, "cannot look at %s, which locks the AWS CLI", name);
	if (ok && info.st_nlink > 0) {
		(void)futimens(fd, NULL);
		lock->fd = fd;
	} else {
		close(fd);
	}
	return ok;
}

bool
aws_cli_lock_take(struct aws_cli_lock *lock, const char *login, const struct timespec *deadline, struct error *err)
{
	int place = find_place(err);
	bool ok = true;
	char name[40];

	if (place < 0)
		return false;
	name_lock(name, sizeof(name), login);
	while (ok && lock->fd == 0)
		ok = take_file(lock, place, name, deadline, err);
	close(place);
	return ok;
}

void
aws_cli_lock_note(const struct aws_cli_lock *lock, pid_t pid)
{
	char text[24];
	int length = snprintf(text, sizeof(text), "%ld\n", (long)pid);

	if (ftruncate(lock->fd, 0) == 0)
		(void)!pwrite(lock->fd, text, (size_t)length, 0);		/* it is a courtesy */
}

void
aws_cli_lock_release(struct aws_cli_lock *lock)
{
	if (lock->fd != 0)
		(void)flock(lock->fd, LOCK_UN);
	aws_cli_lock_leave(lock);
}

void
aws_cli_lock_leave(struct aws_cli_lock *lock)
{
	if (lock->fd != 0)
		close(lock->fd);
	lock->fd = 0;
}
