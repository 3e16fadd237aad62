#include "base/witness.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

#define MOMENT 50		/* milliseconds: the kernel signals a group in one go */
#define FRESH 1000		/* older reports are about a signal that was handled */

struct report {
	int	number;
	long	when;		/* milliseconds */
};

static long
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The witness's side. */
static void
watch(const sigset_t *set, int reports, pid_t parent)
{
	const struct timespec second = { .tv_sec = 1 };
	struct report report;
	siginfo_t info;

#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	while (getppid() == parent) {
		if (sigtimedwait(set, &info, &second) <= 0 || info.si_code > 0)
			continue;
		report = (struct report){ info.si_signo, milliseconds() };
		if (write(reports, &report, sizeof(report)) != (ssize_t)sizeof(report))
			break;
	}
	_exit(0);
}

void
witness_start(struct witness *witness, const sigset_t *set, int held)
{
	pid_t parent = getpid();
	int ends[2], fd;

	*witness = (struct witness){ .pid = 0 };
	if (!process_pipe(ends))
		return;
	witness->pid = fork();
	if (witness->pid == 0) {
		for (fd = 0; fd <= 2; fd++)
			close(fd);
		close(ends[0]);
		if (held > 2)
			close(held);
		watch(set, ends[1], parent);
	}
	close(ends[1]);
	witness->reports = ends[0];
	if (witness->pid < 0) {
		close(ends[0]);
		witness->pid = 0;
	}
}

bool
witness_saw(const struct witness *witness, int number)
{
	struct pollfd fd = { .fd = witness->reports, .events = POLLIN };
	struct report report;
	long end = milliseconds() + MOMENT, now;

	if (witness->pid == 0)
		return false;
	for (now = milliseconds(); now < end; now = milliseconds()) {
		if (poll(&fd, 1, (int)(end - now)) <= 0)
			continue;
		if (read(fd.fd, &report, sizeof(report)) != (ssize_t)sizeof(report))
			return false;
		if (report.number == number && now - report.when < FRESH)
			return true;
	}
	return false;
}

void
witness_end(struct witness *witness)
{
	if (witness->pid == 0)
		return;
	kill(witness->pid, SIGKILL);
	while (waitpid(witness->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(witness->reports);
	witness->pid = 0;
}
