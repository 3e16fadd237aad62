/* obtain.c
 *
 *  1. A session MUST come from this run's STS, from this terminal, or from terminals that share with it; a session
 *     that is not ours is never used.
 *  2. The long-term keys MUST be gone from memory before the session is printed.
 */
#include "session/obtain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/notice.h"
#include "session/cache.h"
#include "session/code_request.h"
#include "session/lifetime.h"
#include "session/reuse.h"
#include "session/source.h"
#include "types/duration.h"

/* --- sessions ----------------------------------------------------------------------------------- */

static bool
send_session_token(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err)
{
	struct request *request = run->request;
	long seconds = request->chain.roles == 0 ? request_duration(request) : 12 * HOUR;

	if (!sts_get_session_token(&run->sts, &run->keys, run->serial, code, seconds, session, refusal, err))
		return false;
	kept_add(run, session);		/* at once: a code that AWS accepted is not lost because a role is refused */
	return true;
}

static bool
send_direct_role(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err)
{
	const struct request *request = run->request;

	return sts_assume_role(&run->sts, &run->keys, &request->chain.role[0], run->serial, code,
	    request_duration(request), session, refusal, err);
}

/* Assumes every role of the chain, the first with BASE, each next with the one before. */
static bool
assume_roles(struct run *run, const struct credentials *base, const char *from, struct session *session,
    enum refusal *refusal, struct error *err)
{
	const struct request *request = run->request;
	const struct chain *chain = &request->chain;
	struct keys keys = KEYS_INIT;
	size_t i;
	bool ok = true;

	credentials_copy(&keys.credentials, base);
	snprintf(keys.from, sizeof(keys.from), "%s", from);
	for (i = 0; ok && i < chain->roles; i++) {
		notice_step("assuming %s", chain->role[i].arn);
		ok = sts_assume_role(&run->sts, &keys, &chain->role[i], NULL, NULL,
		    i + 1 == chain->roles ? request_duration(request) : HOUR, session, refusal, err);
		if (!ok)
			break;
		credentials_copy(&keys.credentials, &session->credentials);
		snprintf(keys.from, sizeof(keys.from), "role %.480s", chain->role[i].arn);
	}
	keys_clear(&keys);
	return ok;
}

/* The roles by an MFA session that this terminal has: no code is needed. A role may refuse a session
 * that is not new (aws:MultiFactorAuthAge): *AGAIN, with a code. */
static bool
assume_with_old(struct run *run, const struct session *old, struct session *session, bool *again, struct error *err)
{
	enum refusal refusal = REFUSAL_NONE;
	bool ok;

	ok = assume_roles(run, &old->credentials, "this terminal's MFA session", session, &refusal, err);
	*again = !ok && refusal == REFUSAL_DENIED;
	if (*again && !run->request->no_code)
		notice_say("the role refuses this terminal's MFA session; a new code may do, if it demands a new one: "
		    "%s", err->message);
	return ok;
}

/* Whether a kept session is as long as was asked for, to be the session itself. */
static bool
serves_as_session(const struct request *request, const struct session *kept)
{
	return lives_long_enough(request, kept) &&
	    (request->duration == 0 || labs(kept->expires - kept->started - request->duration) <= MINUTE);
}

static bool
is_same(const struct session *one, const struct session *other)
{
	return strcmp(one->credentials.access_key_id, other->credentials.access_key_id) == 0;
}

/* The kept session that does here; REFUSED: one that the roles have refused. */
static const struct session *
usable_session(const struct run *run, const struct session *refused)
{
	const struct session *kept = kept_session(run);

	if (kept == NULL || (refused != NULL && is_same(kept, refused)))
		return NULL;
	return run->request->chain.roles > 0 || serves_as_session(run->request, kept) ? kept : NULL;
}

/* An MFA session: a kept one, else by a code. *IS_NEW: it is fresh, no role can find it too old. */
static bool
obtain_mfa_session(struct run *run, const struct session *refused, struct session *session, bool *is_new,
    struct error *err)
{
	const struct session *kept = usable_session(run, refused);
	bool ok = true;

	if (kept == NULL) {
		if (!kept_begin(run, err))
			return false;
		kept = usable_session(run, refused);	/* of the terminal that we waited for */
	}
	*is_new = kept == NULL;
	if (kept != NULL) {
		notice_step("using the MFA session that %s",
		    run->request->share ? "your terminals share" : "this terminal keeps");
		session_copy(session, kept);
	} else {
		ok = ask_and_send(run, send_session_token, session, err);
	}
	kept_end(run);
	return ok;
}

/* The roles by an MFA session. One that is kept may be too old for them: then by another. REFUSED: the
 * session that they refused already; NULL: none. */
