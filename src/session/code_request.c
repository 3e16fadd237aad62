/* ask.c
 *
 *  1. A code that AWS has accepted or refused MUST not be sent again.
 *  2. No code MUST be asked for where the caller forbids it (request->no_code).
 */
#include "session/code_request.h"

#include <stdio.h>

#include "aws/device_lookup.h"
#include "session/cache.h"

const char *
known_device(const struct run *run)
{
	const struct request *request = run->request;

	return request->chain.serial != NULL ? request->chain.serial :
	    state_device(&request->state, run->keys.credentials.access_key_id);
}

static bool
find_device(struct run *run, struct error *err)
{
	struct request *request = run->request;
	const char *known = known_device(run);
	struct device_lookup lookup = {
		.sts = &run->sts, .keys = &run->keys,
		.profile = request->chain.from_environment ? "" : request->chain.source,
		.config_path = request->config.file[CONFIG_FILE].path, .no_input = request->no_input,
		.manner = request->renewal ? TTY_IN_HOOK : TTY_BY_HAND,
	};

	if (known != NULL) {
		snprintf(run->serial, sizeof(run->serial), "%s", known);
		return true;
	}
	if (!device_lookup_choose(&lookup, run->serial, err))
		return false;
	snprintf(request->state.device_key, ACCESS_KEY_ID_SIZE, "%s", run->keys.credentials.access_key_id);
	snprintf(request->state.device, SERIAL_SIZE, "%s", run->serial);
	return true;
}

static bool
prepare_code(struct run *run, struct error *err)
{
	const struct request *request = run->request;

	if (request->no_code)
		return error_set(err, STATUS_CODE_NEEDED, "an MFA code is needed");
	run->how->asked = true;
	if (run->source.serial != NULL)
		return true;
	/* loads while the user reads the digits */
	if (!sts_start(&run->sts, err) || !find_device(run, err))
		return false;
	run->source = (struct code_source){
		.given = request->token_code, .mfa_process = request->chain.mfa_process,
		.process_from = request->chain.mfa_process_from, .profile = request_name(request),
		.serial = run->serial, .store = &run->store,
		.host = run->how->host[0] == '\0' ? NULL : run->how->host, .no_input = request->no_input,
		.manner = request->renewal ? TTY_IN_HOOK : TTY_BY_HAND,
	};
	return true;
}

bool
ask_and_send(struct run *run, send_with_code *send, struct session *session, struct error *err)
{
	struct secret code = SECRET_INIT;
	enum refusal refusal = REFUSAL_NONE;
	bool ok;

	do {
		ok = prepare_code(run, err) && code_get(&run->source, &code, err);
		if (!ok)
			break;
		ok = send(run, &code, session, &refusal, err);
		if (ok || refusal != REFUSAL_NONE || run->sts.spent)
			kept_note_code(run, &code);
		if (!ok && run->sts.spent)
			error_hint(err, "the first attempt may have used this code; wait for the next one");
	} while (!ok && refusal == REFUSAL_CODE && code_again(&run->source, err->hint));
	secret_clear(&code);
	return ok;
}
