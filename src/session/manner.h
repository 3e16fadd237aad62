/* manner.h - why awsmfa wants a session, and what it may do to get one
 *
 *	const struct manner manner = manner_by_hand(options);
 *
 *	if (manner.may_get_code)
 *		...
 *
 * The caller decides the manner, and its readers never change it: a signature with a
 * `const struct manner *` may ask or wait only as far as that says.
 */
#ifndef SESSION_MANNER_H
#define SESSION_MANNER_H

#include "base/options.h"

enum occasion {
	BY_HAND,		/* the user typed the command */
	IN_HOOK,		/* the hook renews the session that the shell holds: a prompt waits, and nobody looks */
	FOR_DEVICES,		/* the user wants to see the MFA devices; the configured one need not give codes */
	FOR_CHECKUP,		/* doctor, which reports what is odd in its own way */
	FOR_ANSWER,		/* an SDK asks in a run of `exec --refresh`: nobody is there */
	FOR_LIST		/* one of many profiles: nothing is said, run or asked */
};

struct manner {
	enum occasion	occasion;
	bool		may_ask;	/* a question on the terminal; false: --no-input */
	bool		may_wait;	/* for another terminal that is getting the session */
	bool		may_get_code;	/* from a question, mfa_process or --token-code */
};

/* The manner of a command that the user typed with OPTIONS. */
struct manner manner_by_hand(const struct options *options);

/* Whether awsmfa prints on stderr what is odd about the files. */
bool	manner_tells(const struct manner *manner);

#endif
