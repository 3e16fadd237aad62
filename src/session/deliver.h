/* deliver.h - a session for the shell that asked for it
 *
 * What `env` and `use` do once they know what is wanted: get the session, write its variables, tell the
 * user, and give the hook what it keeps.
 */
#ifndef SESSION_DELIVER_H
#define SESSION_DELIVER_H

#include "session/request.h"
#include "shell/format.h"

/* Appends the session of REQUEST to OUT in FORMAT. TO_HOOK: the hook's own shell evaluates OUT, so
 * what is private goes with it, after a failure too: a code that AWS accepted is not lost. */
bool	session_deliver(struct secret *out, const struct format *format, struct request *request, bool to_hook,
	    struct error *err) MUST_CHECK;

#endif
