/* store.c
 *
 *  1. A file MUST be checked on its descriptor, never on its path (store_place.h has the rules). A file that
 *     is not as we leave it, or not as we write it, is refused as a whole.
 *  2. A write MUST go to a new file that is then renamed: a reader sees the old one or the new one, never a part.
 */
#include "sharing/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/notice.h"
#include "sharing/role_sessions.h"
#include "sharing/store_lock.h"
#include "types/duration.h"

#define VERSION_RECORD "v=1"
#define CODE_LIFE (3 * MINUTE)		/* AWS takes a code a little before and after its 30 s */

/* --- files -------------------------------------------------------------------------------------- */

static bool
take_code(struct store *store, const struct record *record)
{
	size_t i;

	for (i = 0; i < STORE_CODES && store->used[i].code[0] != '\0'; i++)
		continue;
	if (i == STORE_CODES || record->fields != 2 ||
	    !record_copy(store->used[i].code, sizeof(store->used[i].code), record, 0))
		return false;
	store->used[i].when = (time_t)record_number(record, 1);
	return true;
}

/* All of TEXT, or nothing. */
static bool
take_text(struct store *store, const char *text)
{
	struct record record = RECORD_INIT;
	bool ok = strncmp(text, VERSION_RECORD "&", sizeof(VERSION_RECORD)) == 0 || strcmp(text, VERSION_RECORD) == 0;

	while (ok && record_next(&record, &text)) {
		if (record_letter(&record) == 's')
			ok = mfa_sessions_take(&store->sessions, &record);
		else if (record_letter(&record) == 'c')
			ok = take_code(store, &record);
		else
			ok = record_letter(&record) == 'v';
	}
	record_clear(&record);
	return ok;
}

static void
forget(struct store *store)
{
	mfa_sessions_clear(&store->sessions);
	secret_wipe(store->used, sizeof(store->used));
}

static void
refuse(struct store *store, const char *why)
{
	if (store->warned)
		return;
	store->warned = true;
	notice_warn("%s/%s %s and is not used; the next shared session replaces it, or: rm %s/%s",
	    store->place.path, store->key, why, store->place.path, store->key);
}

