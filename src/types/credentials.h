/* credentials.h - an access key, its secret, and for a session its token and expiration
 *
 *	struct credentials keys = CREDENTIALS_INIT;
 *
 *	snprintf(keys.access_key_id, sizeof(keys.access_key_id), "%s", id);
 *	secret_set(&keys.secret_access_key, secret);
 *	if (!credentials_check(&keys, "profile 'prod'", err))
 *		...
 *	credentials_clear(&keys);
 */
#ifndef TYPES_CREDENTIALS_H
#define TYPES_CREDENTIALS_H

#include <time.h>

#include "base/secret.h"

#define ACCESS_KEY_ID_SIZE 129		/* 16 to 128 characters (STS API reference, Credentials) */
#define CREDENTIALS_ID_SHOWN_SIZE 16

struct credentials {
	char		access_key_id[ACCESS_KEY_ID_SIZE];	/* "" while unset */
	struct secret	secret_access_key;
	struct secret	session_token;		/* empty for long-term keys */
	time_t		expiration;		/* on the issuer's clock; 0: none */
};

#define CREDENTIALS_INIT { .access_key_id = "" }

/* Whether every part is made of the characters that AWS uses: the id [A-Za-z0-9]{16,128}, secret
 * and token printable ASCII without blank, quote or backslash. What passes may be printed for a
 * shell. OWNER names whose they are in the error; the values never appear. */
bool	credentials_check(const struct credentials *credentials, const char *owner, struct error *err) MUST_CHECK;

bool	credentials_id_is_valid(const char *id);

/* Whether TEXT can be a secret access key or a session token, as credentials_check has it. */
bool	credentials_text_is_valid(const char *text);

/* Whether the access key id is that of a session: it begins with ASIA (IAM user guide, "unique identifiers"). */
bool	credentials_id_is_temporary(const char *id);

/* Copies FROM to TO, replacing it. */
void	credentials_copy(struct credentials *to, const struct credentials *from);

void	credentials_clear(struct credentials *credentials);

/* Writes an access key id as messages show it, AKIA..CDEF: four and four characters. Returns TEXT. */
const char *credentials_id_shown(char text[CREDENTIALS_ID_SHOWN_SIZE], const char *id);

#endif
