/* refusal.h - what AWS's errors mean, and what to do about them
 *
 * An error always quotes AWS's own code and message; this adds the cause, for decisions, and a hint. Codes
 * decide, messages only tell cases of one code apart: nobody else reads AWS's words.
 *
 *	refusal_explain(&answer, &endpoint, &keys, err);
 *	err->status STATUS_REFUSED, err->cause CAUSE_CODE_REFUSED, err->hint "wrong or already used ..."
 *
 * A new case is a row in refusal.c.
 */
#ifndef AWS_REFUSAL_H
#define AWS_REFUSAL_H

#include "aws/endpoint.h"
#include "profile/keys.h"
#include "types/wire.h"

/* Fills ERR from an answer whose outcome is "refused". KEYS are those that signed. Returns false. */
bool	refusal_explain(const struct wire *answer, const struct endpoint *endpoint, const struct keys *keys,
	    struct error *err);

#endif
