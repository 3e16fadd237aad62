/* replace.h - becoming another program
 *
 *	char path[PATH_MAX];
 *
 *	if (!replace_find(path, sizeof(path), argv[0], err))		before any question
 *		return false;
 *	...
 *	return replace_program(path, argv, environment, err);		returns only when it failed
 *
 * The program gets what awsmfa itself was started with: umask, limits, signal dispositions and mask,
 * directory, descriptors. There is no shell in between, and it keeps our process id, so that signals
 * and exit statuses go between it and the caller as if we had never been there.
 */
#ifndef BASE_REPLACE_H
#define BASE_REPLACE_H

#include <stddef.h>

#include "base/error.h"

/* Finds the file that a shell would run for NAME: along PATH, or NAME itself when it has a slash.
 * STATUS_NOT_FOUND, or STATUS_CANNOT_EXECUTE for one that exists but cannot run. */
bool	replace_find(char *path, size_t size, const char *name, struct error *err) MUST_CHECK;

/* Replaces this process with PATH. On failure nothing has changed, and ERR has one of the two statuses. */
bool	replace_program(const char *path, char *const *argv, char *const *environment, struct error *err) MUST_CHECK;

#endif
