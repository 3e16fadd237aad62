/* aws_cli_lock.h - the AWS CLI is run once at a time for a login
 *
 * It keeps a login in a file of ~/.aws that it rewrites without a lock, with a refresh token that is good for one
 * use: of two runs at once, one would lose the user's login.
 *
 *	struct aws_cli_lock lock = { .seconds = 60 };
 *
 *	if (!aws_cli_lock_take(&lock, "corp", &deadline, err))
 *		...
 *	... start the CLI, which inherits lock.fd ...
 *	aws_cli_lock_note(&lock, pid);
 *	... it has ended:
 *	aws_cli_lock_release(&lock);
 *	... or it goes on, and has the lock until it ends:
 *	aws_cli_lock_leave(&lock);
 */
#ifndef PROFILE_AWS_CLI_LOCK_H
#define PROFILE_AWS_CLI_LOCK_H

#include <sys/types.h>
#include <time.h>

#include "base/error.h"

struct aws_cli_lock {
	int	fd;		/* 0: not locked */
	int	seconds;	/* that a run may take: one that has taken as long is not waited for */
};

/* Takes the lock of LOGIN, any text. While a run of the AWS CLI has it, waits until DEADLINE; then it is an
 * error with REASON_STILL_RUNNING that names its process. The lock is a file in $XDG_RUNTIME_DIR/awsmfa,
 * /run/user/UID/awsmfa or /tmp/awsmfa-UID, never in ~/.aws; if none of them can be the user's own, it is
 * STATUS_LOCAL. */
bool	aws_cli_lock_take(struct aws_cli_lock *lock, const char *login, const struct timespec *deadline,
	    struct error *err) MUST_CHECK;

/* Writes into it which process has it, for those who wait. */
void	aws_cli_lock_note(const struct aws_cli_lock *lock, pid_t pid);

/* Gives it free, whoever has inherited it. */
void	aws_cli_lock_release(struct aws_cli_lock *lock);

/* Closes it here: it is free once everyone who has inherited it has ended. */
void	aws_cli_lock_leave(struct aws_cli_lock *lock);

#endif
