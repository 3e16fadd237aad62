/* mfa_sessions.h - MFA sessions that are kept for the next time
 *
 * A session belongs to a long-term key, a device and an STS: it serves every role of that key, and
 * nothing else.
 *
 *	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
 *
 *	mfa_sessions_keep(&sessions, key_id, serial, url, &session);
 *	base = mfa_sessions_find(&sessions, key_id, NULL, url);		NULL: none that is still good
 *	mfa_sessions_write(&text, &sessions, 16384);
 *	mfa_sessions_clear(&sessions);
 */
#ifndef SHARING_MFA_SESSIONS_H
#define SHARING_MFA_SESSIONS_H

#include "types/device.h"
#include "types/record.h"
#include "types/session.h"

#define MFA_SESSIONS 8		/* more than that: the one that expires first makes room */

struct mfa_session {
	char		key[ACCESS_KEY_ID_SIZE];	/* the long-term key it was made with */
	char		serial[SERIAL_SIZE];		/* the device */
	char		url[2048];			/* the STS it came from */
	struct session	session;
};

struct mfa_sessions {
	struct mfa_session	*list;	/* room for MFA_SESSIONS; NULL until there is one */
	size_t			 count;
};

#define MFA_SESSIONS_INIT { .count = 0 }

/* The session of the long-term key KEY at the STS of URL that is valid longest, at least a minute.
 * SERIAL NULL: of any device. */
const struct session *mfa_sessions_find(const struct mfa_sessions *sessions, const char *key, const char *serial,
	    const char *url);

/* The same, up to its end. */
const struct session *mfa_sessions_find_last(const struct mfa_sessions *sessions, const char *key, const char *serial,
	    const char *url);

/* Keeps a copy of a session in place of the one of the same key, device and STS, if there is memory. */
void	mfa_sessions_keep(struct mfa_sessions *sessions, const char *key, const char *serial, const char *url,
	    const struct session *session);

/* Takes in what mfa_sessions_write wrote as one record. False when it is damaged or one too many. */
bool	mfa_sessions_take(struct mfa_sessions *sessions, const struct record *record);

/* Appends a record 's' for each session that has not expired, as long as OUT stays within LIMIT bytes. */
void	mfa_sessions_write(struct secret *out, const struct mfa_sessions *sessions, size_t limit);

void	mfa_sessions_clear(struct mfa_sessions *sessions);

#endif
