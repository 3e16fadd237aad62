/* sts.h - AWS's Security Token Service and IAM, as awsmfa asks them
 *
 * The requests themselves are made by the helper, awsmfa-sts, so that this program links neither
 * TLS nor HTTP. It is started once, early, so that it loads while the user types the code, and
 * serves all requests of a run over one connection.
 *
 *	struct sts sts = { .settings = &settings };
 *
 *	if (!sts_start(&sts, err) ||
 *	    !sts_get_session_token(&sts, &keys, serial, code, 12 * HOUR, &session, &refusal, err))
 *		...
 *	sts_stop(&sts);
 */
#ifndef AWS_STS_H
#define AWS_STS_H

#include "aws/endpoint.h"
#include "aws/role.h"
#include "base/process.h"
#include "profile/keys.h"
#include "types/device.h"
#include "types/session.h"

/* Why AWS said no, as far as it matters to what is done next. */
enum refusal {
	REFUSAL_NONE,		/* it did not: done, or not reached */
	REFUSAL_CODE,		/* the MFA code is wrong or was used before */
	REFUSAL_DENIED,		/* not allowed; with another MFA session it may be */
	REFUSAL_NO_USER,	/* the service does not know for whom it is asked */
	REFUSAL_OTHER
};

struct sts {
	const struct endpoint_settings	*settings;
	bool		 hurried;		/* a prompt waits: shorter limits */
	int		 fd;			/* the talk with the helper; 0: not started */
	struct program	 program;
	long		 skew;			/* of our clock, as last told by the helper; seconds */
	bool		 spent;			/* the last request may have used its code although it failed */
	bool		 tells_clock;		/* the caller speaks of the clock: no warning about it */
	bool		 dated;			/* the last answer told the server's time, which was */
	long		 ahead;			/* so many seconds ahead of ours */
};

#define DEVICES_LIMIT 16

struct device {
	char	serial[SERIAL_SIZE];
	time_t	since;			/* EnableDate; 0: unknown */
};

struct identity {
	char	account[16];
	char	arn[2100];
	char	user[65];		/* the user's name; "" when the caller is no user */
};

/* Where the helper is; false when it is not there. PATH then tells where it was looked for last. */
bool	sts_helper_path(char *path, size_t size) MUST_CHECK;

/* Starts the helper. Does nothing when it runs. */
bool	sts_start(struct sts *sts, struct error *err) MUST_CHECK;

/* GetSessionToken with long-term KEYS for SECONDS (900 to 129600). */
bool	sts_get_session_token(struct sts *sts, const struct keys *keys, const char *serial, const struct secret *code,
	    long seconds, struct session *session, enum refusal *refusal, struct error *err) MUST_CHECK;

/* AssumeRole for SECONDS (900 to 43200). SERIAL and CODE: NULL unless KEYS are long-term. */
bool	sts_assume_role(struct sts *sts, const struct keys *keys, const struct role *role, const char *serial,
	    const struct secret *code, long seconds, struct session *session, enum refusal *refusal, struct error *err)
	    MUST_CHECK;

bool	sts_get_caller_identity(struct sts *sts, const struct keys *keys, struct identity *identity, struct error *err)
	    MUST_CHECK;

/* The MFA devices of USER; "": of the caller. At most DEVICES_LIMIT, in AWS's order. */
bool	sts_list_mfa_devices(struct sts *sts, const struct keys *keys, const char *user,
	    struct device devices[DEVICES_LIMIT], size_t *count, enum refusal *refusal, struct error *err) MUST_CHECK;

/* Ends the talk and waits for the helper. */
void	sts_stop(struct sts *sts);

#endif
