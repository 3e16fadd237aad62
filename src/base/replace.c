#include "base/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/process.h"

static const char usual_path[] = "/usr/local/bin:/usr/bin:/bin";	/* if PATH is not set */

/* Whether PATH is a file that may be executed; errno tells why not. */
static bool
is_executable(const char *path)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return false;
	if (access(path, X_OK) == 0 && S_ISREG(info.st_mode))
		return true;
	errno = S_ISDIR(info.st_mode) ? EISDIR : EACCES;
	return false;
}

static bool
cannot_run(const char *path, struct error *err)
{
	bool absent = errno == ENOENT;

	return error_set_errno(err, absent ? STATUS_NOT_FOUND : STATUS_CANNOT_EXECUTE, "cannot run %s", path);
}

/* The file NAME in the first element of PATHS, in which an empty one is the working directory. */
static bool
join(char *path, size_t size, const char *paths, size_t length, const char *name)
{
	if (length == 0)
		return (size_t)snprintf(path, size, "./%s", name) < size;
	return (size_t)snprintf(path, size, "%.*s/%s", (int)length, paths, name) < size;
}

/* Looks along PATHS, as execvp(3) does: skips a directory of that name, and takes a file that may not be
 * executed only if nothing better follows. */
static bool
search(char *path, size_t size, const char *paths, const char *name, struct error *err)
{
	char denied[1024] = "";
	size_t length;

	for (;; paths += length + 1) {
		length = strcspn(paths, ":");
		errno = ENAMETOOLONG;		/* should it not fit */
		if (join(path, size, paths, length, name) && is_executable(path))
			return true;
		if (errno == EACCES && access(path, F_OK) == 0)
			snprintf(denied, sizeof(denied), "%s", path);
		if (paths[length] == '\0')
			break;
	}
	if (denied[0] == '\0')
		return error_set(err, STATUS_NOT_FOUND, "there is no command '%s' in PATH", name);
	errno = EACCES;
	return cannot_run(denied, err);
}

bool
replace_find(char *path, size_t size, const char *name, struct error *err)
{
	const char *paths = getenv("PATH");

	if (*name == '\0')
		return error_set(err, STATUS_NOT_FOUND, "the name of the command is empty");
	if (strchr(name, '/') == NULL)
		return search(path, size, paths == NULL ? usual_path : paths, name, err);
	if ((size_t)snprintf(path, size, "%s", name) >= size)
		errno = ENAMETOOLONG;
	else if (is_executable(name))
		return true;
	return cannot_run(name, err);
}

bool
replace_program(const char *path, char *const *argv, char *const *environment, struct error *err)
{
	extern char **environ;
	char **own = environ;

	process_restore();
	environ = (char **)environment;
	execvp(path, argv);	/* with a slash in PATH it does not search; a file without an interpreter goes to sh */
	environ = own;
	cannot_run(path, err);
	process_harden();
	if (err->status == STATUS_NOT_FOUND && access(path, F_OK) == 0) {	/* then its interpreter is missing */
		err->status = STATUS_CANNOT_EXECUTE;
		error_hint(err, "the interpreter in its first line does not exist");
	}
	return false;
}
