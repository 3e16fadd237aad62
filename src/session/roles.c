#include "session/roles.h"

#include <stdio.h>

#include "base/notice.h"
#include "session/cache.h"
#include "session/code_request.h"
#include "session/lifetime.h"
#include "session/mfa_session.h"
#include "types/duration.h"

bool
roles_assume(struct session *session, const struct keys *keys, struct run *run, struct error *err)
{
	const struct chain *chain = &run->plan->chain;
	struct keys with = KEYS_INIT;
	struct sts_terms terms = { .keys = &with };
	size_t i;
	bool ok = true;

	credentials_copy(&with.credentials, &keys->credentials);
	snprintf(with.from, sizeof(with.from), "%s", keys->from);
	for (i = 0; ok && i < chain->roles; i++) {
		notice_step("assuming %s", chain->role[i].arn);
		terms.seconds = i + 1 == chain->roles ? lifetime_of(run->plan) : HOUR;
		ok = sts_assume_role(&run->link, &terms, &chain->role[i], session, err);
		if (!ok)
			break;
		credentials_copy(&with.credentials, &session->credentials);
		snprintf(with.from, sizeof(with.from), "role %.480s", chain->role[i].arn);
	}
	keys_clear(&with);
	return ok;
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

static void
prepare_direct_role(struct run *run)
{
	const struct sts_terms terms = {
		.keys = &run->keys, .seconds = lifetime_of(run->plan), .serial = run->serial,
	};

	sts_prepare_role(&run->link, &terms, &run->plan->chain.role[0]);
}

static bool
send_direct_role(struct run *run, const struct secret *code, struct session *session, struct error *err)
{
	const struct sts_terms terms = {
		.keys = &run->keys, .seconds = lifetime_of(run->plan), .serial = run->serial, .code = code,
	};

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
