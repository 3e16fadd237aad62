#include "session/cache.h"

#include <unistd.h>

#include "base/environment.h"
#include "base/notice.h"
#include "sharing/refresh_place.h"
#include "types/duration.h"

bool
cache_is_shared(const struct run *run)
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

/* Inside a run of `exec --refresh`, its own store is the one. */
static bool
open_in_run(struct run *run)
{
	const char *path = environment_get(REFRESH_PLACE_VARIABLE);
	struct store_place place;
	struct error ignored;
	bool ok;

	if (path == NULL || !refresh_place_open(&place, path, &ignored))
		return false;
	ok = store_open_in(&run->store, &place, run->keys.credentials.access_key_id, &ignored);
	close(place.directory);
	return ok;
}

void
cache_open(struct run *run)
{
	struct error err = { .status = STATUS_DONE };

	if (!run->plan->shares && open_in_run(run))
		return;
	if (!run->plan->shares || store_open(&run->store, run->keys.credentials.access_key_id, &err))
		return;
	if (run->manner->occasion != IN_HOOK)	/* said when the user chose it, not again every hour */
		say_not_shared(&err);
}

const struct session *
cache_find_newest(const struct run *run)
{
	const struct mfa_sessions *sessions = cache_is_shared(run) ? &run->store.sessions : &run->terminal->state.mfa;

	return mfa_sessions_find(sessions, run->keys.credentials.access_key_id, run_device(run), run->url);
}

const struct session *
cache_find(const struct run *run)
{
	return run->plan->force ? NULL : cache_find_newest(run);
}

/* A user at the terminal can interrupt the wait; a script must end. */
static long
patience(const struct manner *manner)
{
	return !manner->may_wait ? 0 : manner->may_ask ? DAY : MINUTE;
}

bool
cache_lock(struct run *run, struct error *err)
{
	return !cache_is_shared(run) || !run->manner->may_get_code ||
	    store_lock(&run->store, patience(run->manner), err);
}

void
cache_add(struct run *run, const struct session *session)
{
	struct error err = { .status = STATUS_DONE };

	if (run->store.lock == 0)
		mfa_sessions_keep(&run->terminal->state.mfa, run->keys.credentials.access_key_id, run->serial, run->url,
		    session);
	else if (!store_keep(&run->store, run->serial, run->url, session, &err))
		say_not_shared(&err);
}

void
cache_note_code(struct run *run, const struct secret *code)
{
	struct error err = { .status = STATUS_DONE };

	if (run->store.lock != 0 && !store_note_code(&run->store, secret_text(code), &err))
		say_not_shared(&err);
}

void
cache_unlock(struct run *run)
{
	store_unlock(&run->store);
}
