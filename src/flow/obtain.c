/* obtain.c
 *
 *  1. A code that AWS has accepted or refused MUST not be sent again.
 *  2. A session MUST come from this run's STS or from this terminal's own environment; a session that is not
 *     ours is never used.
 *  3. The long-term keys MUST be gone from memory before the session is printed.
 */
#include "flow/obtain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/notice.h"
#include "flow/at_hand.h"
#include "flow/lifetime.h"
#include "parts/code.h"
#include "parts/device_lookup.h"
#include "parts/keys.h"
#include "parts/sts.h"
#include "types/duration.h"

struct run {
	struct request		*request;
	struct obtained		*how;
	struct sts		 sts;
	struct keys		 keys;		/* long-term, or session credentials that a role begins with */
	struct code_source	 source;
	char			 serial[SERIAL_SIZE];
	char			 url[2048];	/* of the STS: an MFA session belongs to it, a key and a device */
};

/* --- keys, device, code ------------------------------------------------------------------------- */

static bool
environment_keys_are_gone(const struct request *request, struct error *err)
{
	error_set(err, STATUS_LOCAL, "the long-term keys for this session came from the environment, where it replaced them");
	return error_hint(err, request->profile[0] == '\0' ?
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN, or name a profile" :
	    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, without AWS_SESSION_TOKEN");
}

static bool
find_keys(struct run *run, struct error *err)
{
	struct request *request = run->request;
	struct state *state = &request->state;

	if (!request->chain.from_environment)
		return keys_find(&run->keys, &request->config, &request->chain, err);
	if (!held_is_ours(&request->held)) {
		if (!keys_from_environment(&run->keys, err))
			return false;
		run->how->replaces_keys = !state_is_hooked(state);
		if (run->keys.credentials.session_token.len == 0)	/* a session is not ours to keep */
			credentials_copy(&state->environment_keys, &run->keys.credentials);
		return true;
	}
	/* the session's own variables are no long-term keys; the hook has put the keys aside */
	if (state->environment_keys.access_key_id[0] == '\0')
		return environment_keys_are_gone(request, err);
	credentials_copy(&run->keys.credentials, &state->environment_keys);
	snprintf(run->keys.from, sizeof(run->keys.from), "the environment");
	return true;
}

/* The device as far as it is known without asking IAM; NULL: not at all. */
static const char *
known_device(const struct run *run)
{
	const struct request *request = run->request;

	return request->chain.serial != NULL ? request->chain.serial :
	    state_device(&request->state, run->keys.credentials.access_key_id);
}

/* The MFA session that this shell keeps for the same keys, device and STS; NULL: none. */
static const struct session *
kept_session(const struct run *run)
{
	return run->request->force ? NULL :
	    mfa_sessions_find(&run->request->state.mfa, run->keys.credentials.access_key_id, known_device(run), run->url);
}

static bool
find_device(struct run *run, struct error *err)
{
	struct request *request = run->request;
	const char *known = known_device(run);
	struct device_lookup lookup = {
		.sts = &run->sts, .keys = &run->keys, .profile = request->chain.from_environment ? "" : request->chain.source,
		.config_path = request->config.file[CONFIG_FILE].path, .no_input = request->no_input,
		.manner = request->renewal ? TTY_IN_HOOK : TTY_BY_HAND,
	};

	if (known != NULL) {
		snprintf(run->serial, sizeof(run->serial), "%s", known);
		return true;
	}
	if (!device_look_up(&lookup, run->serial, err))
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
		.process_from = request->chain.mfa_process_from, .profile = request_name(request), .serial = run->serial,
		.host = run->how->host[0] == '\0' ? NULL : run->how->host, .no_input = request->no_input,
		.manner = request->renewal ? TTY_IN_HOOK : TTY_BY_HAND,
	};
	return true;
}

typedef bool send_with_code(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err);

/* Sends codes until AWS accepts one, or says no for another reason, or no other code can be had. */
static bool
with_code(struct run *run, send_with_code *send, struct session *session, struct error *err)
{
	struct secret code = SECRET_INIT;
	enum refusal refusal = REFUSAL_NONE;
	bool ok;

	do {
		ok = prepare_code(run, err) && code_get(&run->source, &code, err);
		if (!ok)
			break;
		ok = send(run, &code, session, &refusal, err);
		if (!ok && run->sts.spent)
			error_hint(err, "the first attempt may have used this code; wait for the next one");
	} while (!ok && refusal == REFUSAL_CODE && code_again(&run->source, err->hint));
	secret_clear(&code);
	return ok;
}

/* --- sessions ----------------------------------------------------------------------------------- */

