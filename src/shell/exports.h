/* exports.h - which variables a session sets and unsets in the user's shell, and what undoes it
 *
 *	struct exports exports = EXPORTS_INIT;
 *
 *	exports_session(&exports, &facts);
 *	ok = format_write(&text, format, exports.change, exports.count, err);
 *	exports_clear(&exports);
 *
 * The rules that keep the user's own settings: a region variable is ours while it equals
 * AWSMFA_REGION; AWS_PROFILE is unset, because some SDKs prefer it to keys, and exports_drop
 * restores it; a setting that would be lost with AWS_PROFILE is exported as a variable.
 */
#ifndef SHELL_EXPORTS_H
#define SHELL_EXPORTS_H

#include "base/environment.h"
#include "shell/saved.h"
#include "shell/shell_session.h"

#define EXPORTS_LIMIT 48

struct exports {
	struct change	 change[EXPORTS_LIMIT];
	size_t		 count;
	struct saved	 saved;
	struct secret	 saved_text;
	char		 started[24], expires[24], expiration[32];
};

#define EXPORTS_INIT { .count = 0 }

/* What a session's variables are made from. Strings: NULL where there is none. */
struct exports_facts {
	const struct session	*session;
	const char		*profile;		/* "" for keys from the environment */
	const char		*options;		/* the wishes as text */
	bool			 renewal;		/* the user's profile variables are left alone */
	const char		*region_wish;		/* --region */
	const char		*region_profile;	/* the profile's */
	const char		*fips;			/* the profile's settings that travel, as they are exported */
	const char		*dualstack;
	const char		*ca_bundle;
};

/* Lists what puts the session into a shell with the present environment, in the order of the
 * manual: unsets, settings, AWSMFA_*, secret, token, expiration, key id, AWSMFA_EXPIRES last. The
 * session must have passed session_check. The list points into FACTS. */
void	exports_session(struct exports *exports, const struct exports_facts *facts);

/* Lists what removes a session: unsets exactly what exports_session set, and restores what that had
 * put aside, including the long-term KEYS (NULL or empty: none). Keys that another tool has put there
 * since are kept. The list points into KEYS. */
void	exports_drop(struct exports *exports, const struct shell_session *held, const struct credentials *keys);

/* Whether a session sets or unsets the variable of that name, at some time. *YIELDS: only where the user has
 * not set it. */
bool	exports_has(const char *name, bool *yields);

/* The region that the user's own environment names, AWS_REGION before AWS_DEFAULT_REGION; what we
 * exported is ignored. NULL: none. SAVED must outlive the result. */
const char *exports_user_region(const struct saved *saved);

void	exports_clear(struct exports *exports);

#endif