static bool
assume_with_mfa(struct run *run, const struct session *refused, struct session *session, struct error *err)
{
	struct session base = SESSION_INIT, old = SESSION_INIT;
	enum refusal refusal;
	bool ok, is_new, again;

	do {
		again = false;
		ok = obtain_mfa_session(run, refused, &base, &is_new, err);
		if (ok && is_new)
			ok = assume_roles(run, &base.credentials, "the MFA session", session, &refusal, err);
		else if (ok)
			ok = assume_with_old(run, &base, session, &again, err);
		session_copy(&old, &base);
		refused = &old;
	} while (again);
	session_clear(&base);
	session_clear(&old);
	return ok;
}

/* A role for more than an hour, with the long-term keys and a code of its own. */
static bool
assume_directly(struct run *run, struct session *session, struct error *err)
{
	bool ok;

	notice_say("a role for more than 1 h needs a code of its own");
	if (!notice_is_quiet())
		notice_hint("-d 1h shares one code");
	ok = kept_begin(run, err) && ask_and_send(run, send_direct_role, session, err);
	kept_end(run);
	return ok;
}

/* Names the STS in questions and in the success line when it is not AWS's own. */
static bool
name_host(struct run *run, struct error *err)
{
	struct endpoint endpoint;

	if (!endpoint_resolve(&endpoint, ENDPOINT_STS, &run->request->endpoint, err))
		return false;
	snprintf(run->url, sizeof(run->url), "%s", endpoint.url);
	if (endpoint.custom)
		snprintf(run->how->host, sizeof(run->how->host), "%s (%s)", endpoint.host,
		    run->request->endpoint.url_from[ENDPOINT_STS]);
	return true;
}

/* Whether the STS is the one that the terminal's session came from. Where nobody knows, as in a shell
 * that inherited its session, AWS's own is. */
static bool
is_same_origin(const struct run *run)
{
	const char *origin = run->request->state.origin;

	return *origin == '\0' ? run->how->host[0] == '\0' : strcmp(origin, run->url) == 0;
}

/* What a renewal sends without a question, a program's code or a source's session, goes to no other
 * STS than before: nobody would see it. */
static bool
may_renew_silently(const struct run *run, struct error *err)
{
	const struct request *request = run->request;

	if (!request->renewal || is_same_origin(run) ||
	    (request->chain.mfa_process == NULL && run->keys.credentials.session_token.len == 0 && !request->share))
		return true;
	error_set(err, STATUS_LOCAL, "the settings now name %s, and the session came from %s", run->url,
	    request->state.origin[0] == '\0' ? "elsewhere, perhaps" : request->state.origin);
	return error_hint(err, "awsmfa use, if that is what you want");
}

static bool
obtain_new(struct run *run, struct session *session, struct error *err)
{
	const struct request *request = run->request;
	const struct session *held = NULL;
	bool by_session = request->chain.roles > 0 && !request_is_direct(request), ok, again, is_new;
	enum refusal refusal;
	char shown[CREDENTIALS_ID_SHOWN_SIZE];

	if (!name_host(run, err))
		return false;
	if (by_session && held_is_base(request) && (!state_is_hooked(&request->state) ||
	    request->state.origin[0] == '\0' || is_same_origin(run))) {	/* first: needs no keys, no code */
		held = &request->held.session;
		notice_step("using the MFA session that this shell holds");
		ok = assume_with_old(run, held, session, &again, err);
		if (!again)
			return ok;
	}
	if (!request_find_keys(run->request, &run->keys, &run->how->replaces_keys, err) ||
	    !may_renew_silently(run, err))
		return false;
	notice_step("access key %s, from %s", credentials_id_shown(shown, run->keys.credentials.access_key_id), run->keys.from);
	if (run->keys.credentials.session_token.len > 0)
		return assume_roles(run, &run->keys.credentials, run->keys.from, session, &refusal, err);
	kept_open(run);
	if (request->chain.roles == 0)
		return obtain_mfa_session(run, NULL, session, &is_new, err);
	return by_session ? assume_with_mfa(run, held, session, err) : assume_directly(run, session, err);
}

/* The hook renews what this terminal has had alive, and waits for nothing any more. */
static void
note_alive(struct state *state, const struct session *session)
{
	state->wait = 0;
	snprintf(state->alive, sizeof(state->alive), "%s", session->credentials.access_key_id);
}

bool
session_obtain(struct session *session, struct obtained *how, struct request *request, struct error *err)
{
	struct run run = {
		.request = request, .how = how, .sts = { .settings = &request->endpoint, .hurried = request->renewal },
	};
	bool ok;

	if (!code_check_given(request->token_code, err))
		return false;
	*how = (struct obtained){ .held = held_is_good(request) };
	if (how->held) {
		notice_step("the session that this shell holds is still good");
		session_copy(session, &request->held.session);
		note_alive(&request->state, session);
		return session_check(session, err);
	}
	ok = obtain_new(&run, session, err) && session_check(session, err);
	if (ok) {
		snprintf(request->state.origin, sizeof(request->state.origin), "%s", run.url);
		note_alive(&request->state, session);
		request->state.put_off = request->state.failed = request->state.unreached = 0;
	}
	sts_stop(&run.sts);
	keys_clear(&run.keys);
	code_source_clear(&run.source);
	store_close(&run.store);
	return ok;
}