static bool
send_session_token(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err)
{
	struct request *request = run->request;
	long seconds = request->chain.roles == 0 ? request_duration(request) : 12 * HOUR;

	if (!sts_get_session_token(&run->sts, &run->keys, run->serial, code, seconds, session, refusal, err))
		return false;
	/* kept at once: a code that AWS accepted is not lost because a role is refused */
	mfa_sessions_keep(&request->state.mfa, run->keys.credentials.access_key_id, run->serial, run->url, session);
	return true;
}

static bool
send_direct_role(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err)
{
	const struct request *request = run->request;

	return sts_assume_role(&run->sts, &run->keys, &request->chain.role[0], run->serial, code, request_duration(request),
	    session, refusal, err);
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

	notice_step("using the MFA session of this terminal");
	ok = assume_roles(run, &old->credentials, "this terminal's MFA session", session, &refusal, err);
	*again = !ok && refusal == REFUSAL_DENIED;
	if (*again && !run->request->no_code)
		notice_say("the role refuses this terminal's MFA session; a new code may do, if it demands a new one: %s", err->message);
	return ok;
}

/* The MFA session itself: the kept one, if it lives long enough and as long as was asked for. */
static bool
obtain_mfa_session(struct run *run, struct session *session, struct error *err)
{
	const struct request *request = run->request;
	const struct session *kept = kept_session(run);

	if (kept != NULL && lives_long_enough(request, kept) &&
	    (request->duration == 0 || labs(kept->expires - kept->started - request->duration) <= MINUTE)) {
		notice_step("using the MFA session of this terminal");
		session_copy(session, kept);
		return true;
	}
	return with_code(run, send_session_token, session, err);
}

/* The roles by the MFA session that the hook keeps, else by a new one. REFUSED: the session that
 * they refused already; NULL: none. */
static bool
assume_with_mfa(struct run *run, const struct session *refused, struct session *session, struct error *err)
{
	const struct session *kept = kept_session(run);
	struct session base = SESSION_INIT;
	enum refusal refusal = REFUSAL_NONE;
	bool ok, again = true;

	if (kept != NULL && refused != NULL &&
	    strcmp(kept->credentials.access_key_id, refused->credentials.access_key_id) == 0)
		kept = NULL;
	if (kept != NULL) {
		ok = assume_with_old(run, kept, session, &again, err);
		if (!again)
			return ok;
	}
	ok = with_code(run, send_session_token, &base, err) &&
	    assume_roles(run, &base.credentials, "the MFA session", session, &refusal, err);
	session_clear(&base);
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
		snprintf(run->how->host, sizeof(run->how->host), "%s (%s)", endpoint.host, run->request->endpoint.url_from[ENDPOINT_STS]);
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
	    (request->chain.mfa_process == NULL && run->keys.credentials.session_token.len == 0))
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
	bool by_session = request->chain.roles > 0 && !request_is_direct(request), ok, again;
	enum refusal refusal;

	if (!name_host(run, err))
		return false;
	if (by_session && held_is_base(request) && (!state_is_hooked(&request->state) ||
	    request->state.origin[0] == '\0' || is_same_origin(run))) {	/* before the keys: neither they nor a code are needed */
		held = &request->held.session;
		ok = assume_with_old(run, held, session, &again, err);
		if (!again)
			return ok;
	}
	if (!find_keys(run, err))
		return false;
	if (!may_renew_silently(run, err))
		return false;
	if (run->keys.credentials.session_token.len > 0)
		return assume_roles(run, &run->keys.credentials, run->keys.from, session, &refusal, err);
	if (request->chain.roles == 0)
		return obtain_mfa_session(run, session, err);
	if (by_session)
		return assume_with_mfa(run, held, session, err);
	notice_say("a role for more than 1 h needs a code of its own");
	if (!notice_is_quiet())
		notice_hint("-d 1h shares one code");
	return with_code(run, send_direct_role, session, err);
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
		session_copy(session, &request->held.session);
		request->state.wait = 0;
		snprintf(request->state.alive, sizeof(request->state.alive), "%s", session->credentials.access_key_id);
		return session_check(session, err);
	}
	ok = obtain_new(&run, session, err) && session_check(session, err);
	if (ok) {
		snprintf(request->state.origin, sizeof(request->state.origin), "%s", run.url);
		snprintf(request->state.alive, sizeof(request->state.alive), "%s", session->credentials.access_key_id);
		request->state.put_off = request->state.failed = request->state.unreached = 0;
		request->state.wait = 0;
	}
	sts_stop(&run.sts);
	keys_clear(&run.keys);
	code_source_clear(&run.source);
	return ok;
}
