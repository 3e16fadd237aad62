#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/given.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif
#ifdef __FreeBSD__
#include <sys/sysctl.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(AWSMFA_DEBUG)
#define TRACEABLE 1		/* LeakSanitizer attaches to the process it checks */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRACEABLE 1
#endif
#endif

#define STACK_NEEDED ((rlim_t)256 * 1024)	/* four times what has been seen */

static struct {
	bool		 changed;
	mode_t		 umask;
	struct rlimit	 core, stack;
	struct sigaction pipe, size, child;
} before;

/* A closed descriptor 0 to 2 would be taken by the next open, and a message could end up in a file
 * of the user. The direction is the wrong one on purpose: a write to a closed stdout still fails. For
 * what we execute it is closed again. */
static bool
occupy_closed_descriptors(struct error *err)
{
	int fd, taken;

	for (fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
			continue;
		taken = open("/dev/null", (fd == 0 ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
		if (taken < 0)		/* as in a bare chroot */
			taken = open("/", O_RDONLY | O_CLOEXEC);
		if (taken != fd)
			return error_set_errno(err, STATUS_LOCAL, "cannot open /dev/null, nor /");
	}
	return true;
}

/* A crash would look like a fault of ours, and an eval would take its silence for success. */
static bool
has_stack(struct error *err)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_STACK, &limit) != 0)
		return true;
	before.stack = limit;
	if (limit.rlim_cur >= STACK_NEEDED)
		return true;
	limit.rlim_cur = STACK_NEEDED;
	if (limit.rlim_max >= STACK_NEEDED && setrlimit(RLIMIT_STACK, &limit) == 0)
		return true;
	error_set(err, STATUS_LOCAL, "the stack may have %lu KiB only, and awsmfa needs %lu",
	    (unsigned long)limit.rlim_max / 1024, (unsigned long)STACK_NEEDED / 1024);
	return error_hint(err, "ulimit -s shows the limit; a new shell may have a higher one");
}

void
process_harden(void)
{
	struct rlimit core;
	struct sigaction ignore = { .sa_handler = SIG_IGN }, usual = { .sa_handler = SIG_DFL };

	getrlimit(RLIMIT_CORE, &before.core);
	core = before.core;
	core.rlim_cur = 0;
	setrlimit(RLIMIT_CORE, &core);
#if defined(__linux__) && !defined(TRACEABLE)
	prctl(PR_SET_DUMPABLE, 0);
#endif
	before.umask = umask(077);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGPIPE, &ignore, &before.pipe);
	sigaction(SIGXFSZ, &ignore, &before.size);
	sigemptyset(&usual.sa_mask);
	sigaction(SIGCHLD, &usual, &before.child);	/* a process that ignores it gets no status of its children */
	before.changed = true;
}

bool
process_begin(struct error *err)
{
	process_harden();
	return occupy_closed_descriptors(err) && has_stack(err);
}

void
process_restore(void)
{
	if (!before.changed)
		return;
	setrlimit(RLIMIT_CORE, &before.core);
	if (before.stack.rlim_cur < STACK_NEEDED && before.stack.rlim_cur != 0)
		setrlimit(RLIMIT_STACK, &before.stack);
	umask(before.umask);
	sigaction(SIGPIPE, &before.pipe, NULL);
	sigaction(SIGXFSZ, &before.size, NULL);
	sigaction(SIGCHLD, &before.child, NULL);
}

_Noreturn void
process_end(int status)
{
#ifdef TRACEABLE
	exit(status);
#else
	_exit(status);
#endif
}

bool
process_path(char *path, size_t size)
{
#if defined(__linux__) || defined(__NetBSD__)
#ifdef __linux__
	const char *link = "/proc/self/exe";
#else
	const char *link = "/proc/curproc/exe";
#endif
	ssize_t length = readlink(link, path, size - 1);

	if (length <= 0 || (size_t)length >= size - 1)
		return false;
	path[length] = '\0';
	return true;
#elif defined(__APPLE__)
	char raw[PATH_MAX], resolved[PATH_MAX];
	uint32_t length = sizeof(raw);

	if (_NSGetExecutablePath(raw, &length) != 0 || realpath(raw, resolved) == NULL)
		return false;
	return (size_t)snprintf(path, size, "%s", resolved) < size;
#elif defined(__FreeBSD__)
	int name[4] = { CTL_KERN, KERN_PROC, KERN_PROC_PATHNAME, -1 };

	return sysctl(name, 4, path, &size, NULL, 0) == 0;
#else
	(void)path;
	(void)size;
	return false;
#endif
}

/* The child's side of process_start; tells its parent through REPORT when it cannot go on. */
static void
become(const struct program *program, int report)
{
	extern char **environ;
	int cause;

	if (!program->hardened)
		process_restore();
	if (dup2(program->in, 0) == 0 && dup2(program->out, 1) == 1) {
		if (program->environment != NULL)
			environ = (char **)program->environment;
		if (!program->hardened)
			given_take();
		execv(program->argv[0], program->argv);
	}
	cause = errno;
	if (write(report, &cause, sizeof(cause)) != (ssize_t)sizeof(cause))
		_exit(126);
	_exit(127);
}

bool
process_pipe(int ends[2])
{
#ifdef __APPLE__
	if (pipe(ends) != 0)
		return false;
	if (fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0)
		return true;
	close(ends[0]);
	close(ends[1]);
	return false;
#else
	return pipe2(ends, O_CLOEXEC) == 0;
#endif
}

/* Takes back a program that may have started, but nobody can tell. */
static void
stop(struct program *program)
{
	int cause = errno;

	kill(program->pid, SIGKILL);
	process_wait(program);
	errno = cause;
}

bool
process_start(struct program *program, struct error *err)
{
	int report[2], cause = 0;
	ssize_t got;

	if (!process_pipe(report))
		return error_set_errno(err, STATUS_LOCAL, "cannot make a pipe");
	program->pid = fork();
	if (program->pid == 0)
		become(program, report[1]);
	close(report[1]);
	if (program->pid < 0) {
		close(report[0]);
		return error_set_errno(err, STATUS_LOCAL, "cannot start %s", program->argv[0]);
	}
	do
		got = read(report[0], &cause, sizeof(cause));
	while (got < 0 && errno == EINTR);
	if (got > 0)
		errno = cause;
	cause = errno;
	close(report[0]);
	if (got == 0)
		return true;
	errno = cause;
	stop(program);
	return error_set_errno(err, STATUS_LOCAL, "cannot start %s", program->argv[0]);
}

static int
exit_status(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int
process_wait(struct program *program)
{
	int status = 0;

	while (waitpid(program->pid, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	program->pid = 0;
	return exit_status(status);
}

bool
process_wait_until(struct program *program, const struct timespec *deadline, int *status)
{
	const struct timespec tick = { .tv_nsec = 2 * 1000 * 1000 };
	int raw = 0;
	pid_t ended;

	while ((ended = waitpid(program->pid, &raw, WNOHANG)) == 0) {
		if (deadline_left(deadline) == 0)
			return false;
		nanosleep(&tick, NULL);
	}
	*status = ended < 0 ? 127 : exit_status(raw);
	program->pid = 0;
	return true;
}
