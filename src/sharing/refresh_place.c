/* refresh_place.c
 *
 *  1. The directory MUST be the user's, mode 0700, on a memory file system, and MUST be checked on its descriptor.
 *  2. A directory MUST be removed only with its lock held: who holds that is alive, and no process id is asked.
 *  3. Of a directory that lost its name while its lock was waited for, nothing MUST be used.
 *  4. Files MUST be replaced with a rename: a reader sees the old one or the new one.
 *  5. What is removed MUST be of this directory alone: no file that has another name elsewhere is overwritten, and no
 *     other file system is entered.
 */
#include "sharing/refresh_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/io.h"

#define PREFIX "awsmfa-run."
#define DEPTH 32		/* of directories in it that are removed */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"

/* The directories in which one may be, best first. SDKs split the path in a line of a config file, each in its own
 * way, so it may hold nothing that any of them treats specially. False: there is no such directory. */
static bool
parent_at(size_t number, char *path, size_t size)
{
	const char *named = environment_get("XDG_RUNTIME_DIR");

	if (number == 0)
		return named != NULL && *named == '/' && named[strspn(named, PLAIN)] == '\0' &&
		    (size_t)snprintf(path, size, "%s", named) < size;
	if (number == 1)
		snprintf(path, size, "/run/user/%lu", (unsigned long)geteuid());
	else
		snprintf(path, size, "/dev/shm");
	return true;
}
#define PARENTS 3

/* Rule 1. */
static bool
is_safe(int fd)
{
	struct stat info;

	return fstat(fd, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() &&
	    (info.st_mode & 07777) == 0700 && store_place_in_memory(fd);
}

/* Rules 2 and 3: takes the lock of a directory, unless somebody has it. */
static bool
take(int fd)
{
	struct stat info;

	return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &info) == 0 && info.st_nlink > 0;
}

