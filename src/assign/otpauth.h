/* otpauth.h - the address in which authenticators take the secret of a device
 *
 * The key URI format of Google Authenticator, which all of them read; what it leaves out is SHA-1, 6 digits, 30 s:
 *
 *	otpauth_write(&address, "alice@123456789012", "JBSWY3DP...");
 *
 *	otpauth://totp/alice%40123456789012?secret=JBSWY3DP...
 *
 * A QR code grows with it, so a label may be cut until the code fits the screen:
 *
 *	char label[OTPAUTH_LABEL];
 *
 *	for (step = 0; otpauth_label(label, step, "alice", "123456789012"); step++)
 *		"alice@123456789012", "alice", "al", ...
 */
#ifndef ASSIGN_OTPAUTH_H
#define ASSIGN_OTPAUTH_H

#include "base/secret.h"

#define OTPAUTH_LABEL 300	/* bytes of a label */

/* Writes the address of SEED (types/seed.h), which the authenticator calls LABEL. */
void	otpauth_write(struct secret *address, const char *label, const char *seed);

/* The label of STEP, from 0: NAME@ACCOUNT, NAME alone, then three characters less of NAME each time. False: nothing
 * is left of it. */
bool	otpauth_label(char label[OTPAUTH_LABEL], unsigned step, const char *name, const char *account);

/* Appends SEED in groups of four characters, GROUPS on a line, with INDENT before each line. */
void	otpauth_write_groups(struct secret *out, const char *seed, size_t groups, const char *indent);

#endif
