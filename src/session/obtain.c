/* obtain.c
 *
 *  1. A session MUST come from this run's STS, from this terminal, or from terminals that share with it; a session
 *     that is not ours is never used.
 *  2. The long-term keys MUST be gone from memory before the session is printed, and those of other profiles before
 *     anyone is asked.
 */
#include "session/obtain.h"

#include <stdio.h>

#include "base/notice.h"
#include "session/cache.h"
#include "session/foreign_session.h"
#include "session/lifetime.h"
#include "session/mfa_session.h"
#include "session/origin.h"
#include "session/reuse.h"
#include "session/roles.h"
#include "session/source.h"

static bool obtain_held(struct session *session, struct terminal *terminal, struct error *err);
static bool obtain_foreign(struct session *session, struct run *run, struct error *err);
static bool obtain_new(struct session *session, struct run *run, bool *replaces_keys, struct error *err);
static bool obtain_with_keys(struct session *session, const struct session *refused, struct run *run,
    struct error *err);
static void note_alive(struct state *state, const struct session *session);

bool
obtain_session(struct session *session, struct obtained *how, const struct plan *plan, struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	struct run run = {
		.plan = plan, .manner = manner, .terminal = terminal,
		.link = { .settings = &plan->endpoint, .hurried = manner->occasion == IN_HOOK },
	};
	bool ok;

	*how = (struct obtained){ .held = reuse_as_it_is(plan, &terminal->held) };
	if (!code_check_given(plan->token_code, err))
		return false;
	if (how->held) {
		foreign_session_note_program(plan, terminal, manner);
		return obtain_held(session, terminal, err);
	}
	ok = obtain_new(session, &run, &how->replaces_keys, err) && session_check(session, err);
	how->asked = run.asked;
	snprintf(how->host, sizeof(how->host), "%s", run.host);
	if (ok) {
		snprintf(terminal->state.origin, sizeof(terminal->state.origin), "%s", run.url);
		terminal->state.put_off = terminal->state.failed = terminal->state.unreached = 0;
		terminal->state.logged_out = false;
		note_alive(&terminal->state, session);
	}
	run_clear(&run);
	return ok;
}

/* The session that the shell holds is the one that is wanted. */
static bool
obtain_held(struct session *session, struct terminal *terminal, struct error *err)
{
	notice_step("the session that this shell holds is still good");
	session_copy(session, &terminal->held.session);
	note_alive(&terminal->state, session);
	return session_check(session, err);
}

/* Whom the AWS CLI asks is its own affair; awsmfa sends its requests for roles to the STS that it sent them to
 * before. */
static bool
obtain_foreign(struct session *session, struct run *run, struct error *err)
{
	if (run->plan->chain.roles > 0 && (!origin_find(run, err) || !origin_allows_renewal(run, err)))
		return false;
	return foreign_session_obtain(session, run, err);
}

/* First with the MFA session that the shell holds, which needs no keys and no code. */
static bool
obtain_new(struct session *session, struct run *run, bool *replaces_keys, struct error *err)
{
	const struct plan *plan = run->plan;
	const struct session *held = &run->terminal->held.session, *refused = NULL;
	bool ok, too_old;

	if (plan->chain.foreign != FOREIGN_NONE)
		return obtain_foreign(session, run, err);
	if (!origin_find(run, err))
		return false;
	if (plan->chain.roles > 0 && !lifetime_is_direct(plan) && reuse_as_base(plan, run->terminal) &&
	    origin_allows_held(run)) {
		ok = roles_assume_with_held(session, held, run, &too_old, err);
		if (!too_old)
			return ok;
		refused = held;
	}
	ok = source_find(&run->keys, replaces_keys, plan, run->terminal, err) && origin_allows_renewal(run, err);
	if (run->manner->may_get_code)		/* else this may be tried again with a code */
		config_wipe_secrets(&plan->config);
	return ok && obtain_with_keys(session, refused, run, err);
}

static bool
obtain_with_keys(struct session *session, const struct session *refused, struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;
	char shown[CREDENTIALS_ID_SHOWN_SIZE];

	notice_step("access key %s, from %s", credentials_id_shown(shown, run->keys.credentials.access_key_id),
	    run->keys.from);
	if (run->keys.credentials.session_token.len > 0)
		return roles_assume(session, &run->keys, run, err);
	cache_open(run);
	if (plan->chain.roles == 0)
		return mfa_session_obtain(session, NULL, run, err);
	return lifetime_is_direct(plan) ? roles_assume_directly(session, run, err) :
	    roles_assume_with_mfa(session, refused, run, err);
}

/* The hook renews sessions that were valid in this terminal, and no longer waits. */
static void
note_alive(struct state *state, const struct session *session)
{
	state->wait = 0;
	snprintf(state->alive, sizeof(state->alive), "%s", session->credentials.access_key_id);
}
