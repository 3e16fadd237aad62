/* exchange.h - a message of awsmfa and the answer to it
 *
 *	while (wire_receive(&message, talk, &err)) {
 *		exchange_answer(&caller, &message);
 *		if (!wire_send(&message, talk, &err))
 *			break;
 *	}
 */
#ifndef HELPER_EXCHANGE_H
#define HELPER_EXCHANGE_H

#include "helper/call.h"
#include "types/wire.h"

/* Does what MESSAGE asks for, which is replaced by the answer. */
void	exchange_answer(struct caller *caller, struct wire *message);

/* The same for a message that was read: JOB is cleared, MESSAGE gets the answer. */
void	exchange_do(struct caller *caller, struct job *job, struct wire *message);

#endif
