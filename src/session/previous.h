/* previous.h - the profile and the wishes of the session before this one: `awsmfa use -`
 *
 * As `cd -`: what the shell held before its last change, which is then what it holds now. The hook's private state
 * keeps it, so that it ends with the shell.
 *
 *	previous_note(&terminal, plan.profile, secret_text(&plan.options));	a session replaces the held one
 *	previous_note(&terminal, NULL, NULL);					it is dropped
 *
 *	if (!previous_ask(&asked, &terminal.state, options, err))
 *		...
 */
#ifndef SESSION_PREVIOUS_H
#define SESSION_PREVIOUS_H

#include "session/asked.h"
#include "session/terminal.h"

/* Whether OPTIONS, those of `use`, have `-` instead of a profile. */
bool	previous_is_asked(const struct options *options);

/* Notes what TERMINAL holds if it is another session than that of PROFILE with the wishes OPTIONS. */
void	previous_note(struct terminal *terminal, const char *profile, const char *options);

/* Reads OPTIONS, without their `-`, and asks for the previous profile and its wishes. STATUS_USAGE: there is none, or
 * an option would be another wish. ASKED points into OPTIONS. */
bool	previous_ask(struct asked *asked, const struct state *state, const struct options *options, struct error *err)
	    MUST_CHECK;

#endif
