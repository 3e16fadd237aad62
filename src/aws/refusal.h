/* refusal.h - what AWS's errors mean, and what helps
 *
 * AWS's own code and message are always quoted; what this adds is the cause in the user's terms and
 * the remedy. Codes decide, messages only tell cases of one code apart.
 */
#ifndef AWS_REFUSAL_H
#define AWS_REFUSAL_H

#include "aws/sts.h"

/* Fills ERR from an answer whose outcome is not "done", and says what kind of no it was. */
enum refusal refusal_explain(const struct wire *answer, const struct endpoint *endpoint, const struct keys *keys,
	    struct error *err);

#endif
