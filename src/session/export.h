/* export.h - a session that was obtained, given to the shell and told to the user */
#ifndef SESSION_EXPORT_H
#define SESSION_EXPORT_H

#include "session/obtain.h"
#include "shell/exports.h"
#include "shell/format.h"
#include "shell/hook_answer.h"

/* Lists the variables that SESSION sets and unsets; EXPORTS points into the arguments until it is cleared. */
bool	export_list(struct exports *exports, const struct request *request, const struct session *session,
	    struct error *err) MUST_CHECK;

/* Appends the same in FORMAT to OUT. */
bool	export_session(struct secret *out, const struct format *format, const struct request *request,
	    const struct session *session, struct error *err) MUST_CHECK;

/* Appends what the hooked shell is to keep along with a session that it evaluates. */
void	export_state(struct secret *out, const struct request *request, const struct session *session);

/* Appends what takes the session out of the shell again, and empties the STATE of its hook; NULL: the
 * hook does not evaluate this, and keeps what it has. */
bool	export_drop(struct secret *out, const struct format *format, struct state *state, struct error *err) MUST_CHECK;

/* One line on stderr: profile, role, until when, how long; and what the user should know of it. */
void	tell_session(const struct request *request, const struct session *session, const struct obtained *how);

#endif
