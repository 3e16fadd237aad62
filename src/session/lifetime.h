/* lifetime.h - how long the session of a request lives, by whose word, and within which limits
 *
 * GetSessionToken gives 15 minutes to 36 hours, AssumeRole 15 minutes to 12 hours, and one hour at
 * most to whoever assumes a role with a session (IAM User Guide, "role chaining").
 */
#ifndef SESSION_LIFETIME_H
#define SESSION_LIFETIME_H

#include "session/request.h"

/* How long the session will live, seconds: what was asked for or the default. */
long	request_duration(const struct request *request);

/* Whether the role is to be assumed directly with long-term keys and a code, because a role that is
 * assumed with a session lives an hour at most. */
bool	request_is_direct(const struct request *request);

/* Whether a renewal may cost no code: a role, and an MFA session that this shell keeps or shares. */
bool	request_is_silent(const struct request *request);

/* Reads the duration from the wish, else from the profile's duration_seconds. BY_OPTION: the user gave
 * it with this command, so that a mistake in it is one of usage. */
bool	request_read_duration(struct request *request, bool by_option, struct error *err) MUST_CHECK;

/* Reads --min, TEXT; NULL: not given. More than the session can have is an error. */
bool	request_read_minimum(struct request *request, const char *text, struct error *err) MUST_CHECK;

#endif
