/* keys.h - the long-term keys that a session is made from
 *
 *	struct keys keys = KEYS_INIT;
 *
 *	if (!keys_find(&keys, &config, &chain, err))
 *		...
 *	keys.credentials, keys.from "[default-long-term] in /home/alice/.aws/credentials"
 *
 * Sources in the order of the manual: aws-mfa's [P-long-term], keys of P in the credentials file,
 * credential_process of P, keys of P in the config file. Keys that belong together come from one
 * place; half of a pair is an error that names the other half.
 *
 * Keys are those of a session if there is a token with them (aws_session_token, or aws_security_token,
 * its older name, which botocore reads too) or their id begins with ASIA. AWS would refuse these only
 * after a code has been spent.
 */
#ifndef PROFILE_KEYS_H
#define PROFILE_KEYS_H

#include "profile/chain.h"
#include "types/credentials.h"

struct keys {
	struct credentials	credentials;
	char			from[512];	/* where they were found, for messages */
};

#define KEYS_INIT { .credentials = CREDENTIALS_INIT }

/* Finds the keys that CHAIN begins with. Those of a session are accepted only as the beginning of a role,
 * with their token, since GetSessionToken refuses them. Errors are STATUS_LOCAL; one about the files begins
 * with PATH:LINE. */
bool	keys_find(struct keys *keys, const struct config *config, const struct chain *chain,
	    struct error *err) MUST_CHECK;

/* The same without running anything: *PROCESS receives the credential_process that would give the keys;
 * NULL: KEYS are found. */
bool	keys_find_in_files(struct keys *keys, const struct config *config, const struct chain *chain,
	    const char **process, struct error *err) MUST_CHECK;

/* Whether the keys of PROFILE in the files are those of a session. */
bool	keys_are_of_session(const struct config *config, const char *profile);

/* Takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from the environment, and AWS_SESSION_TOKEN, or
 * AWS_SECURITY_TOKEN, if it is set. */
bool	keys_from_environment(struct keys *keys, struct error *err) MUST_CHECK;

/* Whether the environment holds long-term keys: both, not those of a session. */
bool	keys_are_in_environment(void);

void	keys_clear(struct keys *keys);

#endif
