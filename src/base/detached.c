/* detached.c
 *
 *  1. The program MUST NOT be sent a signal, nor get one that is meant for us: a session of its own.
 *  2. Its output MUST NOT break when we go: it holds the reading ends of its own pipes.
 *  3. It MUST NOT keep anything of ours open but those and the lock: a shell that waits for the end of our
 *     output would wait for the program.
 */
#include "base/detached.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "base/deadline.h"
#include "base/process.h"

/* The descriptors of the program, in their order. */
enum {
	INPUT, PRINTED, SAID,
	LOCK, PRINTED_END, SAID_END,	/* rule 2 */
	REPORT,				/* the reason why it could not be executed; closed when it could */
	DESCRIPTORS
};

/* --- starting ----------------------------------------------------------------------------------- */

/* Rule 3. */
static void
close_from(int first)
{
	long limit = sysconf(_SC_OPEN_MAX);

#ifdef SYS_close_range
	if (syscall(SYS_close_range, (unsigned)first, ~0U, 0) == 0)
		return;
#endif
	if (limit < 0 || limit > 65536)
		limit = 65536;
	for (; first < limit; first++)
		close(first);
}

/* Gives descriptor 0 and the following to what FD names, and closes all others. */
static bool
arrange(const int fd[DESCRIPTORS])
{
	int moved[DESCRIPTORS], i;

	for (i = 0; i < DESCRIPTORS; i++)	/* out of the way of one another */
		if ((moved[i] = fcntl(fd[i], F_DUPFD, DESCRIPTORS)) < 0)
			return false;
	for (i = 0; i < DESCRIPTORS; i++)
		if (dup2(moved[i], i) != i)
			return false;
	close_from(DESCRIPTORS);
	return fcntl(REPORT, F_SETFD, FD_CLOEXEC) == 0;
}

/* The child's side; tells its parent when it cannot go on. */
static void
become(const struct detached *detached, const int fd[DESCRIPTORS])
{
	int cause, report = fd[REPORT];

	process_restore();
	if (setsid() >= 0 && arrange(fd)) {
		report = REPORT;
		execve(detached->argv[0], detached->argv, detached->environment);
	}
	cause = errno;
	if (write(report, &cause, sizeof(cause)) != (ssize_t)sizeof(cause))
		_exit(126);
	_exit(127);
}

/* Reads from FD why the program could not be executed; 0: it was. */
static int
read_report(int fd)
{
	int cause = 0;
	ssize_t got;

	do
		got = read(fd, &cause, sizeof(cause));
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof(cause) ? cause : 0;
}

/* What is open while it is started; 0: not. */
struct opening {
	int	input;
	int	out[2], err[2];		/* its output */
	int	report[2];
};

static bool
open_all(struct opening *opening)
{
	opening->input = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return opening->input > 0 && process_pipe(opening->out) && process_pipe(opening->err) &&
	    process_pipe(opening->report);
}

static void
close_one(int *fd)
{
	if (*fd > 0)
		close(*fd);
	*fd = 0;
}

/* Forks and executes. False with errno. */
static bool
launch(struct detached *detached, struct opening *opening)
{
	const int fd[DESCRIPTORS] = {
		opening->input, opening->out[1], opening->err[1],
		detached->lock, opening->out[0], opening->err[0], opening->report[1],
	};
	int cause;

	detached->pid = fork();
	if (detached->pid < 0)
		return false;
	if (detached->pid == 0)
		become(detached, fd);
	close_one(&opening->report[1]);
	cause = read_report(opening->report[0]);
	if (cause != 0)
		(void)waitpid(detached->pid, NULL, 0);
	errno = cause;
	return cause == 0;
}

bool
detached_start(struct detached *detached, struct error *err)
{
	struct opening opening = { 0 };
	bool ok = open_all(&opening) && launch(detached, &opening);

	if (ok) {
		detached->out = opening.out[0];
		detached->err = opening.err[0];
		opening.out[0] = opening.err[0] = 0;
		fcntl(detached->out, F_SETFL, O_NONBLOCK);
		fcntl(detached->err, F_SETFL, O_NONBLOCK);
	} else {
		detached->pid = 0;
		error_set_errno(err, STATUS_LOCAL, "cannot start %s", detached->argv[0]);
	}
	close_one(&opening.input);
	close_one(&opening.out[0]);
	close_one(&opening.out[1]);
	close_one(&opening.err[0]);
	close_one(&opening.err[1]);
	close_one(&opening.report[0]);
	close_one(&opening.report[1]);
	return ok;
}

/* --- waiting ------------------------------------------------------------------------------------ */

/* Takes what *FD has now, and closes it at its end. OUT gets LIMIT bytes at most. */
static void
take(int *fd, struct secret *out, size_t limit)
{
	char chunk[2048];
	ssize_t got = 1;

	while (*fd > 0 && got > 0) {
		got = read(*fd, chunk, sizeof(chunk));
		if (got > 0 && out->len < limit)
			secret_add(out, chunk, (size_t)got < limit - out->len ? (size_t)got : limit - out->len);
		if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
			close_one(fd);
	}
	secret_wipe(chunk, sizeof(chunk));
}

static void
take_output(struct detached *detached)
{
	take(&detached->out, &detached->printed, DETACHED_PRINTED_LIMIT);
	take(&detached->err, &detached->said, DETACHED_SAID_LIMIT);
}

/* Whether it has ended. What it started may go on, with its output still open. */
static bool
has_ended(struct detached *detached)
{
	int status = 0;
	pid_t pid;

	if (detached->pid == 0)
		return true;
	pid = waitpid(detached->pid, &status, WNOHANG);
	if (pid == 0 || (pid < 0 && errno == EINTR))
		return false;
	detached->status = pid < 0 ? 127 : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	detached->pid = 0;
	return true;
}

bool
detached_wait(struct detached *detached, const struct timespec *deadline, struct progress *progress)
{
	struct pollfd polled[2];
	int left, most;

	while (!has_ended(detached)) {
		left = deadline_left(deadline);
		if (left == 0)
			return false;
		/* its output ends as it does; poll(2) leaves out what is negative */
		most = detached->out > 0 || detached->err > 0 ? 100 : 2;
		polled[0] = (struct pollfd){ .fd = detached->out > 0 ? detached->out : -1, .events = POLLIN };
		polled[1] = (struct pollfd){ .fd = detached->err > 0 ? detached->err : -1, .events = POLLIN };
		(void)poll(polled, 2, left < most ? left : most);
		take_output(detached);
		progress_tick(progress);
	}
	take_output(detached);
	return true;
}

void
detached_clear(struct detached *detached)
{
	close_one(&detached->out);
	close_one(&detached->err);
	secret_clear(&detached->printed);
	secret_clear(&detached->said);
}
