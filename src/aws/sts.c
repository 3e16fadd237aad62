/* sts.c
 *
 *  1. The helper MUST be the one that was installed with this program: found from the path that the kernel
 *     names, else where it was compiled to be; never by argv[0], PATH, the working directory or a variable.
 *  2. Keys, tokens and codes MUST go to it over the socket alone: not by argv, environment or file.
 *  3. Its environment MUST hold nothing but what finding a proxy and speaking to people needs.
 *  4. Nothing it answers is believed: a session MUST pass session_check before anyone sees it.
 */
#include "aws/sts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "aws/refusal.h"
#include "base/notice.h"
#include "base/progress.h"
#include "types/arn.h"
#include "types/duration.h"
#include "types/wire.h"

/* The limits of a try, seconds; the shorter ones while a prompt waits. */
#define CONNECT_SECONDS(sts) ((sts)->hurried ? 3 : 10)
#define TOTAL_SECONDS(sts) ((sts)->hurried ? 10 : 30)
#define GRACE_SECONDS 4			/* to load, and to say that the time is up */

static const char *const kept_variables[] = {
	"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "LANG", "LC_ALL", "TZ",
};
#define KEPT_VARIABLES (sizeof(kept_variables) / sizeof(kept_variables[0]))

bool
sts_helper_path(char *path, size_t size)
{
	static const char relative[] = "/../libexec/awsmfa/awsmfa-sts";
	char *slash;

	if (process_path(path, size) && (slash = strrchr(path, '/')) != NULL &&
	    (size_t)(slash - path) + sizeof(relative) <= size) {
		memcpy(slash, relative, sizeof(relative));
		if (access(path, X_OK) == 0)
			return true;
	}
	return (size_t)snprintf(path, size, "%s/awsmfa-sts", LIBEXEC) < size && access(path, X_OK) == 0;
}

/* The helper's environment: pointers into TEXT, which is to be cleared after the start. */
static void
scrub(char *environment[KEPT_VARIABLES + 1], struct secret *text)
{
	size_t i, count = 0, start[KEPT_VARIABLES];
	const char *value;

	for (i = 0; i < KEPT_VARIABLES; i++) {
		value = getenv(kept_variables[i]);
		if (value == NULL)
			continue;
		start[count++] = text->len;
		secret_printf(text, "%s=%s", kept_variables[i], value);
		secret_add(text, "", 1);
	}
	if (text->failed)
		count = 0;
	for (i = 0; i < count; i++)
		environment[i] = text->data + start[i];
	environment[count] = NULL;
}

bool
sts_start(struct sts *sts, struct error *err)
{
	char path[PATH_MAX], name[] = "awsmfa-sts", *argv[] = { path, NULL }, *environment[KEPT_VARIABLES + 1];
	struct secret text = SECRET_INIT;
	int ends[2];
	bool ok;

	if (sts->fd != 0)
		return true;
	if (!sts_helper_path(path, sizeof(path))) {
		error_set(err, STATUS_LOCAL, "cannot find %s, which was installed with awsmfa", name);
		return error_hint(err,
		    "install awsmfa again (looked in ../libexec/awsmfa beside the program and in %s)", LIBEXEC);
	}
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot talk to %s", name);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	scrub(environment, &text);
	sts->program = (struct program){ .argv = argv, .environment = environment, .in = ends[1], .out = ends[1],
	    .hardened = true };
	ok = process_start(&sts->program, err);
	secret_clear(&text);
	close(ends[1]);
	if (!ok)
		close(ends[0]);
	else
		sts->fd = ends[0];
	return ok;
}

void
sts_stop(struct sts *sts)
{
	if (sts->fd == 0)
		return;
	close(sts->fd);
	process_wait(&sts->program);
	sts->fd = 0;
}

