#include "session/cache.h"

#include "base/notice.h"
#include "session/code_request.h"
#include "types/duration.h"

static bool
is_shared(const struct run *run)
{
	return run->store.place.directory != 0;
}

static void
say_not_shared(const struct error *err)
{
	notice_warn("not shared: %s", err->message);
	if (err->hint[0] != '\0')
		notice_hint("%s", err->hint);
}

void
kept_open(struct run *run)
{
	struct error err = { .status = STATUS_DONE };

	if (!run->request->share || store_open(&run->store, run->keys.credentials.access_key_id, &err))
		return;
	run->request->share = false;
	if (!run->request->renewal)		/* said when it was chosen; not each hour again */
		say_not_shared(&err);
}

const struct session *
kept_session(const struct run *run)
{
	const struct mfa_sessions *sessions = is_shared(run) ? &run->store.sessions : &run->request->state.mfa;

	return run->request->force ? NULL :
	    mfa_sessions_find(sessions, run->keys.credentials.access_key_id, known_device(run), run->url);
}

/* Who is there can interrupt the wait; a script must end. */
static long
patience(const struct request *request)
{
	return request->no_wait ? 0 : request->no_input ? MINUTE : DAY;
}

bool
kept_begin(struct run *run, struct error *err)
{
	return !is_shared(run) || run->request->no_code || store_lock(&run->store, patience(run->request), err);
}

void
kept_add(struct run *run, const struct session *session)
{
	struct error err = { .status = STATUS_DONE };

	if (run->store.lock == 0)
		mfa_sessions_keep(&run->request->state.mfa, run->keys.credentials.access_key_id, run->serial, run->url, session);
	else if (!store_keep(&run->store, run->serial, run->url, session, &err))
		say_not_shared(&err);
}

void
kept_note_code(struct run *run, const struct secret *code)
{
	struct error err = { .status = STATUS_DONE };

	if (run->store.lock != 0 && !store_note_code(&run->store, secret_text(code), &err))
		say_not_shared(&err);
}

void
kept_end(struct run *run)
{
	store_unlock(&run->store);
}
