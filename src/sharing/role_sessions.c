/* role_sessions.c
 *
 *  1. A session MUST be found only by the whole of its identity. The name of a file is a hash, which proves nothing.
 *  2. A file that is not as we leave it MUST be treated as absent, and the next session replaces it.
 */
#include "sharing/role_sessions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/deadline.h"
#include "sharing/refresh_place.h"
#include "sharing/store_lock.h"
#include "types/record.h"

#define PREFIX "role-"
#define NAME_SIZE 40
#define PATIENCE 60		/* seconds, more than a request takes */

/* FNV-1a, which spreads names well enough; see rule 1. */
static const char *
file_name(char name[NAME_SIZE], const char *identity, const char *end)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *identity != '\0'; identity++)
		hash = (hash ^ (unsigned char)*identity) * 0x100000001b3u;
	snprintf(name, NAME_SIZE, PREFIX "%016llx%s", (unsigned long long)hash, end);
	return name;
}

bool
role_sessions_owns(const char *name)
{
	return strncmp(name, PREFIX, sizeof(PREFIX) - 1) == 0;
}

/* Takes the fields of a record 's': id, secret, token, started, expires. */
static bool
take_session(struct session *session, const struct record *record)
{
	struct error ignored;

	if (record->fields != 5 || !record_credentials(&session->credentials, record, 0))
		return false;
	session->started = (time_t)record_number(record, 3);
	session->expires = (time_t)record_number(record, 4);
	return session_check(session, &ignored);
}

/* Rule 1. */
static bool
take_text(struct session *session, const char *identity, const char *text)
{
	struct record record = RECORD_INIT;
	bool same = false, taken = false;

	while (record_next(&record, &text)) {
		if (record_letter(&record) == 'i')
			same = record.fields == 1 && strcmp(record.field[0], identity) == 0;
		else if (record_letter(&record) == 's')
			taken = take_session(session, &record);
	}
	record_clear(&record);
	return same && taken;
}

bool
role_sessions_find(const struct store_place *place, const char *identity, struct session *session)
{
	struct session found = SESSION_INIT;
	struct secret text = SECRET_INIT;
	char name[NAME_SIZE];
	bool ok;

	ok = refresh_place_read(place, file_name(name, identity, ""), 4 * STORE_FILE_LIMIT, &text) &&
	    take_text(&found, identity, secret_text(&text)) && session_remaining(&found, time(NULL)) > 0;
	if (ok)
		session_copy(session, &found);
	session_clear(&found);
	secret_clear(&text);
	return ok;
}

bool
role_sessions_keep(const struct store_place *place, const char *identity, const struct session *session,
    struct error *err)
{
	const struct credentials *credentials = &session->credentials;
	struct secret text = SECRET_INIT;
	char name[NAME_SIZE];
	bool ok;

	record_begin(&text, "i");
	record_field(&text, '=', identity);
	record_begin(&text, "s");
	record_field(&text, '=', credentials->access_key_id);
	record_field(&text, ',', secret_text(&credentials->secret_access_key));
	record_field(&text, ',', secret_text(&credentials->session_token));
	secret_printf(&text, ",%lld,%lld", (long long)session->started, (long long)session->expires);
	ok = refresh_place_write(place, file_name(name, identity, ""), 0600, &text, err);
	secret_clear(&text);
	return ok;
}

int
role_sessions_lock(const struct store_place *place, const char *identity, struct error *err)
{
	char name[NAME_SIZE];

	return store_lock_take_quietly(place, file_name(name, identity, ".lock"), PATIENCE, err);
}

void
role_sessions_note_failure(const struct store_place *place, const char *identity)
{
	struct secret text = SECRET_INIT;
	struct error ignored;
	char name[NAME_SIZE];

	secret_printf(&text, "%lld", (long long)time(NULL));
	if (!refresh_place_write(place, file_name(name, identity, ".failed"), 0600, &text, &ignored))
		(void)unlinkat(place->directory, name, 0);
	secret_clear(&text);
}

bool
role_sessions_failed_lately(const struct store_place *place, const char *identity, long seconds)
{
	struct secret text = SECRET_INIT;
	char name[NAME_SIZE];
	bool lately;

	lately = refresh_place_read(place, file_name(name, identity, ".failed"), 64, &text) &&
	    labs(time(NULL) - (time_t)strtoll(secret_text(&text), NULL, 10)) < seconds;
	secret_clear(&text);
	return lately;
}
