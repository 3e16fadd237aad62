/* export.h - a session that was obtained, given to the shell and told to the user */
#ifndef FLOW_EXPORT_H
#define FLOW_EXPORT_H

#include "flow/obtain.h"
#include "parts/hook.h"
#include "parts/shell.h"

/* Appends the variables of SESSION in FORMAT to OUT. */
bool	export_session(struct secret *out, enum format format, const struct request *request, const struct session *session,
	    struct error *err) MUST_CHECK;

/* Appends what the hooked shell is to keep along with a session that it evaluates. */
void	export_state(struct secret *out, const struct request *request, const struct session *session);

/* Appends what takes the session out of the shell again, and with a hook empties its state. */
bool	export_drop(struct secret *out, enum format format, struct state *state, struct error *err) MUST_CHECK;

/* One line on stderr: profile, role, until when, how long; and what the user should know of it. */
void	tell_session(const struct request *request, const struct session *session, const struct obtained *how);

#endif
