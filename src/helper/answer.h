/* answer.h - what AWS said, whatever form it came in
 *
 *	struct answer answer = ANSWER_INIT;
 *
 *	if (!body_read(&answer, action, 200, &body, err))
 *		the body is not an answer of AWS: broken
 *	else if (answer.code[0] != '\0')
 *		AWS refused: answer.code "AccessDenied", answer.message "MultiFactorAuthentication failed ..."
 *	else
 *		answer.result, the lines for awsmfa: "access_key_id=ASIA...\nsecret_access_key=...\n"
 *	answer_clear(&answer);
 */
#ifndef HELPER_ANSWER_H
#define HELPER_ANSWER_H

#include "types/wire.h"

#define ANSWER_MEMBERS	64	/* of a list; a user has at most 8 devices. More than this is refused */

struct answer {
	struct wire	result;		/* the values of the action's fields, put but not sent */
	size_t		members;	/* of a list, in RESULT */
	char		marker[1025];	/* where the next page of the list begins; "": there is none */
	char		code[129];	/* AWS's error code; "": a result */
	struct secret	message;	/* AWS's words, which may quote the request */
};

#define ANSWER_INIT { .result = WIRE_INIT }

/* Adds a next page to a list, whose marker is then that of NEXT. False when the list is too long. */
bool	answer_add_page(struct answer *answer, const struct answer *next) MUST_CHECK;

void	answer_clear(struct answer *answer);

#endif
