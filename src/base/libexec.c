#include "base/libexec.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/process.h"

bool
libexec_find(char *path, size_t size, const char *name)
{
	char *slash;
	size_t used;

	if (process_path(path, size) && (slash = strrchr(path, '/')) != NULL) {
		used = (size_t)(slash - path);
		if ((size_t)snprintf(slash, size - used, "/../libexec/awsmfa/%s", name) < size - used &&
		    access(path, X_OK) == 0)
			return true;
	}
	return (size_t)snprintf(path, size, "%s/%s", LIBEXEC, name) < size && access(path, X_OK) == 0;
}
