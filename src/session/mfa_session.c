#include "session/mfa_session.h"

#include <stdlib.h>
#include <string.h>

#include "base/notice.h"
#include "session/cache.h"
#include "session/code_request.h"
#include "session/lifetime.h"
#include "session/reuse.h"
#include "types/duration.h"

/* What the session is asked for with; CODE NULL: not known yet. */
static struct sts_terms
terms_of(const struct run *run, const struct secret *code)
{
	return (struct sts_terms){
		.keys = &run->keys, .serial = run->serial, .code = code,
		.seconds = run->plan->chain.roles == 0 ? lifetime_of(run->plan) : 12 * HOUR,
	};
}

static void
prepare_session_token(struct run *run)
{
	const struct sts_terms terms = terms_of(run, NULL);

	sts_prepare_session_token(&run->link, &terms);
}

static bool
send_session_token(struct run *run, const struct secret *code, struct session *session, struct error *err)
{
	const struct sts_terms terms = terms_of(run, code);

	if (!sts_get_session_token(&run->link, &terms, session, err))
		return false;
	cache_add(run, session);	/* at once: a code that AWS accepted is not lost because a role is refused */
	return true;
}

static const struct code_request session_token = { prepare_session_token, send_session_token };

/* Whether a cached session lasts as long as the user asked for, so that it can be the session itself. */
static bool
serves_as_session(const struct plan *plan, const struct session *cached)
{
	return reuse_is_long_enough(plan, cached) &&
	    (plan->duration == 0 || labs(cached->expires - cached->started - plan->duration) <= MINUTE);
}

static bool
is_same(const struct session *one, const struct session *other)
{
	return strcmp(one->credentials.access_key_id, other->credentials.access_key_id) == 0;
}

/* The cached session that can be used here. */
static const struct session *
find_usable(const struct run *run, const struct session *refused)
{
	const struct session *cached = cache_find(run);

	if (cached == NULL || (refused != NULL && is_same(cached, refused)))
		return NULL;
	if (run->plan->refreshes && run->plan->chain.roles > 0)
		return reuse_is_long_enough(run->plan, cached) ? cached : NULL;
	return run->plan->chain.roles > 0 || serves_as_session(run->plan, cached) ? cached : NULL;
}

bool
mfa_session_obtain(struct session *session, const struct session *refused, struct run *run, struct error *err)
{
	const struct session *cached = find_usable(run, refused);
	bool ok = true;

	if (cached == NULL) {
		if (!cache_lock(run, err))
			return false;
		cached = find_usable(run, refused);	/* from the terminal that we waited for */
	}
	if (cached != NULL) {
		notice_step("using the MFA session that %s",
		    cache_is_shared(run) ? "your terminals share" : "this terminal keeps");
		session_copy(session, cached);
	} else {
		ok = code_request_send(run, &session_token, session, err);
	}
	cache_unlock(run);
	return ok;
}
