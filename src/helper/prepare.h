/* prepare.h - resolves, connects and greets while the user types the code, or while another request is answered
 *
 * awsmfa sends the request that it is going to send, with prepare=1 and six zeros for the code. Everything
 * that needs no code is done at once; the request itself goes out, on that connection, when the next message
 * brings it with the code:
 *
 *	if (prepare_connection(&caller, &job, talk, &message))
 *		...				MESSAGE is the next request; call_aws answers it
 *
 * Another request than the one that was prepared is answered meanwhile, on a connection of its own: the first while
 * the prepared connection is being made, so that IAM tells the device while STS is greeted.
 *
 * One connection is prepared at a time: to prepare another meanwhile does nothing.
 *
 * The connection is given up when nothing comes for a minute, and when the server closes it.
 */
#ifndef HELPER_PREPARE_H
#define HELPER_PREPARE_H

#include "helper/call.h"
#include "types/wire.h"

/* Connects for JOB and waits for the request itself on TALK; others are answered. True: it was read into MESSAGE. If it
 * was sent already, CALLER has its outcome. False: it was not read; whatever comes next is read by the caller. */
bool	prepare_connection(struct caller *caller, const struct job *job, int talk, struct wire *message);

#endif
