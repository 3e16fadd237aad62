#include "shell/shell_session.h"

#include <stdio.h>
#include <string.h>

#include "base/environment.h"

/* The life we assume when AWSMFA_STARTED is lost, seconds: the margin is then small. */
#define LIFE_UNKNOWN 900

/* Fills the session from the environment; false when it is not whole. */
static bool
read_session(struct shell_session *held, time_t now)
{
	const char *id = environment_get("AWS_ACCESS_KEY_ID");
	const char *secret = environment_get("AWS_SECRET_ACCESS_KEY");
	const char *token = environment_get("AWS_SESSION_TOKEN");
	struct session *session = &held->session;
	struct error ignored;

	if (id == NULL || secret == NULL || token == NULL || !credentials_id_is_valid(id))
		return false;
	if (!environment_get_time("AWSMFA_EXPIRES", &session->expires) || session->expires > now + SESSION_LONGEST)
		return false;
	if (!environment_get_time("AWSMFA_STARTED", &session->started) || session->started >= session->expires)
		session->started = session->expires - LIFE_UNKNOWN;
	snprintf(session->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session->credentials.secret_access_key, secret);
	secret_set(&session->credentials.session_token, token);
	return session_check(session, &ignored);
}

/* Whether memory ran out while the session was read. */
static bool
has_failed(const struct session *session)
{
	return session->credentials.secret_access_key.failed || session->credentials.session_token.failed;
}

bool
shell_session_read(struct shell_session *held, time_t now, struct error *err)
{
	const char *ours = environment_get("AWSMFA_KEY_ID");
	const char *id = environment_get("AWS_ACCESS_KEY_ID"), *profile, *options;
	long remaining;
	bool failed;

	shell_session_clear(held);
	if (ours == NULL || id == NULL)
		return true;
	if (now == (time_t)-1)
		return error_set_errno(err, STATUS_LOCAL, "cannot read the clock");
	if (strcmp(ours, id) != 0) {
		held->state = SHELL_SESSION_REPLACED;
		return true;
	}
	if (!read_session(held, now)) {
		failed = has_failed(&held->session);
		session_clear(&held->session);
		return !failed || error_memory(err);
	}
	remaining = session_remaining(&held->session, now);
	held->state = remaining <= 0 ? SHELL_SESSION_EXPIRED :
	    remaining <= session_margin(&held->session) ? SHELL_SESSION_DUE : SHELL_SESSION_VALID;
	profile = environment_get("AWSMFA_PROFILE");
	options = environment_get("AWSMFA_OPTIONS");
	held->profile = profile == NULL ? "" : profile;
	held->options = options == NULL ? "" : options;
	return true;
}

bool
shell_session_is_ours(const struct shell_session *held)
{
	return held->state >= SHELL_SESSION_EXPIRED;
}

void
shell_session_clear(struct shell_session *held)
{
	session_clear(&held->session);
	*held = (struct shell_session)SHELL_SESSION_INIT;
}
