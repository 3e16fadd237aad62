/* reading.h - an answer while it is read: what opens and closes, and what that means
 *
 * The readers of JSON and XML know nothing of AWS: they tell a reading what opens and closes, in the
 * same words, and the rules are kept once, here:
 *
 *	<Credentials><AccessKeyId>ASIA...</AccessKeyId></Credentials>
 *	{"Credentials": {"AccessKeyId": "ASIA..."}}
 *
 *	reading_open(r, "Credentials");  reading_open(r, "AccessKeyId");
 *	reading_close(r, "ASIA...");  reading_close(r, NULL);
 *
 * The elements of a JSON array open as "member", the name that XML gives them.
 *
 *	struct reading reading = { .action = action, .answer = &answer };
 *
 *	ok = reading_json(&reading, text, len) && reading.wrong == NULL;
 *	if (ok && reading_missing(&reading) == NULL)
 *		reading_finish(&reading);		the values are in answer.result
 *	reading_clear(&reading);
 */
#ifndef HELPER_READING_H
#define HELPER_READING_H

#include "helper/action.h"
#include "helper/answer.h"

#define READING_DEPTH	16	/* of nesting; AWS's answers have 5 */

struct reading {
	const struct action *action;
	struct answer	*answer;
	char		 names[READING_DEPTH][32];	/* what is open; one that is longer is nothing we know */
	int		 depth;
	struct secret	 value[ACTION_FIELDS];		/* of the action's fields; in a list, of the open member */
	unsigned	 seen;				/* which fields have had their value */
	bool		 named;				/* the action's own name was seen: it is the answer to it */
	bool		 listed;			/* the action's list was seen */
	bool		 truncated;			/* AWS has more of it */
	bool		 failed;			/* memory ran out */
	const char	*wrong;				/* what is wrong with it; NULL: nothing so far */
	const char	*field;				/* ... and where */
};

/* An element or a key opens. Nothing more needs to be told once `wrong` is set. */
void	reading_open(struct reading *reading, const char *name);

/* It closes. TEXT is its value; NULL: it held others, or nothing. */
void	reading_close(struct reading *reading, const char *text);

/* Whether the value of the name that is open may be true or false, or a number; all others are text. */
bool	reading_takes_flag(const struct reading *reading);
bool	reading_takes_number(const struct reading *reading);

/* What a result of the action must have and this one has not; NULL: nothing. */
const char *reading_missing(const struct reading *reading);

/* The value of the action's field with KEY, "" when it had none. */
const char *reading_value(const struct reading *reading, const char *key);

/* Puts the values into the answer; those of a list are there already. A caller that has found nothing wrong
 * and nothing missing may do that, once. */
void	reading_finish(struct reading *reading);

void	reading_clear(struct reading *reading);

#endif
