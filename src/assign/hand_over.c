/* hand_over.c
 *
 *  1. The secret MUST go to the command's stdin alone: not to argv, environment or a file.
 */
#include "assign/hand_over.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "assign/interruption.h"
#include "base/io.h"
#include "base/process.h"

/* Waits for its end, and passes a signal on that the terminal did not send to both. */
static int
attend(struct program *program)
{
	const struct timespec tick = { .tv_nsec = 20 * 1000 * 1000 };
	int status = 0, told = 0, got;
	pid_t ended;

	while ((ended = waitpid(program->pid, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
		got = interruption_signal();
		if (got != told && (got == SIGTERM || got == SIGHUP))
			kill(program->pid, got);
		told = got;
		nanosleep(&tick, NULL);
	}
	program->pid = 0;
	return ended < 0 ? 127 : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool
hand_over_run(const char *command, const struct secret *address, struct error *err)
{
	char shell[] = "/bin/sh", option[] = "-c";
	char *argv[] = { shell, option, (char *)command, NULL };
	struct program program = { .argv = argv, .out = 1 };
	int ends[2], status;
	bool written;

	if (!process_pipe(ends))
		return error_set_errno(err, STATUS_LOCAL, "cannot make a pipe");
	program.in = ends[0];
	if (!process_start(&program, err)) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[0]);
	written = io_write(ends[1], secret_text(address), address->len, "the command of --to", err);
	close(ends[1]);
	status = attend(&program);
	if (status != 0)
		return error_set(err, STATUS_LOCAL, "the command of --to failed with status %d", status);
	return written || error_prefix(err, "the command of --to ended without reading the secret");
}
