/* helper_link.c
 *
 *  1. The helper MUST be the one that was installed with this program: found from the path that the kernel
 *     names, else where it was compiled to be; never by argv[0], PATH, the working directory or a variable.
 *  2. Keys, tokens and codes MUST go to it over the socket alone: not by argv, environment or file.
 *  3. Its environment MUST hold nothing but what finding a proxy and speaking to people needs.
 */
#include "aws/helper_link.h"

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
#include "aws/trust.h"
#include "aws/unreachable.h"
#include "base/libexec.h"
#include "base/notice.h"
#include "base/progress.h"
#include "types/duration.h"
#include "types/url.h"

/* The limits of a try, seconds; the shorter ones while a prompt waits. */
#define CONNECT_SECONDS(link) ((link)->hurried ? 3 : 10)
#define USUAL_SECONDS(link) ((link)->hurried ? 10 : 30)
#define TOTAL_SECONDS(link) ((link)->most_seconds > 0 && (link)->most_seconds < USUAL_SECONDS(link) ? \
	(link)->most_seconds : USUAL_SECONDS(link))
#define GRACE_SECONDS 4			/* to load, and to say that the time is up */

static const char *const kept_variables[] = {
	"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "LANG", "LC_ALL", "TZ",
};
#define KEPT_VARIABLES (sizeof(kept_variables) / sizeof(kept_variables[0]))

bool
helper_link_path(char *path, size_t size)
{
	return libexec_find(path, size, "awsmfa-sts");
}

/* The helper's environment: pointers into TEXT, which is to be cleared after the start. */
static bool
scrub(char *environment[KEPT_VARIABLES + 1], struct secret *text, struct error *err)
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
	if (!secret_check(text, err))
		return false;
	for (i = 0; i < count; i++)
		environment[i] = text->data + start[i];
	environment[count] = NULL;
	return true;
}

/* Two ends that no other program inherits: with a copy of ours it would keep the helper from seeing that we hang up. */
static bool
make_talk(int ends[2])
{
#ifdef SOCK_CLOEXEC
	return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0;
#else
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return false;
	if (fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0)
		return true;
	close(ends[0]);
	close(ends[1]);
	return false;
#endif
}

bool
helper_link_start(struct helper_link *link, struct error *err)
{
	char path[PATH_MAX], name[] = "awsmfa-sts", *argv[] = { path, NULL }, *environment[KEPT_VARIABLES + 1];
	struct secret text = SECRET_INIT;
	int ends[2];
	bool ok;

	if (link->fd != 0)
		return true;
	if (!helper_link_path(path, sizeof(path))) {
		error_set(err, STATUS_LOCAL, "cannot find %s, which was installed with awsmfa", name);
		return error_hint(err,
		    "install awsmfa again (looked in ../libexec/awsmfa beside the program and in %s)", LIBEXEC);
	}
	if (!make_talk(ends))
		return error_set_errno(err, STATUS_LOCAL, "cannot talk to %s", name);
	link->program = (struct program){ .argv = argv, .environment = environment, .in = ends[1], .out = ends[1],
	    .hardened = true };
	ok = scrub(environment, &text, err) && process_start(&link->program, err);
	secret_clear(&text);
	close(ends[1]);
	if (!ok)
		close(ends[0]);
	else
		link->fd = ends[0];
	return ok;
}

void
helper_link_stop(struct helper_link *link)
{
	if (link->fd == 0)
		return;
	close(link->fd);
	if (link->prepared != NULL)		/* it may be in the middle of connecting, and has nothing to put away */
		kill(link->program.pid, SIGKILL);
	process_wait(&link->program);
	link->fd = 0;
}

static void
put_request(struct wire *message, const struct helper_link *link, const struct endpoint *endpoint,
    enum endpoint_service service, const char *action, const struct keys *with)
{
	const struct credentials *keys = &with->credentials;

	wire_put(message, "action", action);
	wire_put(message, "url", endpoint->url);
	wire_put(message, "region", endpoint->region);
	wire_put(message, "service", service == ENDPOINT_IAM ? "iam" : "sts");
	wire_put(message, "access_key_id", keys->access_key_id);
	wire_put(message, "secret_access_key", secret_text(&keys->secret_access_key));
	wire_put(message, "session_token", secret_text(&keys->session_token));
	wire_put(message, "ca_bundle", link->settings->ca_bundle == NULL ? "" : link->settings->ca_bundle);
	wire_put_number(message, "connect_seconds", CONNECT_SECONDS(link));
	wire_put_number(message, "seconds", TOTAL_SECONDS(link));
	wire_put_number(message, "attempts", link->once ? 1 : link->settings->attempts);
}

