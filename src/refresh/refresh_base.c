/* refresh_base.c
 *
 *  1. A session MUST come from this run's STS, from this terminal, or from terminals that share with it.
 *  2. The long-term keys MUST be gone from memory before COMMAND starts, and those of other profiles before anyone is
 *     asked.
 */
#include "refresh/refresh_base.h"

#include <stdio.h>
#include <string.h>

#include "session/cache.h"
#include "session/mfa_session.h"
#include "session/origin.h"
#include "session/reuse.h"
#include "session/role_cache.h"
#include "session/roles.h"
#include "session/source.h"

/* The MFA session that the shell has exported serves as well as one that it keeps. */
static void
offer_held(struct run *run)
{
	const struct session *held = &run->terminal->held.session;
	const char *serial = run_device(run);

	if (reuse_as_base(run->plan, run->terminal) && origin_allows_held(run) &&
	    reuse_is_long_enough(run->plan, held) && cache_find(run) == NULL)
		mfa_sessions_keep(&run->terminal->state.mfa, run->keys.credentials.access_key_id,
		    serial == NULL ? "" : serial, run->url, held);
}

static bool
refuse_session(const struct run *run, struct error *err)
{
	error_set(err, STATUS_LOCAL, "%s: keys of a session, which awsmfa cannot renew", run->keys.from);
	return error_hint(err, "leave out --refresh, or use a profile with long-term keys");
}

/* The session of the profile, and the MFA session below it, which is in the cache then. */
static bool
obtain_both(struct refresh_first *first, struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;
	const struct session *mfa;

	if (plan->chain.roles == 0) {
		if (!mfa_session_obtain(&first->session, NULL, run, err))
			return false;
		session_copy(&first->mfa, &first->session);
		return true;
	}
	first->how.held = reuse_as_it_is(plan, &run->terminal->held);
	if (first->how.held) {
		session_copy(&first->session, &run->terminal->held.session);
		return mfa_session_obtain(&first->mfa, NULL, run, err);
	}
	if (!roles_assume_with_mfa(&first->session, NULL, run, err))
		return false;
	mfa = cache_find_newest(run);
	if (mfa == NULL)
		return error_set(err, STATUS_LOCAL, "the MFA session of this run has not been kept");
	session_copy(&first->mfa, mfa);
	return true;
}

/* As far as it is known. */
static void
describe(struct refresh_first *first)
{
	const struct run *run = &first->run;
	struct refresh_base *base = &first->base;
	const char *serial = run_device(run);

	snprintf(base->key, sizeof(base->key), "%s", run->keys.credentials.access_key_id);
	snprintf(base->serial, sizeof(base->serial), "%s", serial == NULL ? run->serial : serial);
	snprintf(base->url, sizeof(base->url), "%s", run->url);
	base->from_environment = run->plan->chain.from_environment;
	base->shares = run->plan->shares && cache_is_shared(run);
}

bool
refresh_base_begin(struct refresh_first *first, const struct plan *plan, struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	struct run *run = &first->run;

	run->plan = plan;
	run->manner = manner;
	run->terminal = terminal;
	run->link.settings = &plan->endpoint;
	if (!code_check_given(plan->token_code, err))
		return false;
	if (plan->chain.foreign != FOREIGN_NONE)
		return true;
	if (!origin_find(run, err) || !source_find(&run->keys, &first->how.replaces_keys, plan, terminal, err))
		return false;
	if (run->keys.credentials.session_token.len > 0)
		return refuse_session(run, err);
	describe(first);
	return true;
}

static bool
obtain(struct refresh_first *first, struct error *err)
{
	struct run *run = &first->run;

	config_wipe_secrets(&run->plan->config);
	cache_open(run);
	if (!cache_is_shared(run))
		offer_held(run);
	if (!obtain_both(first, run, err) || !session_check(&first->session, err))
		return false;
	describe(first);
	if (run->plan->chain.roles > 0)
		role_cache_identity(&first->identity, run, run->plan->chain.roles);
	return secret_check(&first->identity, err);
}

bool
refresh_base_obtain(struct refresh_first *first, struct error *err)
{
	struct run *run = &first->run;
	bool ok;

	if (run->plan->chain.foreign != FOREIGN_NONE)
		return obtain_session(&first->session, &first->how, run->plan, run->terminal, run->manner, err);
	ok = obtain(first, err);
	first->how.asked = run->asked;
	snprintf(first->how.host, sizeof(first->how.host), "%s", run->host);
	return ok;
}

static bool
store_in_run(const struct refresh_first *first, const struct store_place *place, struct error *err)
{
	struct store store = STORE_INIT;
	bool ok;

	ok = store_open_in(&store, place, first->base.key, err) && store_lock(&store, 0, err) &&
	    store_keep(&store, first->base.serial, first->base.url, &first->mfa, err);
	store_close(&store);
	return ok && (first->identity.len == 0 ||
	    role_sessions_keep(place, secret_text(&first->identity), &first->session, err));
}

bool
refresh_base_store(const struct refresh_first *first, const struct store_place *place, struct error *err)
{
	return first->base.key[0] == '\0' || first->base.shares || store_in_run(first, place, err);
}

void
refresh_base_clear(struct refresh_first *first)
{
	run_clear(&first->run);
	session_clear(&first->mfa);
	session_clear(&first->session);
	secret_clear(&first->identity);
}
