/* refresh_answer.h - credentials for an SDK, which asks by the number of a profile in the made config
 *
 *	struct session session = SESSION_INIT;
 *
 *	if (!refresh_answer(&session, 3, err))
 *		...
 *	session_clear(&session);
 */
#ifndef REFRESH_REFRESH_ANSWER_H
#define REFRESH_REFRESH_ANSWER_H

#include "sharing/refresh_place.h"
#include "types/session.h"

/* Gets the session of profile NUMBER of the run that we were started in. Our environment is that of the start of the
 * run after that. Nothing is asked but an mfa_process, and no terminal is touched. */
bool	refresh_answer(struct session *session, size_t number, struct error *err) MUST_CHECK;

/* Appends what the first answer that failed has said, for the end of the run. False: none has. */
bool	refresh_answer_said(const struct store_place *place, struct secret *said) MUST_CHECK;

#endif
