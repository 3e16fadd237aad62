#include "base/capture.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/process.h"
#include "base/progress.h"

/* Ends a program that has had its chance: politely, and by force a second later. */
static void
end(struct program *program)
{
	struct timespec deadline = deadline_in(1000);
	int status;

	kill(program->pid, SIGTERM);
	if (process_wait_until(program, &deadline, &status))
		return;
	kill(program->pid, SIGKILL);
	process_wait(program);
}

static bool
is_late(const struct capture *capture, struct error *err)
{
	return error_set(err, STATUS_LOCAL, "%s did not end within %d s", capture->what, capture->seconds);
}

/* Reads FD to its end into OUT; false with the reason when the time or the limit is up. */
static bool
collect(int fd, const struct capture *capture, const struct timespec *deadline, struct secret *out, struct error *err)
{
	struct progress progress;
	char chunk[512];
	ssize_t got = 1;
	int polled, cause;

	progress_begin(&progress, PROGRESS_BESIDE, "%s", capture->what);
	do {
		polled = progress_poll(&progress, fd, deadline_left(deadline));
		if (polled <= 0)
			break;
		got = read(fd, chunk, sizeof(chunk));
		if (got > 0)
			secret_add(out, chunk, (size_t)got);
	} while ((got > 0 || (got < 0 && errno == EINTR)) && out->len <= capture->limit);
	cause = errno;
	progress_end(&progress);
	secret_wipe(chunk, sizeof(chunk));
	errno = cause;
	if (polled < 0 || got < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot read from %s", capture->what);
	if (polled == 0)
		return is_late(capture, err);
	if (out->len > capture->limit)
		return error_set(err, STATUS_LOCAL, "%s printed more than %zu bytes", capture->what, capture->limit);
	return secret_check(out, err);
}

/* What PROGRAM prints until it ends. Its output may end long before it does. */
static bool
attend(struct program *program, int fd, const struct capture *capture, struct secret *out, struct error *err)
{
	struct timespec deadline = deadline_in(capture->seconds * 1000L);
	int status = 0;
	bool ok = collect(fd, capture, &deadline, out, err);

	if (ok && !process_wait_until(program, &deadline, &status))
		ok = is_late(capture, err);
	if (program->pid != 0)
		end(program);
	if (ok && status != 0)
		return error_set(err, STATUS_LOCAL, "%s failed with status %d", capture->what, status);
	return ok;
}

/* The environment with GUARD instead of any variable of that name: if there are two, some shells take the
 * first and some the last. To be freed by the caller, the strings are shared. */
static char **
environment_with(const char *guard)
{
	extern char **environ;
	char **with;
	size_t count = 0, kept = 0, i, name = strcspn(guard, "=") + 1;

	while (environ[count] != NULL)
		count++;
	with = malloc((count + 2) * sizeof(*with));
	if (with == NULL)
		return NULL;
	with[kept++] = (char *)guard;
	for (i = 0; i < count; i++)
		if (strncmp(environ[i], guard, name) != 0)
			with[kept++] = environ[i];
	with[kept] = NULL;
	return with;
}

bool
capture_run(const struct capture *capture, struct secret *out, struct error *err)
{
	char shell[] = "/bin/sh", option[] = "-c";
	char *argv[] = { shell, option, (char *)capture->command, NULL };
	struct program program = { .argv = argv };
	char **environment = NULL;
	int ends[2];
	bool ok;

	if (capture->guard != NULL && (environment = environment_with(capture->guard)) == NULL)
		return error_memory(err);
	if (!process_pipe(ends)) {
		free(environment);
		return error_set_errno(err, STATUS_LOCAL, "cannot make a pipe");
	}
	program.environment = environment;
	program.out = ends[1];
	ok = process_start(&program, err);
	close(ends[1]);
	ok = ok && attend(&program, ends[0], capture, out, err);
	close(ends[0]);
	free(environment);
	return ok;
}
