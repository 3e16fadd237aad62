/* code_request.c
 *
 *  1. A code that AWS has accepted or refused MUST not be sent again.
 *  2. No code MUST be asked for where the manner forbids it.
 */
#include "session/code_request.h"

#include <stdio.h>

#include "aws/device_lookup.h"
#include "session/cache.h"

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
		.sts = &run->sts, .keys = &run->keys,
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

static bool
prepare_source(struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;

	if (!run->manner->may_get_code)
		return error_set(err, STATUS_CODE_NEEDED, "an MFA code is needed");
	run->asked = true;
	if (run->source.serial != NULL)
		return true;
	/* loads while the user reads the digits */
	if (!sts_start(&run->sts, err) || !find_device(run, err))
		return false;
	run->source = (struct code_source){
		.given = plan->token_code, .mfa_process = plan->chain.mfa_process,
		.process_from = plan->chain.mfa_process_from, .profile = plan_name(plan),
		.serial = run->serial, .store = &run->store,
		.host = run->host[0] == '\0' ? NULL : run->host, .no_input = !run->manner->may_ask,
		.manner = tty_manner(run),
	};
	return true;
}

bool
code_request_send(struct run *run, code_request *send, struct session *session, struct error *err)
{
	struct secret code = SECRET_INIT;
	enum refusal refusal = REFUSAL_NONE;
	bool ok;

	do {
		ok = prepare_source(run, err) && code_get(&run->source, &code, err);
		if (!ok)
			break;
		ok = send(run, &code, session, &refusal, err);
		if (ok || refusal != REFUSAL_NONE || run->sts.spent)
			cache_note_code(run, &code);
		if (!ok && run->sts.spent)
			error_hint(err, "the first attempt may have used this code; wait for the next one");
	} while (!ok && refusal == REFUSAL_CODE && code_again(&run->source, err->hint));
	secret_clear(&code);
	return ok;
}
