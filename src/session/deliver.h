/* deliver.h - a session for the shell that asked for it
 *
 * What `env` and `use` do once the plan is made: get the session, write its variables, tell the user, and
 * give the hook what it keeps.
 *
 *	const struct destination destination = { formats_default(), false };
 *
 *	ok = deliver_session(out, &destination, &plan, &terminal, &manner, err);
 */
#ifndef SESSION_DELIVER_H
#define SESSION_DELIVER_H

#include "session/obtain.h"
#include "shell/exports.h"
#include "shell/format.h"

struct destination {
	const struct format *format;
	bool		is_hooked;	/* the hook's own shell evaluates it: what is private goes with it */
};

/* Appends the session of PLAN to OUT for DESTINATION. For a hooked shell the state goes with it, after a
 * failure too: a code that AWS accepted is not lost. */
bool	deliver_session(struct secret *out, const struct destination *destination, const struct plan *plan,
	    struct terminal *terminal, const struct manner *manner, struct error *err) MUST_CHECK;

/* Lists the variables that SESSION sets and unsets; EXPORTS points into the arguments until it is cleared. */
bool	deliver_list(struct exports *exports, const struct plan *plan, const struct session *session,
	    enum occasion occasion, struct error *err) MUST_CHECK;

/* Appends the same in FORMAT to OUT. */
bool	deliver_variables(struct secret *out, const struct format *format, const struct plan *plan,
	    const struct session *session, enum occasion occasion, struct error *err) MUST_CHECK;

/* Appends what removes the session that TERMINAL holds from the shell; for a hooked shell, it also
 * empties the state. */
bool	deliver_drop(struct secret *out, const struct destination *destination, struct terminal *terminal,
	    struct error *err) MUST_CHECK;

#endif
