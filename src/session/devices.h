/* devices.h - the MFA devices of the user whose keys a request stands on
 *
 *	struct device devices[DEVICES_LIMIT];
 *	size_t count;
 *
 *	request.any_device = true;
 *	if (request_read(&request, options, err) && devices_find(&request, devices, &count, err))
 *		...
 */
#ifndef SESSION_DEVICES_H
#define SESSION_DEVICES_H

#include "aws/sts.h"
#include "session/request.h"

/* Asks IAM, with the long-term keys; no code is needed. Where IAM refuses that, as in accounts that
 * want MFA for it, the terminal's MFA session is used if there is one. */
bool	devices_find(struct request *request, struct device devices[DEVICES_LIMIT], size_t *count, struct error *err)
	    MUST_CHECK;

#endif
