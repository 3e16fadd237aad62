#include "session/devices.h"

#include <stdio.h>

#include "aws/device_lookup.h"
#include "base/notice.h"
#include "session/cache.h"
#include "session/reuse.h"
#include "session/source.h"

/* The MFA session of the same user that this terminal has; NULL: none. */
static const struct session *
session_at_hand(struct run *run)
{
	struct endpoint sts;
	struct error ignored;

	if (held_is_base(run->request))
		return &run->request->held.session;
	if (!endpoint_resolve(&sts, ENDPOINT_STS, &run->request->endpoint, &ignored))
		return NULL;
	snprintf(run->url, sizeof(run->url), "%s", sts.url);
	kept_open(run);
	return kept_session(run);
}

/* Says what was refused and what one can do without the list. */
static bool
explain(struct run *run, bool had_session, struct error *err)
{
	char guess[SERIAL_SIZE];

	error_prefix(err, "cannot list the MFA devices of the user of %s", request_name(run->request));
	if (had_session)
		return error_hint(err,
		    "the policy of the user must allow iam:ListMFADevices; the IAM console, Security "
		    "credentials, shows the devices");
	device_lookup_guess(&run->sts, &run->keys, guess);
	return error_hint(err, "the account may want MFA for it: get a session with -s SERIAL (%s, if that is your "
	    "device; IAM console, Security credentials), then ask again", guess);
}

static bool
ask(struct run *run, struct device devices[DEVICES_LIMIT], size_t *count, struct error *err)
{
	const struct session *session;
	struct keys by_session = KEYS_INIT;
	enum refusal refusal;
	bool ok;

	if (device_lookup_list(&run->sts, &run->keys, devices, count, &refusal, err))
		return true;
	if (refusal != REFUSAL_DENIED && refusal != REFUSAL_NO_USER)
		return false;
	session = session_at_hand(run);
	if (session == NULL)
		return explain(run, false, err);
	notice_step("refused without MFA; asking with the MFA session of this terminal");
	credentials_copy(&by_session.credentials, &session->credentials);
	snprintf(by_session.from, sizeof(by_session.from), "the MFA session");
	ok = device_lookup_list(&run->sts, &by_session, devices, count, &refusal, err) ||
	    (refusal == REFUSAL_DENIED && explain(run, true, err));
	keys_clear(&by_session);
	return ok;
}

bool
devices_find(struct request *request, struct device devices[DEVICES_LIMIT], size_t *count, struct error *err)
{
	struct run run = { .request = request, .sts = { .settings = &request->endpoint } };
	struct endpoint iam;
	bool ignored, ok;

	ok = request_find_keys(request, &run.keys, &ignored, err) &&
	    endpoint_resolve(&iam, ENDPOINT_IAM, &request->endpoint, err) && ask(&run, devices, count, err);
	if (ok && iam.custom)
		notice_say("the list comes from %s (%s)", iam.host, request->endpoint.url_from[ENDPOINT_IAM]);
	sts_stop(&run.sts);
	keys_clear(&run.keys);
	store_close(&run.store);
	return ok;
}
