/* libexec.h - where the other programs of awsmfa are
 *
 *	char path[PATH_MAX];
 *
 *	if (!libexec_find(path, sizeof(path), "awsmfa-sts"))
 *		it is not installed; PATH tells where it was looked for last
 *
 * Beside the running program, in ../libexec/awsmfa as the kernel names it, else where it was compiled to be; never by
 * argv[0], PATH, the working directory or a variable.
 */
#ifndef BASE_LIBEXEC_H
#define BASE_LIBEXEC_H

#include <stdbool.h>
#include <stddef.h>

/* False when it is not there. */
bool	libexec_find(char *path, size_t size, const char *name) __attribute__((warn_unused_result));

#endif
