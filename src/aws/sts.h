/* sts.h - AWS's Security Token Service, as awsmfa asks it
 *
 *	struct sts_terms terms = { .keys = &keys, .seconds = 12 * HOUR, .serial = serial, .code = &code };
 *
 *	if (!sts_get_session_token(&link, &terms, &session, err))
 *		...
 *
 * A no of AWS is STATUS_REFUSED, with its kind in err->cause; if AWS was not reached, STATUS_UNREACHABLE.
 */
#ifndef AWS_STS_H
#define AWS_STS_H

#include "aws/helper_link.h"
#include "aws/role.h"
#include "types/session.h"

/* What a session is asked for with, and for how long. */
struct sts_terms {
	const struct keys	*keys;
	long			 seconds;
	const char		*serial;	/* the MFA device of CODE; "": not known yet, to prepare */
	const struct secret	*code;		/* NULL: none */
};

struct identity {
	char	account[16];
	char	arn[2100];
	char	user[65];		/* the user's name; "" when the caller is no user */
};

/* GetSessionToken, with long-term keys, for 900 to 129600 seconds. */
bool	sts_get_session_token(struct helper_link *link, const struct sts_terms *terms, struct session *session,
	    struct error *err) MUST_CHECK;

/* Lets the helper connect for the same, whose code in TERMS is not known yet. */
void	sts_prepare_session_token(struct helper_link *link, const struct sts_terms *terms);

/* AssumeRole, for 900 to 43200 seconds. Only long-term keys can come with a code. */
bool	sts_assume_role(struct helper_link *link, const struct sts_terms *terms, const struct role *role,
	    struct session *session, struct error *err) MUST_CHECK;

/* Lets the helper connect for the same with a code that is not known yet. */
void	sts_prepare_role(struct helper_link *link, const struct sts_terms *terms, const struct role *role);

bool	sts_get_caller_identity(struct helper_link *link, const struct keys *keys, struct identity *identity,
	    struct error *err) MUST_CHECK;

#endif
