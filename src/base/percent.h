/* percent.h - percent-encoding, RFC 3986
 *
 * Everything but A-Z a-z 0-9 - _ . ~ becomes %XX, as SigV4 and the query protocol require; the same
 * form carries values in our own lines and variables, where it leaves nothing to quote.
 */
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include "base/secret.h"

/* Appends TEXT, encoded, to OUT. */
void	percent_encode(struct secret *out, const char *text);

/* Appends LEN bytes of TEXT, decoded, to OUT. False for a '%' without two digits, for %00 and for a
 * byte that encoding would not have left alone. */
bool	percent_decode(struct secret *out, const char *text, size_t len) MUST_CHECK;

#endif
