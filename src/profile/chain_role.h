/* chain_role.h - one role of a chain, as its profile has it and as the user wants it
 *
 *	chain_role_read(&chain->role[0], config, "ops", arn);
 *	chain_role_apply(&chain->role[0], wishes);		the outermost role alone
 */
#ifndef PROFILE_CHAIN_ROLE_H
#define PROFILE_CHAIN_ROLE_H

#include "base/secret.h"
#include "profile/config.h"
#include "types/wishes.h"

struct role {
	const char	*profile;		/* the one that has it; "" if an option named it */
	const char	*arn;
	const char	*session_name;		/* NULL: the default, USER@HOST */
	const char	*external_id;		/* this and the following: NULL if not set */
	const char	*source_identity;
	const char	*policy;		/* JSON */
	const char	*policy_arns;		/* separated with commas */
	const char	*session_tags;		/* key=value, separated with commas */
	const char	*transitive_tags;	/* keys, separated with commas */
};

/* Reads what PROFILE says about its role ARN. The strings belong to CONFIG. */
void	chain_role_read(struct role *role, const struct config *config, const char *profile, const char *arn);

/* What the user gave with an option wins over the role's own; an ARN given with an option is another
 * role, so nothing that belongs to the profile's role comes with it but the session name. */
void	chain_role_apply(struct role *role, const struct wishes *wishes);

/* Appends a record (types/record.h) of all that AWS gets of the role, with SESSION_NAME for its own; NULL: none. Two
 * roles whose records are the same give the same session. */
void	chain_role_write(struct secret *out, const struct role *role, const char *session_name);

#endif
