/* code_request.c
 *
 *  1. A code that AWS has accepted or refused MUST not be sent again.
 *  2. A code MUST NOT be asked for if the manner forbids it.
 */
#include "session/code_request.h"

#include <stdio.h>

#include "aws/device_lookup.h"
#include "session/cache.h"
#include "session/source.h"
#include "types/timestamp.h"

static enum tty_manner
tty_manner(const struct run *run)
{
	return run->manner->occasion == IN_HOOK ? TTY_IN_HOOK : TTY_BY_HAND;
}

static bool
find_device(struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;
	struct state *state = &run->terminal->state;
	const char *known = run_device(run);
	struct device_lookup lookup = {
		.link = &run->link, .keys = &run->keys,
		.profile = plan->chain.from_environment ? "" : plan->chain.source,
		.config_path = plan->config.file[CONFIG_FILE].path, .no_input = !run->manner->may_ask,
		.manner = tty_manner(run),
	};

	if (known != NULL) {
		snprintf(run->serial, sizeof(run->serial), "%s", known);
		return true;
	}
	if (!device_lookup_choose(&lookup, run->serial, err))
		return false;
	snprintf(state->device_key, ACCESS_KEY_ID_SIZE, "%s", run->keys.credentials.access_key_id);
	snprintf(state->device, SERIAL_SIZE, "%s", run->serial);
	return true;
}

/* Whether the code takes its time: someone types it, or a program fetches it. */
static bool
takes_time(const struct run *run)
{
	return run->plan->token_code == NULL && (run->manner->may_ask || run->plan->chain.mfa_process != NULL);
}

/* Finds the device, and lets the helper connect for the request as soon as there is something else to wait for. */
static bool
prepare_request(struct run *run, const struct code_request *request, struct error *err)
{
	const bool early = run_device(run) == NULL && helper_link_has_two_hosts(&run->link);

	if (early)
		request->prepare(run);
	if (!find_device(run, err))
		return false;
	if (!early && takes_time(run))
		request->prepare(run);
	return true;
}

/* Nobody typed anything that would explain a question of the hook. */
static void
tell_reason(struct run *run)
{
	char when[TIMESTAMP_SIZE];

	timestamp_local(when, run->terminal->held.session.expires, time(NULL));
	snprintf(run->source.remark, sizeof(run->source.remark), "session of %.180s expired %s; Enter: later",
	    plan_name(run->plan), when);
}

/* Makes the source of the codes ready, once for all tries. */
static bool
prepare_source(struct run *run, const struct code_request *request, struct error *err)
{
	const struct plan *plan = run->plan;

	if (!run->manner->may_get_code)
		return error_set(err, STATUS_CODE_NEEDED, "an MFA code is needed");
	run->asked = true;
	if (run->source.serial != NULL)
		return true;
	run->source = (struct code_source){
		.given = plan->token_code, .mfa_process = plan->chain.mfa_process,
		.process_from = plan->chain.mfa_process_from, .profile = plan_name(plan),
		.serial = run->serial, .store = &run->store,
		.host = run->host[0] == '\0' ? NULL : run->host, .no_input = !run->manner->may_ask,
		.manner = tty_manner(run),
	};
	if (!code_is_to_be_had(&run->source))
		return true;		/* code_get says what is missing; nothing is started for that */
	if (!helper_link_start(&run->link, err) || !prepare_request(run, request, err))
		return false;
	if (run->manner->occasion == IN_HOOK)
		tell_reason(run);
	return true;
}

bool
code_request_send(struct run *run, const struct code_request *request, struct session *session, struct error *err)
{
	struct secret code = SECRET_INIT;
	bool ok;

	do {
		ok = source_check_secret(&run->keys, err) && prepare_source(run, request, err) &&
		    code_get(&run->source, &code, err);
		if (!ok)
			break;
		ok = request->send(run, &code, session, err);
		if (ok || err->status == STATUS_REFUSED || run->link.spent)
			cache_note_code(run, &code);
		if (!ok && run->link.spent)
			error_hint(err, "the first attempt may have used this code; wait for the next one");
	} while (!ok && err->cause == CAUSE_CODE_REFUSED && code_again(&run->source, err->hint));
	secret_clear(&code);
	return ok;
}