static void
put_request(struct wire *message, const struct sts *sts, const struct endpoint *endpoint, const char *service,
    const struct credentials *keys)
{
	wire_put(message, "url", endpoint->url);
	wire_put(message, "region", endpoint->region);
	wire_put(message, "service", service);
	wire_put(message, "access_key_id", keys->access_key_id);
	wire_put(message, "secret_access_key", secret_text(&keys->secret_access_key));
	wire_put(message, "session_token", secret_text(&keys->session_token));
	wire_put(message, "ca_bundle", sts->settings->ca_bundle == NULL ? "" : sts->settings->ca_bundle);
	wire_put_number(message, "connect_seconds", CONNECT_SECONDS(sts));
	wire_put_number(message, "seconds", TOTAL_SECONDS(sts));
	wire_put_number(message, "attempts", sts->settings->attempts);
}

/* Says once per correction that the local clock is wrong. */
static void
take_skew(struct sts *sts, const struct wire *answer)
{
	char text[40];
	long skew = (long)wire_get_number(answer, "skew", 0);
	time_t date = (time_t)wire_get_number(answer, "date", 0);

	sts->dated = date > 0;
	sts->ahead = sts->dated ? (long)(date - time(NULL)) : 0;
	if (skew == sts->skew || skew == 0)
		return;
	sts->skew = skew;
	if (sts->tells_clock)
		return;
	notice_warn("the clock of this machine is %s %s; the request was signed with the server's time",
	    duration_say(text, sizeof(text), labs(skew)), skew > 0 ? "slow" : "fast");
}

/* Says what is waited for, once it lasts. The limits of a request are the helper's; this one is for a helper
 * that does not keep them. */
static bool
await_answer(const struct sts *sts, const char *host, struct error *err)
{
	int seconds = TOTAL_SECONDS(sts) + GRACE_SECONDS, ready;
	struct progress progress;

	progress_begin(&progress, PROGRESS_ALONE, "%s", host);
	ready = progress_poll(&progress, sts->fd, seconds * 1000);
	progress_end(&progress);
	if (ready != 0)
		return true;		/* an error shows when it is read */
	kill(sts->program.pid, SIGKILL);
	return error_set(err, STATUS_UNREACHABLE, "awsmfa-sts did not answer within %d s", seconds);
}

/* Asks SERVICE to do ACTION with the parameters in MESSAGE, and receives the answer into it. */
static bool
call(struct sts *sts, enum endpoint_service service, const char *action, const struct keys *keys, struct wire *message,
    enum refusal *refusal, struct error *err)
{
	struct endpoint endpoint;
	const char *outcome;
	bool ok;

	*refusal = REFUSAL_NONE;
	if (!endpoint_resolve(&endpoint, service, sts->settings, err) || !sts_start(sts, err))
		return false;
	wire_put(message, "action", action);
	put_request(message, sts, &endpoint, service == ENDPOINT_IAM ? "iam" : "sts", &keys->credentials);
	notice_step("%s: asking %s, signed for %s", action, endpoint.host, endpoint.region);
	ok = wire_send(message, sts->fd, err) && await_answer(sts, endpoint.host, err) &&
	    wire_receive(message, sts->fd, err);
	if (!ok && err->cause == CAUSE_HUNG_UP)
		error_set(err, STATUS_LOCAL, "awsmfa-sts ended without an answer");
	if (!ok)
		return false;
	take_skew(sts, message);
	sts->spent = wire_get_number(message, "spent", 0) != 0;
	outcome = wire_get(message, "outcome");
	if (outcome != NULL && strcmp(outcome, "done") == 0)
		return true;
	*refusal = refusal_explain(message, &endpoint, keys, err);
	return false;
}

