/* foreign_session.c
 *
 *  1. The hook MUST run no other AWS CLI than the one that a command of the user's has found: a user at a prompt in
 *     the directory of a repository did not ask for what PATH finds there.
 */
#include "session/foreign_session.h"

#include <stdio.h>

#include "base/deadline.h"
#include "profile/aws_cli.h"
#include "profile/aws_cli_failure.h"
#include "session/roles.h"
#include "types/duration.h"

/* Seconds to wait for the AWS CLI; in the hook for it and a request together. */
#define BY_HAND_SECONDS	60
#define IN_HOOK_SECONDS	10
#define TOGETHER_SECONDS 15

/* --- the run ------------------------------------------------------------------------------------ */

/* The path stays in the terminal's state. False: PATH has none. */
static bool
note_program(struct state *state)
{
	char path[sizeof(state->aws_cli)];

	if (!aws_cli_find(path, sizeof(path)))
		return false;
	snprintf(state->aws_cli, sizeof(state->aws_cli), "%s", path);
	return true;
}

void
foreign_session_note_program(const struct plan *plan, struct terminal *terminal, const struct manner *manner)
{
	if (plan->chain.foreign != FOREIGN_NONE && manner->occasion != IN_HOOK)
		(void)note_program(&terminal->state);
}

/* Rule 1. */
static bool
find_program(struct run *run, struct error *err)
{
	const struct chain *chain = &run->plan->chain;
	struct state *state = &run->terminal->state;

	if (run->manner->occasion != IN_HOOK)
		return note_program(state) || aws_cli_failure_missing(chain->source, chain->foreign, err);
	if (state->aws_cli[0] != '\0')
		return true;
	return error_set(err, STATUS_LOCAL, "profile '%s' (%s) needs the AWS CLI, and none was run in this shell yet",
	    chain->source, foreign_name(chain->foreign));
}

static bool
run_program(struct credentials *credentials, struct run *run, struct error *err)
{
	const struct plan *plan = run->plan;
	const struct chain *chain = &plan->chain;
	struct environment environment = ENVIRONMENT_INIT;
	struct aws_cli cli = {
		.path = run->terminal->state.aws_cli, .profile = chain->source, .kind = chain->foreign,
		.login = foreign_login_of(chain->foreign, &plan->config, chain->source),
		.seconds = run->manner->occasion == IN_HOOK ? IN_HOOK_SECONDS : BY_HAND_SECONDS,
		.state = &run->terminal->state,
	};
	bool ok;

	ok = aws_cli_environment(&environment, &run->terminal->held, chain->source, err);
	cli.environment = environment.variables;
	ok = ok && aws_cli_export(credentials, &cli, err);
	environment_clear(&environment);
	return ok;
}

/* --- the session -------------------------------------------------------------------------------- */

/* Whether the CLI has got a new one for the hook, or kept what it had. */
static bool
check_newer(const struct run *run, const struct session *session, struct error *err)
{
	if (run->manner->occasion != IN_HOOK || session->expires > run->terminal->held.session.expires)
		return true;
	error_set(err, STATUS_LOCAL, "the AWS CLI gives no session that ends later");
	err->reason = REASON_NOT_NEWER;
	return false;
}

static bool
check_minimum(const struct plan *plan, const struct session *session, struct error *err)
{
	long left = session_remaining(session, time(NULL));
	char text[40];

	if (plan->minimum == 0 || left >= plan->minimum)
		return true;
	error_set(err, STATUS_LOCAL, "the session that the AWS CLI gives for profile '%s' has %s left, less than --min",
	    plan->chain.source, duration_say(text, sizeof(text), left));
	return error_hint(err, "the AWS CLI gets a new one when it sees fit, mostly in the last minutes");
}

/* Nothing else says when it began: now, as far as we know. */
static bool
take_session(struct session *session, const struct run *run, struct error *err)
{
	credentials_copy(&session->credentials, &run->keys.credentials);
	session->started = time(NULL);
	session->expires = run->keys.credentials.expiration;
	return check_newer(run, session, err) && check_minimum(run->plan, session, err);
}

/* What is left of the time that a prompt waits. */
static void
limit_requests(struct run *run, const struct timespec *together)
{
	int left = deadline_left(together) / 1000;

	if (run->manner->occasion == IN_HOOK)
		run->link.most_seconds = left < 1 ? 1 : left;
}

bool
foreign_session_obtain(struct session *session, struct run *run, struct error *err)
{
	struct timespec together = deadline_in(TOGETHER_SECONDS * 1000L);
	struct keys *keys = &run->keys;

	if (!find_program(run, err) || !run_program(&keys->credentials, run, err))
		return false;
	snprintf(keys->from, sizeof(keys->from), "the AWS CLI, for profile '%.200s'", run->plan->chain.source);
	limit_requests(run, &together);
	return run->plan->chain.roles == 0 ? take_session(session, run, err) : roles_assume(session, keys, run, err);
}
