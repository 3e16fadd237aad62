/* seed.h - the secret of a virtual MFA device, from which an authenticator makes its codes (RFC 6238)
 *
 * 20 bytes or more as base32 (RFC 4648), which people can type; IAM sends 64 characters, once more encoded as base64:
 *
 *	struct secret seed = SECRET_INIT;
 *
 *	if (!seed_decode(&seed, "SkJTV1kzRFBF..."))
 *		the answer does not come from IAM
 *	secret_text(&seed)			"JBSWY3DPE..."
 *	secret_clear(&seed);
 */
#ifndef TYPES_SEED_H
#define TYPES_SEED_H

#include "base/secret.h"

#define SEED_LENGTH 128		/* at most; IAM's have 64 */

/* Whether TEXT is base32 of 16 to SEED_LENGTH characters: A to Z and 2 to 7. */
bool	seed_is_valid(const char *text) MUST_CHECK;

/* Replaces SEED by what the base64 TEXT says; false, with an empty SEED, unless that is a seed. */
bool	seed_decode(struct secret *seed, const char *text) MUST_CHECK;

#endif