static void
read_file(struct store *store)
{
	int fd = openat(store->place.directory, store->key, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct secret text = SECRET_INIT;
	struct stat info;
	const char *why;

	forget(store);
	if (fd < 0) {
		if (errno != ENOENT)
			refuse(store, errno == ELOOP ? "is a symbolic link" : "cannot be opened");
		return;
	}
	why = fstat(fd, &info) == 0 ? store_place_oddity(&info) : "cannot be inspected";
	if (why == NULL && (!io_read_all(fd, STORE_FILE_LIMIT, &text) || strlen(secret_text(&text)) != text.len ||
	    !take_text(store, secret_text(&text)))) {
		why = "is damaged";
		forget(store);
	}
	if (why != NULL)
		refuse(store, why);
	secret_clear(&text);
	close(fd);
}

bool
store_open(struct store *store, const char *key, struct error *err)
{
	store_close(store);
	snprintf(store->key, sizeof(store->key), "%s", key);
	if (!credentials_id_is_valid(key))	/* it becomes a file name */
		return error_set(err, STATUS_LOCAL, "a key id of this form cannot be shared");
	if (!store_place_open(&store->place, true, err))
		return false;
	read_file(store);
	return true;
}

bool
store_open_in(struct store *store, const struct store_place *place, const char *key, struct error *err)
{
	store_close(store);
	snprintf(store->key, sizeof(store->key), "%s", key);
	if (!credentials_id_is_valid(key))
		return error_set(err, STATUS_LOCAL, "a key id of this form cannot be kept");
	store->place = *place;
	store->place.directory = fcntl(place->directory, F_DUPFD_CLOEXEC, 3);
	if (store->place.directory < 0) {
		store->place.directory = 0;
		return error_set_errno(err, STATUS_LOCAL, "cannot use %s", place->path);
	}
	read_file(store);
	return true;
}

static void
write_text(struct secret *out, const struct store *store)
{
	time_t now = time(NULL);
	size_t i;

	secret_puts(out, VERSION_RECORD);
	for (i = 0; i < STORE_CODES; i++)
		if (store->used[i].code[0] != '\0' && labs(now - store->used[i].when) < CODE_LIFE) {
			record_text(out, "c", store->used[i].code);
			secret_printf(out, ",%lld", (long long)store->used[i].when);
		}
	mfa_sessions_write(out, &store->sessions, STORE_FILE_LIMIT);
}

/* Rule 2. The lock is ours, so a new file that is there already is what a killed process left. */
static bool
write_new(const struct store *store, const char *name, const struct secret *text, struct error *err)
{
	int fd;
	bool ok;

	(void)unlinkat(store->place.directory, name, 0);
	fd = openat(store->place.directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot make %s/%s", store->place.path, name);
	ok = io_write(fd, secret_text(text), text->len, store->place.path, err);
	if (close(fd) != 0 && ok)
		ok = error_set_errno(err, STATUS_LOCAL, "cannot write %s/%s", store->place.path, name);
	if (ok && renameat(store->place.directory, name, store->place.directory, store->key) != 0) {
		ok = error_set_errno(err, STATUS_LOCAL, "cannot replace %s/%s", store->place.path, store->key);
		error_hint(err, "rm -r %s/%s", store->place.path, store->key);
	}
	if (!ok)
		(void)unlinkat(store->place.directory, name, 0);
	return ok;
}

/* Replaces the file by what STORE holds. */
static bool
write_file(const struct store *store, struct error *err)
{
	char name[ACCESS_KEY_ID_SIZE + 8];
	struct secret text = SECRET_INIT;
	bool ok;

	snprintf(name, sizeof(name), "%s.new", store->key);
	write_text(&text, store);
	ok = secret_check(&text, err) && write_new(store, name, &text, err);
	secret_clear(&text);
	return ok;
}

/* Read again first: what was deleted while a question waited stays deleted. */
bool
store_keep(struct store *store, const char *serial, const char *url, const struct session *session, struct error *err)
{
	read_file(store);
	mfa_sessions_keep(&store->sessions, store->key, serial, url, session);
	return write_file(store, err);
}

/* --- the lock ----------------------------------------------------------------------------------- */

bool
store_lock(struct store *store, long seconds, struct error *err)
{
	char name[ACCESS_KEY_ID_SIZE + 8];
	int fd;

	snprintf(name, sizeof(name), "%s.lock", store->key);
	fd = store_lock_take(&store->place, name, seconds, err);
	if (fd < 0)
		return false;
	store->lock = fd;
	read_file(store);
	return true;
}

void
store_unlock(struct store *store)
{
	if (store->lock != 0)
		close(store->lock);
	store->lock = 0;
}

/* --- used codes --------------------------------------------------------------------------------- */

bool
store_note_code(struct store *store, const char *code, struct error *err)
{
	struct used_code *place = &store->used[0];
	size_t i;

	read_file(store);
	for (i = 0; i < STORE_CODES; i++)	/* a free place, or the oldest one's */
		if (store->used[i].when < place->when)
			place = &store->used[i];
	snprintf(place->code, sizeof(place->code), "%s", code);
	place->when = time(NULL);
	return write_file(store, err);
}

bool
store_has_used(const struct store *store, const char *code)
{
	time_t now = time(NULL);
	size_t i;

	for (i = 0; i < STORE_CODES; i++)
		if (strcmp(store->used[i].code, code) == 0 && labs(now - store->used[i].when) < CODE_LIFE)
			return true;
	return false;
}

/* --- the end ------------------------------------------------------------------------------------ */

static bool
ends_in(const char *name, const char *end)
{
	size_t length = strlen(name), size = strlen(end);

	return length >= size && strcmp(name + length - size, end) == 0;
}

static bool
delete_all(const struct store *store, size_t *count, struct error *err)
{
	DIR *directory = fdopendir(fcntl(store->place.directory, F_DUPFD_CLOEXEC, 3));
	const struct dirent *entry;
	bool ok = true;

	if (directory == NULL)
		return error_set_errno(err, STATUS_LOCAL, "cannot read %s", store->place.path);
	while ((entry = readdir(directory)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (ends_in(entry->d_name, ".lock")) {
			store_lock_delete(&store->place, entry->d_name);
		} else if (unlinkat(store->place.directory, entry->d_name, 0) == 0) {
			*count += !role_sessions_owns(entry->d_name);
		} else if (errno != ENOENT) {
			ok = error_set_errno(err, STATUS_LOCAL, "cannot delete %s/%s", store->place.path,
			    entry->d_name);
			error_hint(err, "rm -r %s", store->place.path);
		}
	}
	closedir(directory);
	return ok;
}

bool
store_empty(size_t *count, struct error *err)
{
	struct store store = STORE_INIT;
	bool ok;

	*count = 0;
	ok = store_place_open(&store.place, false, err) &&
	    (store.place.directory == 0 || delete_all(&store, count, err));
	store_close(&store);
	return ok;
}

void
store_close(struct store *store)
{
	store_unlock(store);
	if (store->place.directory != 0)
		close(store->place.directory);
	forget(store);
	*store = (struct store)STORE_INIT;
}
