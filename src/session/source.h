/* source.h - the credentials that a plan begins with
 *
 *	struct keys keys = KEYS_INIT;
 *	bool replaced;
 *
 *	if (!source_find(&keys, &replaced, &plan, &terminal, err))
 *		...
 *	keys_clear(&keys);
 *
 * They come from the files, from a credential_process, or from the environment.
 */
#ifndef SESSION_SOURCE_H
#define SESSION_SOURCE_H

#include "profile/keys.h"
#include "session/plan.h"
#include "session/terminal.h"

/* Finds the keys that the chain of PLAN begins with. A session's own variables are no keys: then those
 * that the hook has put aside. Keys from the environment are put aside in the terminal's state. Inside of a run of
 * `exec --refresh` that began with them there is only their id, which finds the stored sessions.
 * *REPLACED: a session will replace these keys in the environment, and nothing keeps them. */
bool	source_find(struct keys *keys, bool *replaced, const struct plan *plan, struct terminal *terminal,
	    struct error *err) MUST_CHECK;

/* Fails if there is only the id of KEYS, with which no request can be signed. */
bool	source_check_secret(const struct keys *keys, struct error *err) MUST_CHECK;

/* The same without running anything: *PROCESS receives the credential_process that would give the keys;
 * NULL: KEYS are found. */
bool	source_find_at_rest(struct keys *keys, const char **process, const struct plan *plan,
	    struct terminal *terminal, struct error *err) MUST_CHECK;

#endif