/* Says once per correction that the local clock is wrong. */
static void
take_clocks(struct helper_link *link, const struct wire *answer)
{
	char text[40];
	long skew = (long)wire_get_number(answer, "skew", 0);
	time_t date = (time_t)wire_get_number(answer, "date", 0);

	link->dated = date > 0;
	link->ahead = link->dated ? (long)(date - time(NULL)) : 0;
	if (skew == link->skew || skew == 0)
		return;
	link->skew = skew;
	if (link->tells_clock)
		return;
	notice_warn("the clock of this machine is %s %s; the request was signed with the server's time",
	    duration_say(text, sizeof(text), labs(skew)), skew > 0 ? "slow" : "fast");
}

/* Says what awsmfa is waiting for, once the wait is long. The limits of a request are the helper's; this one is for
 * a helper that does not keep them. */
static bool
await_answer(const struct helper_link *link, const char *host, struct error *err)
{
	int seconds = TOTAL_SECONDS(link) + GRACE_SECONDS, ready, cause;
	struct progress progress;

	progress_begin(&progress, PROGRESS_ALONE, "%s", host);
	ready = progress_poll(&progress, link->fd, seconds * 1000);
	cause = errno;
	progress_end(&progress);
	if (ready > 0)
		return true;
	kill(link->program.pid, SIGKILL);
	errno = cause;
	if (ready < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot wait for awsmfa-sts");
	return error_set(err, STATUS_UNREACHABLE, "awsmfa-sts did not answer within %d s", seconds);
}

/* What a failure means: the answer in MESSAGE is not "done". */
static bool
explain(struct helper_link *link, const struct wire *message, const struct endpoint *endpoint, const struct keys *keys,
    struct error *err)
{
	const char *outcome = wire_get(message, "outcome");
	bool spent = wire_get_number(message, "spent", 0) != 0;

	if (outcome == NULL || strcmp(outcome, "refused") != 0) {
		link->spent = spent;
		unreachable_explain(message, endpoint, err);
		trust_explain(link->settings, err);
		return false;
	}
	refusal_explain(message, endpoint, keys, err);
	link->spent = spent && err->cause == CAUSE_CODE_REFUSED;	/* else AWS has not refused the code */
	return false;
}

bool
helper_link_ask(struct helper_link *link, enum endpoint_service service, const char *action, const struct keys *keys,
    struct wire *message, struct error *err)
{
	struct endpoint endpoint;
	const char *outcome;

	link->spent = false;
	if (!endpoint_resolve(&endpoint, service, link->settings, err) || !helper_link_start(link, err))
		return false;
	put_request(message, link, &endpoint, service, action, keys);
	if (link->prepared != NULL && strcmp(link->prepared, action) == 0)
		link->prepared = NULL;
	notice_step("%s: asking %s, signed for %s", action, endpoint.host, endpoint.region);
	if (!wire_send(message, link->fd, err))
		return false;
	link->spent = true;		/* a helper that is lost cannot say that it was not sent */
	if (!await_answer(link, endpoint.host, err))
		return false;
	if (!wire_receive(message, link->fd, err))
		return err->cause == CAUSE_HUNG_UP ?
		    error_set(err, STATUS_LOCAL, "awsmfa-sts ended without an answer") : false;
	link->spent = false;
	take_clocks(link, message);
	outcome = wire_get(message, "outcome");
	return (outcome != NULL && strcmp(outcome, "done") == 0) || explain(link, message, &endpoint, keys, err);
}

void
helper_link_prepare(struct helper_link *link, enum endpoint_service service, const char *action,
    const struct keys *keys, struct wire *message)
{
	struct endpoint endpoint;
	struct error ignored;

	if (!endpoint_resolve(&endpoint, service, link->settings, &ignored) || !helper_link_start(link, &ignored))
		return;
	put_request(message, link, &endpoint, service, action, keys);
	wire_put(message, "prepare", "1");
	link->prepared = wire_send(message, link->fd, &ignored) ? action : NULL;
}

/* Whether two URLs may lead to one server: the path makes no other of it, nor does the name of this machine. A server
 * that takes one connection after the other would wait for the one that is prepared. */
static bool
is_one_server(const char *one, const char *other)
{
	struct url a, b;
	struct error ignored;

	return url_parse(one, &a, &ignored) && url_parse(other, &b, &ignored) && a.port == b.port &&
	    (strcmp(a.host, b.host) == 0 || (a.loopback && b.loopback));
}

bool
helper_link_has_two_hosts(const struct helper_link *link)
{
	struct endpoint sts, iam;
	struct error ignored;

	return endpoint_resolve(&sts, ENDPOINT_STS, link->settings, &ignored) &&
	    endpoint_resolve(&iam, ENDPOINT_IAM, link->settings, &ignored) && !is_one_server(sts.url, iam.url);
}
