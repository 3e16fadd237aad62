/* devices.h - the MFA devices of the user whose keys a plan begins with
 *
 *	struct device devices[DEVICES_LIMIT];
 *	size_t count;
 *
 *	if (devices_find(devices, &count, &plan, &terminal, &manner, err))
 *		...
 */
#ifndef SESSION_DEVICES_H
#define SESSION_DEVICES_H

#include "aws/iam.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

/* Asks IAM, with the long-term keys; no code is needed. If IAM refuses that, as in accounts that
 * require MFA for it, the terminal's MFA session is used if there is one. */
bool	devices_find(struct device devices[DEVICES_LIMIT], size_t *count, const struct plan *plan,
	    struct terminal *terminal, const struct manner *manner, struct error *err) MUST_CHECK;

#endif
