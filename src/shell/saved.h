/* saved.h - what a session put aside in this shell, kept in AWSMFA_SAVED
 *
 * awsmfa remembers two things for `env --drop`, each as a record (types/record.h) with a sign of its own:
 *
 *	AWS_PROFILE=prod		the user's own value, to be put back
 *	AWS_CA_BUNDLE:%2Fetc%2Fca.pem	a value that we set, ours only while the variable still has it
 *
 *	struct saved saved = SAVED_INIT;
 *
 *	saved_read(&saved);
 *	saved.user[SAVED_AWS_PROFILE]		NULL: nothing to put back
 *	saved_write(&text, &saved);
 *	saved_clear(&saved);
 */
#ifndef SHELL_SAVED_H
#define SHELL_SAVED_H

#include "base/secret.h"

enum saved_name {
	SAVED_AWS_PROFILE,
	SAVED_AWS_DEFAULT_PROFILE,
	SAVED_AWS_REGION,
	SAVED_AWS_DEFAULT_REGION,
	SAVED_AWS_USE_FIPS_ENDPOINT,
	SAVED_AWS_USE_DUALSTACK_ENDPOINT,
	SAVED_AWS_CA_BUNDLE,
	SAVED_AWSUME_PROFILE,
	SAVED_NAMES
};

extern const char *const saved_names[SAVED_NAMES];

struct saved {
	const char	*user[SAVED_NAMES];	/* to be put back; NULL: nothing */
	const char	*ours[SAVED_NAMES];	/* what we set; NULL: nothing */
	struct secret	 text;
};

#define SAVED_INIT { .user = { 0 } }

/* Reads AWSMFA_SAVED. What does not parse is left out: a damaged list must not block anything. Without memory
 * secret_check(&saved->text, err) fails. */
void	saved_read(struct saved *saved);

/* Appends the list to OUT. */
void	saved_write(struct secret *out, const struct saved *saved);

/* Whether the variable still has the value that we gave it. */
bool	saved_is_ours(const struct saved *saved, enum saved_name name);

/* The value of VARIABLE as the user set it: NULL when unset, empty, or ours. */
const char *saved_user_value(const struct saved *saved, const char *variable);

void	saved_clear(struct saved *saved);

#endif
