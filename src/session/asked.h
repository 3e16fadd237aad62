/* asked.h - what the user asked for with this command line, and nothing else
 *
 * The command line is read once, before a file or a variable is looked at, and never changed after that.
 * What follows from it, together with files, variables and the terminal's session, is the plan (plan.h).
 *
 *	struct asked asked = ASKED_INIT;
 *
 *	if (!asked_read(&asked, options, err))		a slip in the command comes before one in a file
 *		goto out;
 *	asked.profile, asked.wishes.value[WISH_REGION]
 * out:
 *	asked_clear(&asked);
 */
#ifndef SESSION_ASKED_H
#define SESSION_ASKED_H

#include "base/options.h"
#include "types/wishes.h"

/* The options that say which session; shared by the commands that get one. The first WISHES ids are
 * those of the wishes, plus one. */
enum session_option {
	OPTION_WISHES = 1,
	OPTION_PROFILE = OPTION_WISHES + WISHES,
	OPTION_TOKEN_CODE,
	OPTION_FORCE,
	OPTION_MIN,
	OPTION_NO_INPUT,
	SESSION_OPTIONS		/* the first id that a command may use for its own */
};

extern const struct option_spec asked_options[];

struct asked {
	const char	*profile;	/* option or argument; NULL: the command names none */
	struct wishes	 wishes;	/* the options of this command; values point into argv and POLICY */
	struct secret	 chosen;	/* the profile, where the command does not name it itself */
	struct secret	 policy;	/* the text of --policy FILE */
	char		*token_code;	/* NULL: not given; wiped in argv when it is used */
	const char	*minimum;	/* --min as it was typed; NULL: not given */
	bool		 force;
};

#define ASKED_INIT { .profile = NULL }

/* Reads OPTIONS, and the file that --policy names. STATUS_USAGE: two profiles, an empty value. ASKED
 * points into OPTIONS. */
bool	asked_read(struct asked *asked, const struct options *options, struct error *err) MUST_CHECK;

void	asked_clear(struct asked *asked);

#endif
