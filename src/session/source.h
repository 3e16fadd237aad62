/* find_keys.h - the long-term keys that a request stands on */
#ifndef SESSION_SOURCE_H
#define SESSION_SOURCE_H

#include "profile/keys.h"
#include "session/request.h"

/* Finds the keys that the chain of REQUEST begins with, in the files, from a credential_process, or in
 * the environment. A session's own variables are no keys: then those that the hook has put aside.
 * *REPLACED: a session will take the place of these keys in the environment, and nothing keeps them. */
bool	request_find_keys(struct request *request, struct keys *keys, bool *replaced, struct error *err) MUST_CHECK;

/* The same without running anything: *PROCESS receives the credential_process that would give the keys;
 * NULL: KEYS are found. */
bool	request_find_keys_at_rest(struct request *request, struct keys *keys, const char **process, struct error *err)
	    MUST_CHECK;

#endif
