/* aws_cli.c
 *
 *  1. Only a program in an absolute directory of PATH MUST be found: a relative one is that of whatever repository
 *     one is in.
 *  2. It MUST be run without a shell, and its environment MUST hold nothing of ours, no session and no state.
 *  3. It MUST be run once at a time for a login, and MUST NOT be ended by us: it may be writing its cache.
 *  4. Its answer MUST be a session with an end that is to come.
 */
#include "profile/aws_cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/detached.h"
#include "base/notice.h"
#include "profile/aws_cli_failure.h"
#include "profile/aws_cli_lock.h"
#include "profile/credential_process.h"
#include "shell/caller.h"
#include "shell/exports.h"
#include "types/timestamp.h"

/* --- the program -------------------------------------------------------------------------------- */

/* Takes the next absolute entry of PATH at *AT; NULL: there is no more. */
static const char *
next_directory(const char **at, int *length)
{
	const char *entry;

	while (**at != '\0') {
		entry = *at;
		*length = (int)strcspn(entry, ":");
		*at += *length + (entry[*length] == ':');
		if (*entry == '/')
			return entry;
	}
	return NULL;
}

bool
aws_cli_find(char *path, size_t size)
{
	const char *at = environment_get("PATH"), *directory;
	struct stat info;
	int length = 0;

	while (at != NULL && (directory = next_directory(&at, &length)) != NULL)
		if ((size_t)snprintf(path, size, "%.*s/aws", length, directory) < size &&
		    stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0)
			return true;
	return false;
}

/* PATH without its relative entries: a script begins with "env python3". */
static void
write_path(struct secret *out)
{
	const char *at = environment_get("PATH"), *directory;
	int length = 0;

	while (at != NULL && (directory = next_directory(&at, &length)) != NULL)
		secret_printf(out, "%s%.*s", out->len > 0 ? ":" : "", length, directory);
}

bool
aws_cli_environment(struct environment *environment, const struct shell_session *held, const char *profile,
    struct error *err)
{
	struct exports exports = EXPORTS_INIT;
	struct secret path = SECRET_INIT;
	struct change change[EXPORTS_LIMIT + 4];
	size_t count;
	bool ok;

	exports_drop(&exports, held, NULL);
	count = exports.count;
	memcpy(change, exports.change, count * sizeof(change[0]));
	write_path(&path);
	change[count++] = (struct change){ "PATH", secret_text(&path) };
	change[count++] = (struct change){ "AWS_CLI_AUTO_PROMPT", "off" };
	change[count++] = (struct change){ CREDENTIAL_PROCESS_GUARD, profile };
	change[count++] = (struct change){ REPORT_VARIABLE, NULL };
	ok = secret_check(&path, err) && environment_build(environment, change, count, err);
	secret_clear(&path);
	exports_clear(&exports);
	return ok;
}

/* --- the answer --------------------------------------------------------------------------------- */

/* Rule 4. */
static bool
check_session(const struct credentials *credentials, const char *profile, struct error *err)
{
	char when[TIMESTAMP_SIZE];
	time_t now = time(NULL);

	if (credentials->session_token.len == 0) {
		error_set(err, STATUS_LOCAL, "the AWS CLI gives long-term keys for profile '%s', no session", profile);
		return error_hint(err, "keep the keys of an IAM user in a profile without other credentials");
	}
	if (credentials->expiration == 0) {
		error_set(err, STATUS_LOCAL,
		    "the AWS CLI gives a session for profile '%s' that does not say when it ends", profile);
		return error_hint(err, "if [%s] in the credentials file holds that session, remove it there: "
		    "the AWS CLI prefers it", profile);
	}
	if (credentials->expiration > now)
		return true;
	error_set(err, STATUS_LOCAL,
	    "the session that the AWS CLI gives for profile '%s' ended at %s, by the clock of this machine", profile,
	    timestamp_local(when, credentials->expiration, now));
	return error_hint(err, "timedatectl set-ntp true");
}

static bool
take_answer(struct credentials *credentials, const struct aws_cli *cli, const struct detached *run, struct error *err)
{
	const struct aws_cli_failure failure = {
		.path = cli->path, .profile = cli->profile, .kind = cli->kind, .status = run->status,
		.said = secret_text(&run->said),
	};
	char from[300];

	if (run->status != 0)
		return aws_cli_failure_explain(&failure, caller_shell(cli->state), err);
	snprintf(from, sizeof(from), "`aws configure export-credentials` for profile '%.200s'", cli->profile);
	return credential_process_parse(credentials, secret_text(&run->printed), from, err) &&
	    check_session(credentials, cli->profile, err);
}

/* --- the run ------------------------------------------------------------------------------------ */

/* An awsmfa that such a run has started would wait for the lock of that run. */
static bool
refuse_inside(const struct aws_cli *cli, struct error *err)
{
	const char *outer = getenv(CREDENTIAL_PROCESS_GUARD);

	if (outer == NULL)
		return true;
	error_set(err, STATUS_LOCAL,
	    "awsmfa is asked for profile '%s' by a program that it has started for profile '%s'", cli->profile, outer);
	return error_hint(err, "awsmfa cannot get keys from itself; correct the credential_process that calls it");
}

static bool
is_late(const struct aws_cli *cli, struct error *err)
{
	error_set(err, STATUS_LOCAL, "the AWS CLI has not answered within %d s for profile '%s'; it goes on",
	    cli->seconds, cli->profile);
	err->reason = REASON_STILL_RUNNING;
	return false;
}

/* Starts it, with the lock. */
static bool
start(struct detached *run, const struct aws_cli *cli, const struct aws_cli_lock *lock, struct error *err)
{
	char configure[] = "configure", export[] = "export-credentials", format[] = "--format", process[] = "process";
	struct secret profile = SECRET_INIT;
	bool ok;

	secret_printf(&profile, "--profile=%s", cli->profile);
	char *const argv[] = { (char *)cli->path, configure, export, profile.data, format, process, NULL };

	notice_step("running %s configure export-credentials --profile=%s --format process", cli->path, cli->profile);
	*run = (struct detached){ .argv = argv, .environment = cli->environment, .lock = lock->fd };
	ok = secret_check(&profile, err) && detached_start(run, err);
	run->argv = NULL;
	secret_clear(&profile);
	if (ok)
		aws_cli_lock_note(lock, run->pid);
	return ok;
}

/* Rule 3: whatever happens here, the lock is that of the run while it lasts. */
static bool
attend(struct credentials *credentials, const struct aws_cli *cli, struct aws_cli_lock *lock,
    const struct timespec *deadline, struct error *err)
{
	struct detached run = { .pid = 0 };
	struct progress progress;
	bool ok = start(&run, cli, lock, err), ended = true;

	if (ok) {
		progress_begin(&progress, PROGRESS_ALONE, "the AWS CLI, %s", cli->path);
		ended = detached_wait(&run, deadline, &progress);
		progress_end(&progress);
		ok = ended ? take_answer(credentials, cli, &run, err) : is_late(cli, err);
	}
	if (ended)
		aws_cli_lock_release(lock);
	else
		aws_cli_lock_leave(lock);
	detached_clear(&run);
	return ok;
}

bool
aws_cli_export(struct credentials *credentials, const struct aws_cli *cli, struct error *err)
{
	struct aws_cli_lock lock = { .seconds = cli->seconds };
	struct timespec deadline = deadline_in(cli->seconds * 1000L);

	return refuse_inside(cli, err) && aws_cli_lock_take(&lock, cli->login, &deadline, err) &&
	    attend(credentials, cli, &lock, &deadline, err);
}
