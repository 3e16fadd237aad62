/* unreachable.h - AWS was not reached, or whoever answered is not AWS: why, and what helps
 *
 *	unreachable_explain(&answer, &endpoint, err);
 *	err->message "sts.eu-west-9.amazonaws.com: host not found", err->cause CAUSE_HOST_NOT_FOUND
 *	err->hint "check the region eu-west-9 (AWS_REGION), and the name service"
 */
#ifndef AWS_UNREACHABLE_H
#define AWS_UNREACHABLE_H

#include "aws/endpoint.h"
#include "types/wire.h"

/* Fills ERR (STATUS_UNREACHABLE) from an answer whose outcome is neither "done" nor "refused". The hint
 * says which setting leads to a host that is not there. Returns false. */
bool	unreachable_explain(const struct wire *answer, const struct endpoint *endpoint, struct error *err);

#endif
