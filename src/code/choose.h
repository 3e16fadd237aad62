/* choose.h - one of several things, chosen on the terminal by number or by name
 *
 *	const struct choice choice = {
 *		.what = "profile", .count = 3, .name = name_of, .of = names, .manner = TTY_BY_HAND,
 *	};
 *	if (!choose_one(&choice, &chosen, err))
 *		...
 *
 *	 1  work
 *	 2  private
 *	 3  ops
 *	profile, 1 to 3 or its name: 7
 *	awsmfa: '7' is not one of them
 *	profile, 1 to 3 or its name: 2
 */
#ifndef CODE_CHOOSE_H
#define CODE_CHOOSE_H

#include "code/tty.h"

struct choice {
	const char	*what;		/* one of them is, in the singular */
	const char	*reason;	/* a line before the list; NULL: none */
	size_t		 count;
	const char	*(*name)(const void *of, size_t number);	/* of each, from 0 */
	const void	*of;
	enum tty_manner	 manner;
};

/* Asks until one of them is chosen; *CHOSEN is its number, from 0. Enter alone is STATUS_CODE_NEEDED with
 * REASON_LATER; what tty_ask fails with fails here too. */
bool	choose_one(const struct choice *choice, size_t *chosen, struct error *err) MUST_CHECK;

#endif
