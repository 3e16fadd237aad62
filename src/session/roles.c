#include "session/roles.h"

#include <stdio.h>
#include <unistd.h>

#include "base/notice.h"
#include "session/cache.h"
#include "session/code_request.h"
#include "session/lifetime.h"
#include "session/mfa_session.h"
#include "session/role_cache.h"
#include "types/duration.h"

static bool assume_up_to(struct session *session, const struct keys *keys, size_t count, struct run *run,
    struct error *err);

/* Assumes role COUNT of the plan with KEYS. */
static bool
assume_one(struct session *session, const struct keys *keys, size_t count, struct run *run, struct error *err)
{
	const struct role *role = &run->plan->chain.role[count - 1];
	const struct sts_terms terms = { .keys = keys, .seconds = role_cache_seconds(run->plan, count) };

	notice_step("assuming %s", role->arn);
	return sts_assume_role(&run->link, &terms, role, session, err);
}

/* Assumes role COUNT with the session of the one before it, the first one with KEYS. */
static bool
assume_next(struct session *session, const struct keys *keys, size_t count, struct run *run, struct error *err)
{
	struct session before = SESSION_INIT;
	struct keys with = KEYS_INIT;
	bool ok;

	if (count == 1)
		return assume_one(session, keys, count, run, err);
	ok = assume_up_to(&before, keys, count - 1, run, err);
	if (ok) {
		credentials_copy(&with.credentials, &before.credentials);
		snprintf(with.from, sizeof(with.from), "role %.480s", run->plan->chain.role[count - 2].arn);
		ok = assume_one(session, &with, count, run, err);
	}
	keys_clear(&with);
	session_clear(&before);
	return ok;
}

/* Gets the session of IDENTITY, unless the process that we waited for has got it. */
static bool
assume_alone(struct session *session, const struct secret *identity, const struct keys *keys, size_t count,
    struct run *run, struct error *err)
{
	struct error ignored;
	int lock = role_sessions_lock(&run->store.place, secret_text(identity), err);
	bool ok;

	if (lock < 0)
		return false;
	ok = role_cache_find(session, identity, run);
	if (!ok) {
		ok = assume_next(session, keys, count, run, err);
		if (ok && !role_sessions_keep(&run->store.place, secret_text(identity), session, &ignored))
			notice_step("not kept: %s", ignored.message);
	}
	close(lock);
	return ok;
}

static bool
assume_up_to(struct session *session, const struct keys *keys, size_t count, struct run *run, struct error *err)
{
	struct secret identity = SECRET_INIT;
	bool ok;

	if (!role_cache_is_open(run))
		return assume_next(session, keys, count, run, err);
	role_cache_identity(&identity, run, count);
	ok = secret_check(&identity, err) && (role_cache_find(session, &identity, run) ||
	    assume_alone(session, &identity, keys, count, run, err));
	secret_clear(&identity);
	return ok;
}

bool
roles_assume(struct session *session, const struct keys *keys, struct run *run, struct error *err)
{
	return assume_up_to(session, keys, run->plan->chain.roles, run, err);
}

/* The same with an MFA session, called FROM in messages. */
static bool
assume_with(struct session *session, const struct session *mfa, const char *from, struct run *run,
    struct error *err)
{
	struct keys keys = KEYS_INIT;
	bool ok;

	credentials_copy(&keys.credentials, &mfa->credentials);
	snprintf(keys.from, sizeof(keys.from), "%s", from);
	ok = roles_assume(session, &keys, run, err);
	keys_clear(&keys);
	return ok;
}

/* Below a minute no condition on the age of the MFA session can be why: a new code would be lost. */
static bool
may_be_too_old(const struct session *mfa, const struct error *err)
{
	return err->cause == CAUSE_DENIED && time(NULL) - mfa->started >= MINUTE;
}

bool
roles_assume_with_held(struct session *session, const struct session *held, struct run *run, bool *too_old,
    struct error *err)
{
	bool ok;

	notice_step("using the MFA session that this shell holds");
	ok = assume_with(session, held, "this terminal's MFA session", run, err);
	*too_old = !ok && may_be_too_old(held, err);
	if (*too_old && run->manner->may_get_code)
		notice_say("the role refuses this terminal's MFA session; it may want a newer one");
	return ok;
}

bool
roles_assume_with_mfa(struct session *session, const struct session *refused, struct run *run, struct error *err)
{
	struct session mfa = SESSION_INIT, old = SESSION_INIT;
	bool ok, again;

	do {
		ok = mfa_session_obtain(&mfa, refused, run, err);
		again = false;
		if (ok)
			ok = roles_assume_with_held(session, &mfa, run, &again, err);
		session_copy(&old, &mfa);
		refused = &old;
	} while (again);
	session_clear(&mfa);
	session_clear(&old);
	return ok;
}

/* What a role is asked for with, directly; CODE NULL: not known yet. */
static struct sts_terms
direct_terms(const struct run *run, const struct secret *code)
{
	return (struct sts_terms){
		.keys = &run->keys, .seconds = lifetime_of(run->plan), .serial = run->serial, .code = code,
	};
}

static void
prepare_direct_role(struct run *run)
{
	const struct sts_terms terms = direct_terms(run, NULL);

	sts_prepare_role(&run->link, &terms, &run->plan->chain.role[0]);
}

static bool
send_direct_role(struct run *run, const struct secret *code, struct session *session, struct error *err)
{
	const struct sts_terms terms = direct_terms(run, code);

	return sts_assume_role(&run->link, &terms, &run->plan->chain.role[0], session, err);
}

static const struct code_request direct_role = { prepare_direct_role, send_direct_role };

bool
roles_assume_directly(struct session *session, struct run *run, struct error *err)
{
	bool ok;

	notice_say("a role session of more than 1 h needs a code of its own");
	if (!notice_is_quiet())
		notice_hint("-d 1h shares one code");
	ok = cache_lock(run, err) && code_request_send(run, &direct_role, session, err);
	cache_unlock(run);
	return ok;
}