/* Takes the session out of an answer and counts its life by the local clock. */
static bool
take_session(const struct wire *answer, struct session *session, struct error *err)
{
	const char *id = wire_get(answer, "access_key_id"), *secret = wire_get(answer, "secret_access_key");
	const char *token = wire_get(answer, "session_token");
	time_t expiration = (time_t)wire_get_number(answer, "expiration", 0);
	time_t date = (time_t)wire_get_number(answer, "date", 0), now = time(NULL);

	if (id == NULL || secret == NULL || token == NULL || strlen(id) >= ACCESS_KEY_ID_SIZE)
		return error_set(err, STATUS_UNREACHABLE, "the answer holds no session");
	snprintf(session->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session->credentials.secret_access_key, secret);
	secret_set(&session->credentials.session_token, token);
	session->credentials.expiration = expiration;
	session->started = now;
	session->expires = date > 0 ? now + (expiration - date) : expiration;
	if (date <= 0 && session->expires <= now) {
		error_set(err, STATUS_LOCAL, "the new session has expired already by the clock of this machine");
		return error_hint(err, "set the clock (the server did not say its own time)");
	}
	if (session_check(session, err))
		return true;
	err->status = STATUS_UNREACHABLE;
	return error_prefix(err, "the answer of the server makes no sense");
}

static void
put_code(struct wire *message, const char *serial, const struct secret *code)
{
	if (code == NULL)
		return;
	wire_put(message, "parameter.SerialNumber", serial);
	wire_put(message, "parameter.TokenCode", secret_text(code));
}

bool
sts_get_session_token(struct sts *sts, const struct keys *keys, const char *serial, const struct secret *code,
    long seconds, struct session *session, enum refusal *refusal, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	wire_put_number(&message, "parameter.DurationSeconds", seconds);
	put_code(&message, serial, code);
	ok = call(sts, ENDPOINT_STS, "GetSessionToken", keys, &message, refusal, err) &&
	    take_session(&message, session, err);
	wire_clear(&message);
	return ok;
}

bool
sts_assume_role(struct sts *sts, const struct keys *keys, const struct role *role, const char *serial,
    const struct secret *code, long seconds, struct session *session, enum refusal *refusal, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	role_put(&message, role, seconds);
	put_code(&message, serial, code);
	ok = call(sts, ENDPOINT_STS, "AssumeRole", keys, &message, refusal, err) &&
	    take_session(&message, session, err);
	if (!ok && *refusal != REFUSAL_NONE)
		error_prefix(err, "role %s", role->arn);
	wire_clear(&message);
	return ok;
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
sts_get_caller_identity(struct sts *sts, const struct keys *keys, struct identity *identity, struct error *err)
{
	struct wire message = WIRE_INIT;
	enum refusal refusal;
	bool ok;

	ok = call(sts, ENDPOINT_STS, "GetCallerIdentity", keys, &message, &refusal, err);
	if (ok)
		take_identity(&message, identity);
	wire_clear(&message);
	return ok;
}

static void
take_devices(const struct wire *answer, struct device devices[DEVICES_LIMIT], size_t *count)
{
	const char *key, *value;
	size_t position = 0;

	*count = 0;
	while (wire_next(answer, &position, &key, &value)) {
		if (strcmp(key, "device") == 0 && *count < DEVICES_LIMIT && strlen(value) < SERIAL_SIZE) {
			devices[*count] = (struct device){ .since = 0 };
			snprintf(devices[*count].serial, SERIAL_SIZE, "%s", value);
			(*count)++;
		} else if (strcmp(key, "device_since") == 0 && *count > 0) {
			devices[*count - 1].since = (time_t)strtoll(value, NULL, 10);
		}
	}
}

bool
sts_list_mfa_devices(struct sts *sts, const struct keys *keys, const char *user, struct device devices[DEVICES_LIMIT],
    size_t *count, enum refusal *refusal, struct error *err)
{
	struct wire message = WIRE_INIT;
	bool ok;

	if (*user != '\0')
		wire_put(&message, "parameter.UserName", user);
	ok = call(sts, ENDPOINT_IAM, "ListMFADevices", keys, &message, refusal, err);
	if (ok)
		take_devices(&message, devices, count);
	wire_clear(&message);
	return ok;
}
