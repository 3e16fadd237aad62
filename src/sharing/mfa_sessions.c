#include "sharing/mfa_sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 8		/* key, serial, url, id, secret, token, started, expires */

/* Most runs keep nothing, so the room is made when it is needed. */
static bool
make_room(struct mfa_sessions *sessions)
{
	if (sessions->list == NULL)
		sessions->list = calloc(MFA_SESSIONS, sizeof(*sessions->list));
	return sessions->list != NULL;
}

static bool
is_of(const struct mfa_session *mfa, const char *key, const char *serial, const char *url)
{
	return strcmp(mfa->key, key) == 0 && (serial == NULL || strcmp(mfa->serial, serial) == 0) &&
	    strcmp(mfa->url, url) == 0;
}

/* With at least SECONDS left. */
static const struct session *
find(const struct mfa_sessions *sessions, const char *key, const char *serial, const char *url, long seconds)
{
	const struct session *best = NULL, *session;
	time_t now = time(NULL);
	size_t i;

	for (i = 0; i < sessions->count; i++) {
		session = &sessions->list[i].session;
		if (is_of(&sessions->list[i], key, serial, url) && session_remaining(session, now) >= seconds &&
		    (best == NULL || session->expires > best->expires))
			best = session;
	}
	return best;
}

const struct session *
mfa_sessions_find(const struct mfa_sessions *sessions, const char *key, const char *serial, const char *url)
{
	return find(sessions, key, serial, url, 60);
}

const struct session *
mfa_sessions_find_last(const struct mfa_sessions *sessions, const char *key, const char *serial, const char *url)
{
	return find(sessions, key, serial, url, 1);
}

/* The place for a session: the one of the same key, device and STS, a free one, or the one that
 * expires first. */
static struct mfa_session *
place_for(struct mfa_sessions *sessions, const char *key, const char *serial, const char *url)
{
	struct mfa_session *first = &sessions->list[0];
	size_t i;

	for (i = 0; i < sessions->count; i++) {
		if (is_of(&sessions->list[i], key, serial, url))
			return &sessions->list[i];
		if (sessions->list[i].session.expires < first->session.expires)
			first = &sessions->list[i];
	}
	return sessions->count < MFA_SESSIONS ? &sessions->list[sessions->count++] : first;
}

void
mfa_sessions_keep(struct mfa_sessions *sessions, const char *key, const char *serial, const char *url,
    const struct session *session)
{
	struct mfa_session *mfa;

	if (!make_room(sessions))
		return;
	mfa = place_for(sessions, key, serial, url);
	session_clear(&mfa->session);
	*mfa = (struct mfa_session){ .key = "" };
	snprintf(mfa->key, sizeof(mfa->key), "%s", key);
	snprintf(mfa->serial, sizeof(mfa->serial), "%s", serial);
	snprintf(mfa->url, sizeof(mfa->url), "%s", url);
	session_copy(&mfa->session, session);
}

bool
mfa_sessions_take(struct mfa_sessions *sessions, const struct record *record)
{
	struct mfa_session *mfa;
	struct error ignored;

	if (sessions->count == MFA_SESSIONS || record->fields != FIELDS || !make_room(sessions))
		return false;
	mfa = &sessions->list[sessions->count];
	*mfa = (struct mfa_session){ .key = "" };
	mfa->session.started = (time_t)record_number(record, 6);
	mfa->session.expires = (time_t)record_number(record, 7);
	if (record_copy(mfa->key, sizeof(mfa->key), record, 0) &&
	    record_copy(mfa->serial, sizeof(mfa->serial), record, 1) &&
	    record_copy(mfa->url, sizeof(mfa->url), record, 2) &&
	    record_credentials(&mfa->session.credentials, record, 3) && session_check(&mfa->session, &ignored)) {
		sessions->count++;
		return true;
	}
	session_clear(&mfa->session);
	return false;
}

static void
write_one(struct secret *out, const struct mfa_session *mfa)
{
	const struct credentials *credentials = &mfa->session.credentials;

	record_begin(out, "s");
	record_field(out, '=', mfa->key);
	record_field(out, ',', mfa->serial);
	record_field(out, ',', mfa->url);
	record_field(out, ',', credentials->access_key_id);
	record_field(out, ',', secret_text(&credentials->secret_access_key));
	record_field(out, ',', secret_text(&credentials->session_token));
	secret_printf(out, ",%lld,%lld", (long long)mfa->session.started, (long long)mfa->session.expires);
}

void
mfa_sessions_write(struct secret *out, const struct mfa_sessions *sessions, size_t limit)
{
	time_t now = time(NULL);
	size_t i, before;

	for (i = 0; i < sessions->count; i++) {
		before = out->len;
		if (session_remaining(&sessions->list[i].session, now) > 0)
			write_one(out, &sessions->list[i]);
		if (out->len > limit)		/* one too many: better without it than without all */
			secret_truncate(out, before);
	}
}

void
mfa_sessions_clear(struct mfa_sessions *sessions)
{
	size_t i;

	for (i = 0; i < sessions->count; i++)
		session_clear(&sessions->list[i].session);
	free(sessions->list);
	*sessions = (struct mfa_sessions)MFA_SESSIONS_INIT;
}
