#include "types/session.h"

long
session_remaining(const struct session *session, time_t now)
{
	return (long)(session->expires - now);
}

long
session_margin(const struct session *session)
{
	long tenth = (long)(session->expires - session->started) / 10;

	return tenth < 300 ? tenth : 300;
}

bool
session_check(const struct session *session, struct error *err)
{
	long life = (long)(session->expires - session->started);

	if (!credentials_check(&session->credentials, "the session", err))
		return false;
	if (session->credentials.session_token.len == 0)
		return error_set(err, STATUS_LOCAL, "the session has no session token");
	if (life <= 0 || life > SESSION_LONGEST)
		return error_set(err, STATUS_LOCAL, "the session's life of %ld s is not between 1 s and 36 h", life);
	return true;
}

void
session_copy(struct session *to, const struct session *from)
{
	credentials_copy(&to->credentials, &from->credentials);
	to->started = from->started;
	to->expires = from->expires;
}

void
session_clear(struct session *session)
{
	credentials_clear(&session->credentials);
	session->started = session->expires = 0;
}
