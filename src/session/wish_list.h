/* wish_list.h - the wishes: those of this command, or those kept from the session that the shell holds
 *
 *	if (!wish_list_read(&plan, &asked, &terminal, &manner, err))
 *		...
 *	plan.wishes.value[WISH_ROLE_ARN]		NULL: no such wish
 *
 * Naming a profile or any wish starts from a clean list; a bare command keeps the held one, if it is
 * about the same profile. aws-mfa's variables MFA_DEVICE, MFA_STS_DURATION and MFA_ASSUME_ROLE fill gaps.
 */
#ifndef SESSION_WISH_LIST_H
#define SESSION_WISH_LIST_H

#include "session/asked.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

/* Sets the wishes of PLAN, whose profile was chosen. In the hook a damaged AWSMFA_OPTIONS is an error
 * (STATUS_LOCAL). */
bool	wish_list_read(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
	    const struct manner *manner, struct error *err) MUST_CHECK;

#endif
