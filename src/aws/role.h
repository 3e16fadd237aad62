/* role.h - one AssumeRole: its parameters, checked, and its default session name */
#ifndef AWS_ROLE_H
#define AWS_ROLE_H

#include "profile/chain.h"
#include "types/wire.h"

/* Checks what the STS API reference requires of AssumeRole's parameters (characters, lengths), so
 * that a slip in a file is named with its line instead of AWS's ValidationError. CONFIG is where ROLE
 * was read. */
bool	role_check(const struct role *role, const struct config *config, struct error *err) MUST_CHECK;

#define ROLE_SESSION_NAME_SIZE 65

/* The name of the session of ROLE, USER@HOST unless it is configured. NAME is room for the former. */
const char *role_session_name(char name[ROLE_SESSION_NAME_SIZE], const struct role *role);

/* Puts the parameters of ROLE into MESSAGE; the duration is the caller's. */
void	role_put(struct wire *message, const struct role *role);

#endif
