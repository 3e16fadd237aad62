/* body.h - whether the body that came back is an answer
 *
 *	if (!body_read(&answer, action, 200, &body, err))
 *		...
 *
 * Its first byte that is not blank tells the format: '{' is JSON, '<' is XML. The Content-Type is often
 * wrong and never looked at.
 */
#ifndef HELPER_BODY_H
#define HELPER_BODY_H

#include "helper/action.h"
#include "helper/answer.h"

/* Reads the BODY of an answer to ACTION with the status HTTP. True for a result that has all that the
 * action demands (with a 2xx status) and for an error of AWS (with 4xx or 5xx). Otherwise ERR says what
 * came instead, without quoting anything that may be secret. STATUS_UNREACHABLE, CAUSE_BROKEN_ANSWER. */
bool	body_read(struct answer *answer, const struct action *action, int http, const struct secret *body,
	    struct error *err) MUST_CHECK;

#endif
