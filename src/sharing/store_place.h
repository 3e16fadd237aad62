/* store_place.h - where awsmfa may store what terminals share: $XDG_RUNTIME_DIR/awsmfa
 *
 *	struct store_place place;
 *
 *	if (!store_place_open(&place, true, err))
 *		...			err says what is wrong with it and which command fixes it
 *	fd = openat(place.directory, name, O_NOFOLLOW | ...);
 *	if (store_place_oddity(&info) != NULL)
 *		... not ours to read ...
 *	close(place.directory);
 */
#ifndef SHARING_STORE_PLACE_H
#define SHARING_STORE_PLACE_H

#include <sys/stat.h>

#include "base/error.h"

#define STORE_FILE_LIMIT 16384

struct store_place {
	int	directory;		/* 0: there is none */
	char	path[512];		/* for messages */
};

#define STORE_PLACE_INIT { .directory = 0 }

/* Opens it. MAKE: creates it if there is none; otherwise its absence is no error. Errors are
 * STATUS_LOCAL: no runtime directory (XDG Base Directory Specification, else /run/user/UID), one that
 * is open to others or on a disk. */
bool	store_place_open(struct store_place *place, bool make, struct error *err) MUST_CHECK;

/* Whether what FD has open is on a file system that is in memory alone. */
bool	store_place_in_memory(int fd);

/* What is wrong with a file of the place, by its fstat: "belongs to another user"; NULL: nothing. */
const char *store_place_oddity(const struct stat *info);

#endif
