/* store.h - MFA sessions that all terminals of a user share
 *
 * If the user asks for it: one file for each long-term key, in a directory that is the user's alone, on a
 * memory file system, gone at the latest when the machine is switched off.
 *
 *	struct store store = STORE_INIT;
 *
 *	if (!store_open(&store, key_id, err))
 *		...				no place for it: err says how to fix that
 *	session = mfa_sessions_find(&store.sessions, key_id, NULL, url);
 *	if (session == NULL && store_lock(&store, HOUR, err)) {
 *		session = mfa_sessions_find(...);	the one we waited for may have got one
 *		... ask for a code, get a session ...
 *		store_keep(&store, serial, url, &session, err)
 *		store_unlock(&store);
 *	}
 *	store_close(&store);
 */
#ifndef SHARING_STORE_H
#define SHARING_STORE_H

#include "sharing/mfa_sessions.h"
#include "sharing/store_place.h"

#define STORE_CODES 4		/* used codes that are remembered */

struct used_code {
	char	code[8];
	time_t	when;
};

struct store {
	struct store_place	 place;
	int			 lock;		/* 0: not locked */
	char			 key[ACCESS_KEY_ID_SIZE];
	struct mfa_sessions	 sessions;
	struct used_code	 used[STORE_CODES];	/* codes that AWS has seen a short while ago */
	bool			 warned;	/* that its file is not used */
};

#define STORE_INIT { .place = STORE_PLACE_INIT }

/* Opens the store for the long-term key KEY, makes its directory if there is none, and reads it. A
 * file that is not as awsmfa leaves it is treated as absent, with a warning. Errors (STATUS_LOCAL): no
 * place for it, or one that is not safe; the hint is the command that fixes it. */
bool	store_open(struct store *store, const char *key, struct error *err) MUST_CHECK;

/* Opens one in PLACE, the directory of a run (refresh_place.h), instead. */
bool	store_open_in(struct store *store, const struct store_place *place, const char *key, struct error *err)
	    MUST_CHECK;

/* Makes this process the one that may ask for a code of the key, and reads again. While another one is,
 * we wait for about SECONDS (store_lock_take); then it is an error, STATUS_CODE_NEEDED with
 * REASON_ASKED_ELSEWHERE. The lock ends with the process, however that ends. */
bool	store_lock(struct store *store, long seconds, struct error *err) MUST_CHECK;

/* Shares a copy of SESSION, which was made with the key of STORE and the device SERIAL at the STS of URL. The
 * lock must be held. The sessions in STORE are those of this moment then. */
bool	store_keep(struct store *store, const char *serial, const char *url, const struct session *session,
	    struct error *err) MUST_CHECK;

void	store_unlock(struct store *store);

/* Remembers for all that AWS has seen CODE. The lock must be held. */
bool	store_note_code(struct store *store, const char *code, struct error *err) MUST_CHECK;

/* Whether AWS has seen CODE in the last minutes, from whatever terminal. */
bool	store_has_used(const struct store *store, const char *code);

/* Deletes all that is shared, of every key. *COUNT: how many files there were. Without a store: done. */
bool	store_empty(size_t *count, struct error *err) MUST_CHECK;

/* Unlocks and wipes it. */
void	store_close(struct store *store);

#endif
