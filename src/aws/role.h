/* role.h - one AssumeRole: its parameters, checked, and its default session name */
#ifndef AWS_ROLE_H
#define AWS_ROLE_H

#include "profile/chain.h"
#include "types/wire.h"

/* Checks what the STS API reference demands of AssumeRole's parameters (characters, lengths), so
 * that a slip in a file is named with its key instead of AWS's ValidationError. */
bool	role_check(const struct role *role, struct error *err) MUST_CHECK;

/* Puts the parameters of ROLE into MESSAGE; the duration is the caller's. */
void	role_put(struct wire *message, const struct role *role);

#endif
