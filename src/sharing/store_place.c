/* store_place.c
 *
 *  1. The directory MUST be the user's, mode 0700, not reached through a link, and on a memory file system; it is
 *     opened once and only its descriptor is used after that. Its path MUST be one that a hint can show as it is.
 *  2. A file in it MUST be regular, the user's, mode 0600, with one link and short.
 */
#include "sharing/store_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/magic.h>
#include <sys/vfs.h>
#elif defined(__FreeBSD__)
#include <sys/mount.h>
#endif

#include "base/environment.h"

/* Rule 1. */
bool
store_place_in_memory(int fd)
{
#ifdef __linux__
	struct statfs info;

	return fstatfs(fd, &info) == 0 &&
	    ((unsigned long)info.f_type == TMPFS_MAGIC || (unsigned long)info.f_type == RAMFS_MAGIC);
#elif defined(__FreeBSD__)
	struct statfs info;

	return fstatfs(fd, &info) == 0 && strcmp(info.f_fstypename, "tmpfs") == 0;
#else
	(void)fd;
	return false;
#endif
}

static bool
is_private_directory(int fd, const char *path, struct error *err)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot look at %s", path);
	if (info.st_uid != geteuid()) {
		error_set(err, STATUS_LOCAL, "%s belongs to another user", path);
		return error_hint(err, "set XDG_RUNTIME_DIR to a directory of your own");
	}
	if ((info.st_mode & 07777) == 0700)
		return true;
	error_set(err, STATUS_LOCAL, (info.st_mode & 0777) == 0700 ? "%s has a special mode (%04o)" :
	    "%s is open to others (mode %04o)", path, (unsigned)info.st_mode & 07777);
	/* GNU's chmod takes the special bits of a directory away only when told by their letters */
	return error_hint(err, (info.st_mode & 07000) == 0 ? "chmod 700 %s" : "chmod u=rwx,go=,ug-s,-t %s", path);
}

/* The user's runtime directory, XDG Base Directory Specification. */
static bool
name_runtime(char *path, size_t size, struct error *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+@:-";
	const char *named = environment_get("XDG_RUNTIME_DIR");

	if (named == NULL) {
		snprintf(path, size, "/run/user/%lu", (unsigned long)geteuid());
		return true;
	}
	if (*named != '/' || (size_t)snprintf(path, size, "%s", named) >= size)
		return error_set(err, STATUS_LOCAL, "XDG_RUNTIME_DIR is not an absolute path: '%.200s'", named);
	return named[strspn(named, plain)] == '\0' ||
	    error_set(err, STATUS_LOCAL,
	    "XDG_RUNTIME_DIR may hold only letters, digits and _./+@:-: '%.200s'", named);
}

/* Opens it; negative: ERR says why not. *ABSENT: there is none. */
static int
open_runtime(char *path, size_t size, bool *absent, struct error *err)
{
	int fd;

	*absent = false;
	if (!name_runtime(path, size, err))
		return -1;
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*absent = fd < 0 && errno == ENOENT;
	if (fd < 0 && environment_get("XDG_RUNTIME_DIR") == NULL) {
		error_set(err, STATUS_LOCAL, "XDG_RUNTIME_DIR is not set and there is no %s", path);
		error_hint(err, "set XDG_RUNTIME_DIR to a directory of your own, mode 700, on a memory file system");
	} else if (fd < 0) {
		error_set_errno(err, STATUS_LOCAL, "cannot open XDG_RUNTIME_DIR, %s", path);
	} else if (!is_private_directory(fd, path, err)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool
not_in_memory(const char *path, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "%s is not on a memory file system, and a session is never written to a disk", path);
	return error_hint(err, "set XDG_RUNTIME_DIR to a directory of your own on tmpfs");
}

static bool
check_directory(int fd, const char *path, struct error *err)
{
	return is_private_directory(fd, path, err) && (store_place_in_memory(fd) || not_in_memory(path, err));
}

bool
store_place_open(struct store_place *place, bool make, struct error *err)
{
	char path[sizeof(place->path) - 8];
	bool absent;
	int runtime = open_runtime(path, sizeof(path), &absent, err), fd, cause;

	*place = (struct store_place)STORE_PLACE_INIT;
	if (runtime < 0)
		return !make && absent;
	snprintf(place->path, sizeof(place->path), "%s/awsmfa", path);
	if (make && !store_place_in_memory(runtime)) {
		close(runtime);
		return not_in_memory(path, err);
	}
	if (make)
		(void)mkdirat(runtime, "awsmfa", 0700);		/* it usually exists, and open finds out */
	fd = openat(runtime, "awsmfa", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	cause = errno;
	close(runtime);
	errno = cause;
	if (fd < 0 && errno == ENOENT && !make)
		return true;
	if (fd < 0) {
		error_set_errno(err, STATUS_LOCAL, "cannot open %s", place->path);
		return errno == ENOTDIR || errno == ELOOP ? error_hint(err, "rm %s", place->path) : false;
	}
	if (!check_directory(fd, place->path, err)) {
		close(fd);
		return false;
	}
	place->directory = fd;
	return true;
}

const char *
store_place_oddity(const struct stat *info)
{
	if (!S_ISREG(info->st_mode))
		return "is not a regular file";
	if (info->st_uid != geteuid())
		return "belongs to another user";
	if ((info->st_mode & 07777) != 0600)
		return "does not have mode 0600";
	if (info->st_nlink > 1)
		return "has a second link";
	return info->st_size > STORE_FILE_LIMIT ? "is too long" : NULL;
}
