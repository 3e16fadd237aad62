/* refresh_answer.c
 *
 *  1. Files, hosts and identities MUST come from the record, never from the environment that we were started in.
 *  2. Nobody MUST be asked, and no terminal MUST be touched: it is COMMAND's.
 *  3. A session that is valid MUST be served when there is no newer one.
 */
#include "refresh/refresh_answer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/environment.h"
#include "refresh/refresh_entry.h"
#include "sharing/refresh_record.h"
#include "session/cache.h"
#include "session/mfa_session.h"
#include "session/origin.h"
#include "session/planning.h"
#include "session/role_cache.h"
#include "session/roles.h"
#include "session/source.h"
#include "types/duration.h"

#define SAID "said"
#define REST 30			/* seconds until a renewal that failed is tried again */

struct answer {
	struct refresh_record	 record;
	struct refresh_entry	 entry;
	struct terminal		 terminal;	/* an empty one */
	struct run		 run;
};

static const struct manner manner = { .occasion = FOR_ANSWER, .may_wait = true, .may_get_code = true };

/* Rule 2. What is typed at the terminal must not end us while COMMAND waits for an answer. */
static void
hold_signals(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGTSTP);
	sigprocmask(how, &set, NULL);
}

/* Rule 2. Before a request and an mfa_process, which take their time: a session of one's own is too slow to make for
 * an answer from the store. What has come before is forgotten. */
static void
leave_terminal(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	const int numbers[] = { SIGINT, SIGQUIT, SIGTSTP };
	size_t i;
	int fd;

	if (setsid() < 0) {
		fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
		if (fd >= 0) {
			(void)ioctl(fd, TIOCNOTTY);
			close(fd);
		}
	}
	sigemptyset(&ignore.sa_mask);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (sigaction(numbers[i], &ignore, &before) == 0)
			sigaction(numbers[i], &before, NULL);
	hold_signals(SIG_UNBLOCK);
}

/* The directory of the run: the variable, or where the config is that has led the SDK to us. Some tools pass only
 * variables that begin with AWS_. */
static bool
open_place(struct store_place *place, struct error *err)
{
	const char *path = environment_get(REFRESH_PLACE_VARIABLE), *config = environment_get("AWS_CONFIG_FILE");
	char directory[512];

	if (path == NULL && config != NULL && strrchr(config, '/') != NULL) {
		snprintf(directory, sizeof(directory), "%.*s", (int)(strrchr(config, '/') - config), config);
		path = directory;
	}
	if (path == NULL)
		return error_set(err, STATUS_USAGE, "run-credentials is for the config of `awsmfa exec --refresh`");
	if (!refresh_place_open(place, path, err))
		return false;
	return setenv(REFRESH_PLACE_VARIABLE, place->path, 1) == 0 || error_memory(err);
}

/* Rule 1. */
static bool
read_entry(struct answer *answer, const struct store_place *place, size_t number, struct error *err)
{
	const char *line;

	if (!refresh_record_read(&answer->record, place, err))
		return false;
	line = refresh_record_line(&answer->record, number);
	if (line == NULL || number == 0)
		return error_set(err, STATUS_LOCAL, "this run has no profile number %zu", number);
	return refresh_entry_read(&answer->entry, line, err) && refresh_record_enter(&answer->record, err);
}

/* --- the MFA session ---------------------------------------------------------------------------- */

/* The one of the run; NULL: it has ended. */
static const struct session *
find_mfa(const struct run *run)
{
	return mfa_sessions_find_last(&run->store.sessions, run->keys.credentials.access_key_id,
	    run->serial[0] == '\0' ? NULL : run->serial, run->url);
}

static bool
has_ended(const struct answer *answer, struct error *err)
{
	error_set(err, STATUS_CODE_NEEDED, "the MFA session of this run has ended, and profile '%s' needs a new code",
	    plan_settings_profile(&answer->entry.plan));
	return error_hint(err, "start COMMAND again; mfa_process in the profile lets a run go on by itself");
}

