/* foreground.c
 *
 *  1. What the terminal sends MUST reach the command once: from the kernel, never from us.
 *  2. What another process sent to us alone MUST be passed on, once; what it sent to the group MUST NOT. What comes
 *     from a process of the group is not passed on either: an editor that stops itself stops the group.
 *  3. We MUST NOT end before the command, whatever can be caught, and MUST stop when it does.
 */
#include "base/foreground.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"
#include "base/replace.h"
#include "base/witness.h"

#define HELD_FROM 100		/* scripts use the low numbers */

/* --- signals ------------------------------------------------------------------------------------ */

/* Those that are about ourselves, or cannot be caught. */
static bool
is_own(int number)
{
	static const int own[] = {
		SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGPIPE, SIGCHLD
	};
	size_t i;

	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i] == number)
			return true;
	return false;
}

/* Blocks all that is waited for. A signal that is ignored stays so: the command ignores it too. */
static void
block(struct foreground *foreground, sigset_t *set)
{
	struct sigaction action;
	int number;

	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	for (number = 1; number <= SIGRTMAX; number++)
		if (!is_own(number) && sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(set, number);
	sigprocmask(SIG_BLOCK, set, &foreground->mask);
}

/* Rules 1 and 2. */
static bool
is_to_pass(const siginfo_t *info, const struct witness *witness)
{
	if (info->si_code > 0)		/* SI_KERNEL: from the terminal */
		return false;
	if (info->si_pid != 0 && getpgid(info->si_pid) == getpgrp())
		return false;
	return !witness_saw(witness, info->si_signo);
}

/* Stops us as the command was stopped, until somebody continues us. */
static void
stop(int number)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, before;
	sigset_t only;

	sigemptyset(&usual.sa_mask);
	sigemptyset(&only);
	sigaddset(&only, number);
	sigaction(number, &usual, &before);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &only, NULL);		/* here */
	sigprocmask(SIG_BLOCK, &only, NULL);
	sigaction(number, &before, NULL);
}

/* --- the command -------------------------------------------------------------------------------- */

/* The child's side; tells its parent through REPORT why it cannot go on. */
static void
become(const struct foreground *foreground, int report)
{
	struct error err = { .status = STATUS_DONE };
	int held = foreground->held > 0 ? fcntl(foreground->held, F_DUPFD, HELD_FROM) : 0;

	if (held < 0)
		held = fcntl(foreground->held, F_DUPFD, 3);
	if (held < 0)
		error_set_errno(&err, STATUS_LOCAL, "cannot pass on the lock of the run");
	sigprocmask(SIG_SETMASK, &foreground->mask, NULL);
	if (held < 0 || !replace_program(foreground->path, foreground->argv, foreground->environment, &err))
		if (write(report, &err, sizeof(err)) == (ssize_t)sizeof(err))
			_exit(127);
	_exit(126);
}

static bool
start(const struct foreground *foreground, pid_t *pid, struct error *err)
{
	struct error reason;
	int report[2];
	ssize_t got;

	if (!process_pipe(report))
		return error_set_errno(err, STATUS_LOCAL, "cannot make a pipe");
	*pid = fork();
	if (*pid == 0)
		become(foreground, report[1]);
	close(report[1]);
	if (*pid < 0) {
		close(report[0]);
		return error_set_errno(err, STATUS_LOCAL, "cannot start %s", foreground->path);
	}
	do
		got = read(report[0], &reason, sizeof(reason));
	while (got < 0 && errno == EINTR);
	close(report[0]);
	if (got != (ssize_t)sizeof(reason))
		return true;
	while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*err = reason;
	return false;
}

/* Takes what has become of the command. False: it goes on. */
static bool
has_ended(struct foreground *foreground, pid_t pid)
{
	int status, stopped = 0;
	pid_t got;

	while ((got = waitpid(pid, &status, WNOHANG | WUNTRACED | WCONTINUED)) == pid) {
		stopped = WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			foreground->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
			foreground->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
			return true;
		}
	}
	if (stopped != 0)
		stop(stopped);
	return got < 0 && errno == ECHILD;
}

bool
foreground_run(struct foreground *foreground, struct error *err)
{
	struct witness witness;
	sigset_t set;
	siginfo_t info;
	pid_t pid = 0;
	bool ok;

	block(foreground, &set);
	ok = start(foreground, &pid, err);
	if (ok)
		witness_start(&witness, &set, foreground->held);
	while (ok && !has_ended(foreground, pid))
		if (sigwaitinfo(&set, &info) > 0 && info.si_signo != SIGCHLD && is_to_pass(&info, &witness))
			kill(pid, info.si_signo);
	if (ok)
		witness_end(&witness);
	return ok;
}

bool
foreground_end(const struct foreground *foreground, struct error *err)
{
	const struct timespec now = { .tv_sec = 0 };
	sigset_t set;

	sigfillset(&set);
	while (sigtimedwait(&set, NULL, &now) > 0)
		continue;
	sigprocmask(SIG_SETMASK, &foreground->mask, NULL);
	if (foreground->status == 0 && foreground->signal == 0)
		return true;
	error_set(err, (enum status)foreground->status, "%s", "");
	err->signal = foreground->signal;
	return false;
}
