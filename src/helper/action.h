/* action.h - what awsmfa may ask AWS, and what AWS answers
 *
 * A request to AWS is a row of one table: its name, its service, and the values of its result, each with
 * the key under which awsmfa gets it (types/wire.h). Nothing else in the helper knows one action from
 * another.
 *
 *	const struct action *action = action_find("iam", "ListMFADevices");
 *
 *	action->version			"2010-05-08"
 *	action->fields[0].key		"device"
 *
 * A result is a few single values, or a list whose members have the same few:
 *
 *	<MFADevices>			action->list
 *	  <member>
 *	    <SerialNumber>...		action->fields[0], which comes once in each member
 *
 * Names are exact, and what is not listed here is skipped, as AWS may add to its answers at any time.
 */
#ifndef HELPER_ACTION_H
#define HELPER_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#define ACTION_FIELDS 8		/* of an action, at most */

enum field_form {
	FORM_WORD,		/* printable ASCII without blanks */
	FORM_TIME,		/* 2026-11-24T14:15:52Z or 1.795529752E9; handed on as epoch seconds */
	FORM_SEED,		/* the secret of an MFA device, base64 of types/seed.h; handed on without the base64 */
	FORM_SECRET		/* not empty; what else it must be, awsmfa's rules for credentials say */
};

struct action_field {
	const char	*parent;	/* the name around it */
	const char	*name;		/* NULL ends the list */
	const char	*key;
	size_t		 longest;	/* of a word, bytes */
	enum field_form	 form;
	bool		 needed;	/* a result, or a member, is incomplete without it */
};

struct action {
	const char			*name;
	const char			*service;
	const char			*version;	/* of the service's API */
	const char			*list;		/* the name around the members; NULL: the result is no list */
	const struct action_field	*fields;	/* what comes first here comes first in the answer; NULL: AWS
							 * says that it is done, and nothing else */
};

/* NULL: it is not one of ours. */
const struct action *action_find(const char *service, const char *name);

#endif