/* Makes sure that keys and STS are still those of the run. */
static bool
is_same_base(const struct run *run, const struct refresh_base *base, struct error *err)
{
	return (strcmp(run->keys.credentials.access_key_id, base->key) == 0 && strcmp(run->url, base->url) == 0) ||
	    error_set(err, STATUS_LOCAL, "the keys or the STS of profile '%s' have changed since the run began",
	    run->plan->profile);
}

/* An mfa_process gets nothing to read, and COMMAND none of what it and awsmfa say meanwhile. Returns our standard
 * error, for speak. */
static int
silence(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), before = fcntl(2, F_DUPFD_CLOEXEC, 3);

	if (null >= 0 && before >= 0) {
		dup2(null, 0);
		dup2(null, 2);
	}
	if (null > 2)
		close(null);
	return before;
}

static void
speak(int before)
{
	if (before < 0)
		return;
	dup2(before, 2);
	close(before);
}

/* Gets a new MFA session with the code of the mfa_process, as the user's files are now. OLD: not this one. */
static bool
renew_with(struct session *mfa, const struct session *old, struct plan *plan, struct answer *answer, struct error *err)
{
	struct run run = {
		.plan = plan, .manner = &manner, .terminal = &answer->terminal, .link = { .settings = &plan->endpoint },
	};
	bool ok, ignored;

	ok = origin_find(&run, err) && source_find(&run.keys, &ignored, plan, &answer->terminal, err) &&
	    is_same_base(&run, &answer->record.base, err);
	if (ok) {
		cache_open(&run);
		ok = mfa_session_obtain(mfa, old, &run, err);
	}
	run_clear(&run);
	return ok;
}

static bool
renew_mfa(struct session *mfa, const struct session *old, struct answer *answer, struct error *err)
{
	struct asked asked = { .profile = answer->entry.plan.profile };
	struct plan plan = PLAN_INIT;
	bool ok;
	int before;

	if (!answer->entry.has_mfa_process)
		return has_ended(answer, err);
	before = silence();
	plan.refreshes = true;
	ok = wishes_parse(&asked.wishes, answer->entry.wishes) && planning_load_files(&plan, err) &&
	    planning_make(&plan, &asked, &answer->terminal, &manner, err) &&
	    renew_with(mfa, old, &plan, answer, err);
	speak(before);
	plan_clear(&plan);
	asked_clear(&asked);
	return ok;
}

/* --- the session of the profile ----------------------------------------------------------------- */

static bool
is_due(const struct session *session)
{
	return session_remaining(session, time(NULL)) <= role_cache_refresh_margin(session);
}

static bool
answer_mfa(struct session *session, struct answer *answer, struct error *err)
{
	const struct session *old = find_mfa(&answer->run);
	const struct store_place *place = &answer->run.store.place;
	bool ok;

	if (old != NULL && (!is_due(old) || !answer->entry.has_mfa_process ||
	    role_sessions_failed_lately(place, "mfa", REST))) {
		session_copy(session, old);
		return true;
	}
	leave_terminal();
	ok = renew_mfa(session, old, answer, err);
	if (!ok && old != NULL && session_remaining(old, time(NULL)) > 0) {		/* rule 3 */
		role_sessions_note_failure(place, "mfa");
		session_copy(session, old);
		return true;
	}
	return ok;
}

/* Assumes the roles with the MFA session, renewed if need be. */
static bool
assume(struct session *session, struct answer *answer, struct error *err)
{
	const struct session *found = find_mfa(&answer->run);
	struct session mfa = SESSION_INIT;
	struct keys keys = KEYS_INIT;
	bool ok = true;

	if (found != NULL)
		session_copy(&mfa, found);
	else
		ok = renew_mfa(&mfa, NULL, answer, err);
	credentials_copy(&keys.credentials, &mfa.credentials);
	snprintf(keys.from, sizeof(keys.from), "the MFA session of this run");
	ok = ok && roles_assume(session, &keys, &answer->run, err);
	keys_clear(&keys);
	session_clear(&mfa);
	return ok;
}

