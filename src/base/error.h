/* error.h - one error, filled where it happens, printed once in main
 *
 * Every function that can fail returns false and fills the struct error it was given as its last
 * argument. error_set and error_hint return false, so that a failure reads as one story:
 *
 *	if (profile == NULL) {
 *		error_set(err, STATUS_LOCAL, "profile '%s' not found", name);
 *		return error_hint(err, "awsmfa looked in %s and %s", config_path, credentials_path);
 *	}
 *
 * Only main prints an error (notice_error) and only main exits. A message never holds a secret, a session token
 * or an MFA code; an access key id appears through credentials_id_shown() alone.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#include "base/cause.h"

#define MUST_CHECK	__attribute__((warn_unused_result))
#define PRINTF(f, a)	__attribute__((format(printf, f, a)))

/* Exit statuses, as the manual promises them. */
enum status {
	STATUS_DONE		= 0,
	STATUS_LOCAL		= 1,	/* configuration, or something on this machine */
	STATUS_USAGE		= 2,
	STATUS_NO_SESSION	= 3,	/* `status` only */
	STATUS_REFUSED		= 4,	/* AWS refused */
	STATUS_UNREACHABLE	= 5,	/* AWS did not answer */
	STATUS_CODE_NEEDED	= 6,	/* an MFA code is needed and cannot be asked for now */
	STATUS_CANNOT_EXECUTE	= 126,	/* `exec` only: the command is there and cannot be run */
	STATUS_NOT_FOUND	= 127,	/* `exec` only: there is no such command */
	STATUS_INTERRUPTED	= 130
};

/* Why a code or a session could not be had: the hook waits differently for each. */
enum reason {
	REASON_NONE,
	REASON_LATER,		/* the user put it off */
	REASON_TYPED_AHEAD,	/* input is waiting that is meant for the shell */
	REASON_NO_TERMINAL,	/* no terminal, or one that we may not read now */
	REASON_ASKED_ELSEWHERE,	/* another terminal that shares with this one is asking */
	REASON_STILL_RUNNING,	/* the AWS CLI is; it goes on */
	REASON_NOT_NEWER,	/* the AWS CLI gives a session that ends no later than the one at hand */
	REASON_LOGGED_OUT	/* the hint is the line that logs the user in */
};

struct error {
	enum status	status;		/* STATUS_DONE while nothing is wrong */
	enum reason	reason;		/* with STATUS_CODE_NEEDED and STATUS_LOCAL */
	enum cause	cause;		/* with STATUS_REFUSED and STATUS_UNREACHABLE, if known */
	int		signal;		/* the signal that interrupted us, to be raised again; 0: none */
	char		message[1024];	/* what went wrong; empty: the status says it all */
	char		hint[1024];	/* what to do; empty: nothing to add */
	char		brief[120];	/* the message in a few words, for lists; empty: there are none */
};

/* Records a failure, replacing whatever ERR held. Returns false. */
bool	error_set(struct error *err, enum status status, const char *format, ...) PRINTF(3, 4);

/* The same, followed by ": " and the text of errno. Returns false. */
bool	error_set_errno(struct error *err, enum status status, const char *format, ...) PRINTF(3, 4);

/* Adds why, for decisions. Returns false. */
bool	error_cause(struct error *err, enum cause cause);

/* Adds what the user can do about it. Returns false. */
bool	error_hint(struct error *err, const char *format, ...) PRINTF(2, 3);

/* Says the same in a few words, for a list of profiles, where the profile is known. Returns false. */
bool	error_brief(struct error *err, const char *format, ...) PRINTF(2, 3);

/* Puts context before the message, on its way up. Returns false. */
bool	error_prefix(struct error *err, const char *format, ...) PRINTF(2, 3);

/* Memory ran out. Returns false. */
bool	error_memory(struct error *err);

#endif
