#include "session/devices.h"

#include <stdio.h>

#include "aws/device_lookup.h"
#include "base/notice.h"
#include "session/cache.h"
#include "session/reuse.h"
#include "session/source.h"

/* The MFA session of the same user that this terminal has; NULL: none. */
static const struct session *
find_session(struct run *run)
{
	struct endpoint sts;
	struct error ignored;

	if (reuse_as_base(run->plan, run->terminal))
		return &run->terminal->held.session;
	if (!endpoint_resolve(&sts, ENDPOINT_STS, &run->plan->endpoint, &ignored))
		return NULL;
	snprintf(run->url, sizeof(run->url), "%s", sts.url);
	cache_open(run);
	return cache_find(run);
}

/* Says what was refused and what the user can do without the list. */
static bool
explain(struct run *run, bool had_session, struct error *err)
{
	char guess[SERIAL_SIZE];

	error_prefix(err, "cannot list the MFA devices of the user of %s", plan_name(run->plan));
	if (had_session)
		return error_hint(err,
		    "the policy of the user must allow iam:ListMFADevices; the IAM console shows the "
		    "devices under Security credentials");
	device_lookup_guess(&run->link, &run->keys, guess);
	return error_hint(err, "the account may require MFA for it: get a session with -s SERIAL (%s, if that is your "
	    "device; IAM console, Security credentials), then try again", guess);
}

static bool
ask(struct run *run, struct device devices[DEVICES_LIMIT], size_t *count, struct error *err)
{
	const struct session *session;
	struct keys by_session = KEYS_INIT;
	bool ok;

	if (device_lookup_list(&run->link, &run->keys, devices, count, err))
		return true;
	if (err->cause != CAUSE_DENIED && err->cause != CAUSE_NO_USER)
		return false;
	session = find_session(run);
	if (session == NULL)
		return explain(run, false, err);
	notice_step("refused without MFA; asking with the MFA session of this terminal");
	credentials_copy(&by_session.credentials, &session->credentials);
	snprintf(by_session.from, sizeof(by_session.from), "the MFA session");
	ok = device_lookup_list(&run->link, &by_session, devices, count, err) ||
	    (err->cause == CAUSE_DENIED && explain(run, true, err));
	keys_clear(&by_session);
	return ok;
}

/* Nobody is asked: what the AWS CLI gives is of a role, or of a user who has logged in with a device already. */
static bool
has_none(const struct plan *plan, struct error *err)
{
	const struct chain *chain = &plan->chain;

	return error_set(err, STATUS_LOCAL,
	    "profile '%s' has no MFA device: the AWS CLI gets its session (%s), without a code", chain->source,
	    foreign_name(chain->foreign));
}

bool
devices_find(struct device devices[DEVICES_LIMIT], size_t *count, const struct plan *plan, struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	struct run run = {
		.plan = plan, .manner = manner, .terminal = terminal, .link = { .settings = &plan->endpoint },
	};
	struct endpoint iam;
	bool ignored, ok;

	if (plan->chain.foreign != FOREIGN_NONE)
		return has_none(plan, err);
	ok = source_find(&run.keys, &ignored, plan, terminal, err) && source_check_secret(&run.keys, err) &&
	    endpoint_resolve(&iam, ENDPOINT_IAM, &plan->endpoint, err) && ask(&run, devices, count, err);
	if (ok && iam.custom)
		notice_say("the list comes from %s (%s)", iam.host, plan->endpoint.url_from[ENDPOINT_IAM]);
	run_clear(&run);
	return ok;
}