static bool
answer_role(struct session *session, struct answer *answer, struct error *err)
{
	struct run *run = &answer->run;
	struct secret identity = SECRET_INIT;
	struct session old = SESSION_INIT;
	bool ok, had;

	role_cache_identity(&identity, run, run->plan->chain.roles);
	had = !identity.failed && role_sessions_find(&run->store.place, secret_text(&identity), &old);
	run->link.hurried = had;
	ok = had && (!is_due(&old) || role_sessions_failed_lately(&run->store.place, secret_text(&identity), REST));
	if (ok) {
		session_copy(session, &old);
	} else {
		leave_terminal();
		ok = assume(session, answer, err);
		if (!ok && had && session_remaining(&old, time(NULL)) > 0) {		/* rule 3 */
			role_sessions_note_failure(&run->store.place, secret_text(&identity));
			session_copy(session, &old);
			ok = true;
		}
	}
	session_clear(&old);
	secret_clear(&identity);
	return ok;
}

/* Makes the run that answers, and opens its store. */
static bool
prepare(struct answer *answer, struct error *err)
{
	const struct refresh_base *base = &answer->record.base;
	struct run *run = &answer->run;

	answer->entry.plan.shares = base->shares;
	answer->entry.plan.from_environment = base->from_environment && answer->entry.plan.profile[0] == '\0';
	run->plan = &answer->entry.plan;
	run->manner = &manner;
	run->terminal = &answer->terminal;
	run->link.settings = &answer->entry.plan.endpoint;
	snprintf(run->keys.credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", base->key);
	snprintf(run->serial, sizeof(run->serial), "%s", base->serial);
	snprintf(run->url, sizeof(run->url), "%s", base->url);
	cache_open(run);
	return cache_is_shared(run) ||
	    error_set(err, STATUS_LOCAL, "the sessions of this run of `awsmfa exec --refresh` cannot be read");
}

/* Keeps the words of the first failure: SDKs often swallow them. */
static void
note_failure(const struct store_place *place, const struct error *err)
{
	struct secret line = SECRET_INIT;
	struct error ignored;

	secret_puts(&line, err->message);
	if (faccessat(place->directory, SAID, F_OK, 0) != 0 &&
	    !refresh_place_write(place, SAID, 0600, &line, &ignored))
		secret_clear(&line);
	secret_clear(&line);
}

bool
refresh_answer_said(const struct store_place *place, struct secret *said)
{
	return refresh_place_read(place, SAID, 2048, said) && said->len > 0;
}

static bool
answer_at(struct session *session, struct answer *answer, const struct store_place *place, size_t number,
    struct error *err)
{
	bool ok;

	ok = read_entry(answer, place, number, err) && prepare(answer, err) &&
	    (answer->entry.plan.chain.roles == 0 ? answer_mfa(session, answer, err) :
	    answer_role(session, answer, err)) && session_check(session, err);
	if (!ok)
		note_failure(place, err);
	return ok;
}

/* Some SDKs have no margin of their own (Go, C++): they send a request in the last moment, which AWS gets when the
 * session has ended. They are told an earlier end and ask before; of one that is due, the true end. */
static void
tell_early_end(struct session *session)
{
	long margin = role_cache_refresh_margin(session) / 2;

	if (!is_due(session))
		session->expires -= margin < MINUTE ? margin : MINUTE;
}

bool
refresh_answer(struct session *session, size_t number, struct error *err)
{
	struct answer answer = {
		.record = REFRESH_RECORD_INIT, .entry = REFRESH_ENTRY_INIT, .terminal = TERMINAL_INIT,
	};
	struct store_place place = { .directory = -1 };
	bool ok;

	if (!open_place(&place, err))
		return false;
	hold_signals(SIG_BLOCK);
	ok = answer_at(session, &answer, &place, number, err);
	if (ok)
		tell_early_end(session);
	run_clear(&answer.run);
	terminal_clear(&answer.terminal);
	refresh_entry_clear(&answer.entry);
	refresh_record_clear(&answer.record);
	close(place.directory);
	return ok;
}
