/* prepare.h - resolves, connects and greets while the user types the code
 *
 * awsmfa sends the request that it is going to send, with prepare=1 and six zeros for the code. Everything
 * that needs no code is done at once; the request itself goes out, on that connection, when the next message
 * brings it with the code:
 *
 *	if (prepare_connection(&caller, &job, talk, &message))
 *		...				MESSAGE is the next request; call_aws answers it
 *
 * The connection is given up when nothing comes for a minute, when the server closes it, and when another
 * request comes than the one that was prepared; that one is then sent on a connection of its own.
 */
#ifndef HELPER_PREPARE_H
#define HELPER_PREPARE_H

#include "helper/call.h"
#include "types/wire.h"

/* Connects for JOB and waits for the next message on TALK. True: it was read into MESSAGE. If it was sent
 * already, CALLER has its outcome. False: nothing was read; whatever comes next is read by the caller. */
bool	prepare_connection(struct caller *caller, const struct job *job, int talk, struct wire *message);

#endif
