/* wanted.h - which profile the user means, and what they wish for it
 *
 *	if (wanted_profile(options, err) == NULL)		a slip in the command
 *		return false;
 *	... the held session and the files are read ...
 *	return wanted_read(request, options, err) && wanted_check_profile(request, err);
 *
 * The profile: option or argument, AWS_PROFILE, AWS_DEFAULT_PROFILE, the held session's, `default`. The
 * wishes: the options of this command, else those that the held session was made with; aws-mfa's
 * variables fill gaps.
 */
#ifndef SESSION_WANTED_H
#define SESSION_WANTED_H

#include "session/request.h"

/* The profile that the command names; "": none. NULL: ERR says what is wrong (STATUS_USAGE). */
const char *wanted_profile(const struct options *options, struct error *err);

/* Sets profile, profile_from, from_environment and wishes of REQUEST, whose held session and config have
 * been read. The profile need not exist. */
bool	wanted_read(struct request *request, const struct options *options, struct error *err) MUST_CHECK;

/* Lets MFA_DEVICE, MFA_STS_DURATION and MFA_ASSUME_ROLE fill gaps in the wishes. They stand between option
 * and file, and apply when the profile is one of aws-mfa's, or when nobody NAMED a profile. */
void	wanted_apply_variables(struct request *request, bool named);

/* Whether the profile is there. If not, the error looks for what may be meant. */
bool	wanted_check_profile(const struct request *request, struct error *err) MUST_CHECK;

#endif
