/* role_cache.h - the role sessions that the store keeps, so that a role is assumed once a life
 *
 *	struct secret identity = SECRET_INIT;
 *
 *	role_cache_identity(&identity, &run, 2);	the first two roles of the chain, the second one's session
 *	if (!role_cache_find(&session, &identity, &run))
 *		...
 *	secret_clear(&identity);
 *
 * A session is found again only when everything that AssumeRole sends, for it and for those before it, the endpoint,
 * and key, device and STS of the MFA session that it began with are equal.
 */
#ifndef SESSION_ROLE_CACHE_H
#define SESSION_ROLE_CACHE_H

#include "session/run.h"

/* Whether there is a store that keeps the roles of RUN. */
bool	role_cache_is_open(const struct run *run);

/* How long role COUNT of the plan, the last or one before it, is asked for. */
long	role_cache_seconds(const struct plan *plan, size_t count);

/* Appends what the session of the first COUNT roles is known by. */
void	role_cache_identity(struct secret *identity, const struct run *run, size_t count);

/* The session of IDENTITY, if it is not to be renewed yet. */
bool	role_cache_find(struct session *session, const struct secret *identity, const struct run *run) MUST_CHECK;

/* How long before its end a session of a run of `exec --refresh` is renewed: 20 minutes or a third of its life,
 * whichever is smaller, at least a second. Most SDKs ask again when they see 15 minutes left. */
long	role_cache_refresh_margin(const struct session *session);

#endif