static int
open_directory(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Makes one in PARENT. Between the making and the lock another run may sweep it away; then there is another try. */
static bool
make_in(struct store_place *place, const char *parent)
{
	int tries, fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool usable = fd >= 0 && store_place_in_memory(fd);

	if (fd >= 0)
		close(fd);
	for (tries = 0; usable && tries < 10; tries++) {
		snprintf(place->path, sizeof(place->path), "%.480s/" PREFIX "XXXXXX", parent);
		if (mkdtemp(place->path) == NULL)
			return false;
		place->directory = open_directory(place->path);
		if (place->directory >= 0 && is_safe(place->directory) && take(place->directory))
			return true;
		if (place->directory >= 0)
			close(place->directory);
		(void)rmdir(place->path);
	}
	return false;
}

bool
refresh_place_make(struct store_place *place, struct error *err)
{
	char parent[400];
	size_t i;

	for (i = 0; i < PARENTS; i++)
		if (parent_at(i, parent, sizeof(parent)) && make_in(place, parent))
			return true;
	*place = (struct store_place)STORE_PLACE_INIT;
	error_set(err, STATUS_LOCAL, "there is no place in memory for the sessions of --refresh");
	return error_hint(err, "set XDG_RUNTIME_DIR to a directory of your own, mode 700, on tmpfs");
}

bool
refresh_place_open(struct store_place *place, const char *path, struct error *err)
{
	int fd = *path == '/' && strlen(path) < sizeof(place->path) ? open_directory(path) : -1;

	*place = (struct store_place)STORE_PLACE_INIT;
	if (fd >= 0 && is_safe(fd)) {
		place->directory = fd;
		snprintf(place->path, sizeof(place->path), "%s", path);
		return true;
	}
	if (fd >= 0)
		close(fd);
	error_set(err, STATUS_LOCAL, "the run of `awsmfa exec --refresh` that this belongs to has ended: %.200s", path);
	return error_hint(err, "unset AWSMFA_RUN AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_PROFILE");
}

/* --- the end ------------------------------------------------------------------------------------ */

/* What a file held is overwritten first: its pages may be handed out before they are cleared. Rule 5. */
static void
wipe_file(int directory, const char *name)
{
	static const char zeros[4096];
	int fd = openat(directory, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	off_t at;

	if (fd < 0)
		return;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1)
		for (at = 0; at < info.st_size; at += (off_t)sizeof(zeros))
			if (pwrite(fd, zeros, sizeof(zeros), at) <= 0)
				break;
	close(fd);
}

static void empty(int directory, int depth);

/* Rule 5. */
static bool
is_on_one_device(int directory, int inner)
{
	struct stat outside, inside;

	return fstat(directory, &outside) == 0 && fstat(inner, &inside) == 0 && outside.st_dev == inside.st_dev;
}

/* COMMAND may have made directories, too: a cache beside its config. */
static void
remove_entry(int directory, const char *name, int depth)
{
	int inner = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (inner < 0) {
		wipe_file(directory, name);
		(void)unlinkat(directory, name, 0);
		return;
	}
	if (depth > 0 && is_on_one_device(directory, inner))
		empty(inner, depth - 1);
	close(inner);
	(void)unlinkat(directory, name, AT_REMOVEDIR);
}

static void
empty(int directory, int depth)
{
	DIR *stream = fdopendir(fcntl(directory, F_DUPFD_CLOEXEC, 3));
	const struct dirent *entry;

	if (stream == NULL)
		return;
	rewinddir(stream);
	while ((entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			remove_entry(directory, entry->d_name, depth);
	closedir(stream);
}

/* A program of COMMAND's may still write into it: then there is another try. */
void
refresh_place_remove(struct store_place *place)
{
	int tries;

	if (place->directory == 0)
		return;
	for (tries = 0; tries < 10; tries++) {
		empty(place->directory, DEPTH);
		if (rmdir(place->path) == 0 || errno != ENOTEMPTY)
			break;
	}
	close(place->directory);
	*place = (struct store_place)STORE_PLACE_INIT;
}

/* --- those of killed runs ----------------------------------------------------------------------- */

/* Calls VISIT for each of the user's directories that nobody holds; its lock is ours meanwhile. Returns the number
 * of those that are in use. */
static size_t
visit_parent(const char *parent, void (*visit)(struct store_place *place, void *context), void *context)
{
	DIR *stream = opendir(parent);
	const struct dirent *entry;
	struct store_place place;
	size_t used = 0;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		if (strncmp(entry->d_name, PREFIX, sizeof(PREFIX) - 1) != 0 ||
		    (size_t)snprintf(place.path, sizeof(place.path), "%s/%s", parent, entry->d_name) >=
		    sizeof(place.path))
			continue;
		place.directory = open_directory(place.path);
		if (place.directory < 0)
			continue;
		if (is_safe(place.directory) && take(place.directory)) {
			visit(&place, context);
			continue;
		}
		used += is_safe(place.directory);
		close(place.directory);
	}
	if (stream != NULL)
		closedir(stream);
	return used;
}

static size_t
visit_all(void (*visit)(struct store_place *place, void *context), void *context)
{
	char parent[400], first[400] = "";
	size_t i, used = 0;

	for (i = 0; i < PARENTS; i++) {
		if (!parent_at(i, parent, sizeof(parent)) || strcmp(parent, first) == 0)
			continue;
		used += visit_parent(parent, visit, context);
		if (i == 0)
			snprintf(first, sizeof(first), "%s", parent);
	}
	return used;
}

static void
sweep(struct store_place *place, void *context)
{
	(void)context;
	refresh_place_remove(place);
}

void
refresh_place_sweep(void)
{
	visit_all(sweep, NULL);
}

struct tally {
	size_t	 left;
	char	*path;
	size_t	 size;
};

static void
tally(struct store_place *place, void *context)
{
	struct tally *found = context;

	found->left++;
	snprintf(found->path, found->size, "%s", place->path);
	close(place->directory);
}

void
refresh_place_count(size_t *used, size_t *left, char *path, size_t size)
{
	struct tally found = { .path = path, .size = size };

	*path = '\0';
	*used = visit_all(tally, &found);
	*left = found.left;
}

/* --- files -------------------------------------------------------------------------------------- */

/* Rule 4. */
bool
refresh_place_write(const struct store_place *place, const char *name, mode_t mode, const struct secret *text,
    struct error *err)
{
	char fresh[120];
	int fd;
	bool ok;

	if (!secret_check(text, err))
		return false;
	snprintf(fresh, sizeof(fresh), "%.80s.%ld", name, (long)getpid());
	(void)unlinkat(place->directory, fresh, 0);
	fd = openat(place->directory, fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (fd < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot make %s/%s", place->path, fresh);
	ok = io_write(fd, secret_text(text), text->len, place->path, err);
	if (close(fd) != 0 && ok)
		ok = error_set_errno(err, STATUS_LOCAL, "cannot write %s/%s", place->path, fresh);
	if (ok && renameat(place->directory, fresh, place->directory, name) != 0)
		ok = error_set_errno(err, STATUS_LOCAL, "cannot replace %s/%s", place->path, name);
	if (!ok)
		(void)unlinkat(place->directory, fresh, 0);
	return ok;
}

bool
refresh_place_read(const struct store_place *place, const char *name, size_t limit, struct secret *text)
{
	int fd = openat(place->directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	bool ok;

	if (fd < 0)
		return false;
	ok = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
	    (info.st_mode & 07777) == 0600 && io_read_all(fd, limit, text) &&
	    strlen(secret_text(text)) == text->len;
	close(fd);
	return ok;
}
