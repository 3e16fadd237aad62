#include "session/deliver.h"

#include "session/export.h"

bool
session_deliver(struct secret *out, const struct format *format, struct request *request, bool to_hook, struct error *err)
{
	struct session session = SESSION_INIT;
	struct obtained how;
	bool ok;

	ok = session_obtain(&session, &how, request, err) && export_session(out, format, request, &session, err);
	if (ok)
		tell_session(request, &session, &how);
	if (ok && to_hook)
		export_state(out, request, &session);
	else if (to_hook)
		hook_answer_state(out, &request->state);
	session_clear(&session);
	return ok;
}
