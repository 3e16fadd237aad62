/* profile_list.h - the profiles of the files, and what each of them is
 *
 * Nothing is run, asked or written, and nothing goes over the network; what `awsmfa env PROFILE`
 * would refuse before it does any of these is the profile's problem.
 *
 *	struct profile_list list = PROFILE_LIST_INIT;
 *
 *	if (!profile_list_read(&list, err))
 *		goto out;
 *	while ((name = profile_list_next(&list)) != NULL) {
 *		profile_list_look(&list, name, &facts);
 *		...
 *	}
 * out:
 *	profile_list_clear(&list);
 *
 * [NAME-long-term] is not a profile of its own but NAME's keys; NAME is listed although it may have no
 * other section.
 */
#ifndef SESSION_PROFILE_LIST_H
#define SESSION_PROFILE_LIST_H

#include "profile/keys.h"
#include "session/manner.h"
#include "session/plan.h"
#include "session/terminal.h"

struct profile_facts {
	const char	*kind;		/* "long-term keys", "aws-mfa keys" (in [NAME-long-term]), "role", "session",
					 * "credential_process", "no keys", or the foreign_name of an AWS CLI source */
	const char	*mfa_serial;	/* this and the following: NULL where there is none */
	const char	*role_arn;	/* the outermost role */
	const char	*region;
	const char	*source_profile;
	const char	*credential_source;
	const char	*problem;	/* why `env` refuses it, in a few words */
};

struct profile_list {
	struct terminal	 terminal;
	struct plan	 plan;		/* of the current profile, and the files */
	struct keys	 keys;
	const char	*suffix;	/* "none" when no section is aws-mfa's: most look-ups would be for these */
	struct error	 err;
	enum { AWS_CLI_UNKNOWN, AWS_CLI_MISSING, AWS_CLI_FOUND } aws_cli;	/* in PATH, once a profile needs it */
	const char	*good_source;	/* the last profile found good as the source of a role; NULL: none yet */
	size_t		 position;
	char		 name[SECTION_NAME_SIZE];	/* of the current profile, where no section is called so */
};

#define PROFILE_LIST_INIT { .terminal = TERMINAL_INIT, .plan = PLAN_INIT, .keys = KEYS_INIT }

/* Reads the files and which session this terminal holds. After a failure the list has the names that
 * could be read. */
bool	profile_list_read(struct profile_list *list, struct error *err) MUST_CHECK;

/* The name of the next profile, each once, in the order of the files; NULL at the end. Valid until
 * the next call. */
const char *profile_list_next(struct profile_list *list);

/* Finds out what the profile NAME is. The strings belong to the list and the environment;
 * the problem lasts until the next call. */
void	profile_list_look(struct profile_list *list, const char *name, struct profile_facts *facts);

/* Whether this terminal's session is of that profile. */
bool	profile_list_is_held(const struct profile_list *list, const char *name);

void	profile_list_clear(struct profile_list *list);

#endif
