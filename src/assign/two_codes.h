/* two_codes.h - the two codes that prove an authenticator has the secret
 *
 *	struct secret codes[2] = { SECRET_INIT, SECRET_INIT };
 *
 *	ok = two_codes_get(&assignment, codes, "", err);
 *	two_codes_clear(codes);
 */
#ifndef ASSIGN_TWO_CODES_H
#define ASSIGN_TWO_CODES_H

#include "assign/assignment.h"

/* Gets two codes that follow each other: typed below the page, or from the mfa_process. REMARK: a line above the first
 * question; "": how to begin. Enter alone is STATUS_CODE_NEEDED with REASON_LATER. */
bool	two_codes_get(struct assignment *assignment, struct secret codes[2], const char *remark, struct error *err)
	    MUST_CHECK;

void	two_codes_clear(struct secret codes[2]);

#endif
