/* refresh_place.h - the directory of one run of `exec --refresh`
 *
 * It holds the made config, the record of the run and, unless the run shares, its sessions; nothing of the run is
 * stored anywhere else. It is on a memory file system, its path needs no quotes, and who holds the flock(2) on it is
 * alive: awsmfa, and the first process of COMMAND, which inherits the descriptor.
 *
 *	struct store_place place;
 *
 *	refresh_place_sweep();				removes what killed runs have left
 *	if (!refresh_place_make(&place, err))
 *		...
 *	... place.directory is locked; place.path is "/run/user/1000/awsmfa-run.x4Tq0a" ...
 *	refresh_place_remove(&place);
 *
 *	if (!refresh_place_open(&place, getenv("AWSMFA_RUN"), err))	inside of it, without the lock
 *		...
 *	close(place.directory);
 */
#ifndef SHARING_REFRESH_PLACE_H
#define SHARING_REFRESH_PLACE_H

#include "base/secret.h"
#include "sharing/store_place.h"

#define REFRESH_PLACE_VARIABLE "AWSMFA_RUN"	/* its path, in the environment of COMMAND */

/* Makes a directory, mode 0700, and locks it: in $XDG_RUNTIME_DIR, /run/user/UID, else /dev/shm. The errors of all
 * three end in one, STATUS_LOCAL. */
bool	refresh_place_make(struct store_place *place, struct error *err) MUST_CHECK;

/* Opens the one at PATH. STATUS_LOCAL: it is gone, or not ours. */
bool	refresh_place_open(struct store_place *place, const char *path, struct error *err) MUST_CHECK;

/* Overwrites and deletes what is in it, deletes it, and closes it. */
void	refresh_place_remove(struct store_place *place);

/* Removes the directories of the user's runs that nobody holds. */
void	refresh_place_sweep(void);

/* Counts the directories of the user's runs: those that are in use, and those that killed runs have left. PATH
 * receives one of the latter. */
void	refresh_place_count(size_t *used, size_t *left, char *path, size_t size);

/* Writes NAME, MODE, into the place: a new file that replaces an old one of that name. */
bool	refresh_place_write(const struct store_place *place, const char *name, mode_t mode, const struct secret *text,
	    struct error *err) MUST_CHECK;

/* Appends the file NAME to TEXT, at most LIMIT bytes. False if there is none or it is not ours. */
bool	refresh_place_read(const struct store_place *place, const char *name, size_t limit, struct secret *text)
	    MUST_CHECK;

#endif
