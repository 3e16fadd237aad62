/* plan.h - which session to get, and from what
 *
 * Made in one way (planning.h), before a question is asked or a request is sent, and not changed after
 * that:
 *
 *	struct plan plan = PLAN_INIT;
 *
 *	... planning_make(&plan, &asked, &terminal, &manner, err) ...
 *	notice_say("%s", plan_name(&plan));
 *	plan_clear(&plan);
 */
#ifndef SESSION_PLAN_H
#define SESSION_PLAN_H

#include "aws/endpoint.h"
#include "profile/chain.h"
#include "types/wishes.h"

struct plan {
	struct config		 config;	/* the user's files */
	const char		*profile;	/* "" for keys from the environment */
	const char		*profile_from;	/* what names it: "AWS_PROFILE"; NULL: nothing does */
	bool			 from_environment;
	struct wishes		 wishes;	/* asked for now, or kept from the session that the shell holds */
	struct secret		 options;	/* the wishes, as AWSMFA_OPTIONS has them */
	struct chain		 chain;
	struct endpoint_settings endpoint;
	char			 partition[32];	/* "" unless an ARN of the profile names it */
	long			 duration;	/* of the session that is exported, seconds; 0: the default */
	long			 minimum;	/* --min, seconds; 0: not given */
	bool			 force;		/* a new session, whatever the shell holds */
	bool			 refreshes;	/* for `exec --refresh`: roles last an hour, on one MFA session */
	bool			 shares;	/* MFA sessions with the user's other terminals */
	char			*token_code;	/* --token-code; NULL: not given */
};

#define PLAN_INIT { .config = CONFIG_INIT, .profile = "", .chain = { .source = "" } }

/* The profile whose settings apply: SDKs that find keys in the environment take those of `default`. */
const char *plan_settings_profile(const struct plan *plan);

/* The name of the profile in messages. */
const char *plan_name(const struct plan *plan);

void	plan_clear(struct plan *plan);

#endif
