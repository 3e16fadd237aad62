/* sts.c
 *
 *  1. Nothing that comes back is believed: a session MUST pass session_check before anyone sees it.
 */
#include "aws/sts.h"

#include <stdio.h>
#include <string.h>

#include "types/arn.h"

/* Takes the session out of an answer and counts its life by the local clock, from when the request was sent: AWS has
 * set the end by then, however long its answer was on the way. */
static bool
take_session(const struct wire *answer, struct session *session, struct error *err)
{
	const char *id = wire_get(answer, "access_key_id"), *secret = wire_get(answer, "secret_access_key");
	const char *token = wire_get(answer, "session_token");
	time_t expiration = (time_t)wire_get_number(answer, "expiration", 0);
	time_t date = (time_t)wire_get_number(answer, "date", 0), now = time(NULL);
	time_t sent = now - (time_t)wire_get_number(answer, "age", 0);

	if (id == NULL || secret == NULL || token == NULL || strlen(id) >= ACCESS_KEY_ID_SIZE)
		return error_set(err, STATUS_UNREACHABLE, "the answer contains no session");
	snprintf(session->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session->credentials.secret_access_key, secret);
	secret_set(&session->credentials.session_token, token);
	session->credentials.expiration = expiration;
	session->started = sent;
	session->expires = date > 0 ? sent + (expiration - date) : expiration;
	if (date <= 0 && session->expires <= now) {
		error_set(err, STATUS_LOCAL, "the new session has already expired on the clock of this machine");
		return error_hint(err, "set the clock (the server did not send its time)");
	}
	if (!secret_check(&session->credentials.secret_access_key, err) ||
	    !secret_check(&session->credentials.session_token, err))
		return false;
	if (session_check(session, err))
		return true;
	err->status = STATUS_UNREACHABLE;
	return error_prefix(err, "the answer of the server makes no sense");
}

/* Adds what TERMS say. CODE has as many digits as any. */
static void
put_terms(struct wire *message, const struct sts_terms *terms, const char *code)
{
	wire_put_number(message, "parameter.DurationSeconds", terms->seconds);
	if (code == NULL)
		return;
	wire_put(message, "parameter.SerialNumber", terms->serial);
	wire_put(message, "parameter.TokenCode", code);
}

/* Asks for a session with the parameters in MESSAGE, which is cleared. */
static bool
ask_for_session(struct helper_link *link, const char *action, const struct sts_terms *terms, struct wire *message,
    struct session *session, struct error *err)
{
	bool ok;

	put_terms(message, terms, terms->code == NULL ? NULL : secret_text(terms->code));
	ok = helper_link_ask(link, ENDPOINT_STS, action, terms->keys, message, err) &&
	    take_session(message, session, err);
	wire_clear(message);
	return ok;
}

static void
prepare(struct helper_link *link, const char *action, const struct sts_terms *terms, struct wire *message)
{
	put_terms(message, terms, "000000");
	if (terms->serial[0] == '\0')
		wire_put(message, "unsized", "1");
	helper_link_prepare(link, ENDPOINT_STS, action, terms->keys, message);
	wire_clear(message);
}

bool
sts_get_session_token(struct helper_link *link, const struct sts_terms *terms, struct session *session,
    struct error *err)
{
	struct wire message = WIRE_INIT;

	return ask_for_session(link, "GetSessionToken", terms, &message, session, err);
}

void
sts_prepare_session_token(struct helper_link *link, const struct sts_terms *terms)
{
	struct wire message = WIRE_INIT;

	prepare(link, "GetSessionToken", terms, &message);
}

bool
sts_assume_role(struct helper_link *link, const struct sts_terms *terms, const struct role *role,
    struct session *session, struct error *err)
{
	struct wire message = WIRE_INIT;

	role_put(&message, role);
	if (ask_for_session(link, "AssumeRole", terms, &message, session, err))
		return true;
	return err->status == STATUS_REFUSED ? error_prefix(err, "role %s", role->arn) : false;
}

void
sts_prepare_role(struct helper_link *link, const struct sts_terms *terms, const struct role *role)
{
	struct wire message = WIRE_INIT;

	role_put(&message, role);
	prepare(link, "AssumeRole", terms, &message);
}

static void
take_identity(const struct wire *answer, struct identity *identity)
{
	const char *text = wire_get(answer, "arn");
	struct arn arn;

	*identity = (struct identity){ .user = "" };
	if (text == NULL || !arn_parse(text, &arn))
		return;
	snprintf(identity->arn, sizeof(identity->arn), "%s", text);
	snprintf(identity->account, sizeof(identity->account), "%s", arn.account);
	if (strncmp(arn.resource, "user/", 5) == 0)
		snprintf(identity->user, sizeof(identity->user), "%s", strrchr(arn.resource, '/') + 1);
}

bool
sts_get_caller_identity(struct helper_link *link, const struct keys *keys, struct identity *identity,
    struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	ok = helper_link_ask(link, ENDPOINT_STS, "GetCallerIdentity", keys, &message, err);
	if (ok)
		take_identity(&message, identity);
	wire_clear(&message);
	return ok;
}
