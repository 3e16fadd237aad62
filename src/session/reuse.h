/* at_hand.h - whether what the terminal holds already is enough */
#ifndef SESSION_REUSE_H
#define SESSION_REUSE_H

#include "session/request.h"

/* Whether SESSION has --min left, or without it more than its margin. */
bool	lives_long_enough(const struct request *request, const struct session *session);

/* Whether the held session is the one that is asked for, and lives long enough. */
bool	held_is_good(const struct request *request);

/* Whether the held session is an MFA session of the keys and device that the roles of REQUEST stand
 * on, from the same STS: then they cost no code. */
bool	held_is_base(const struct request *request);

#endif
