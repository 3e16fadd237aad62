/* check_detached.c - programs that go on when nobody waits for them any more */
#include "base/detached.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/process.h"
#include "unit.h"

#define LONG 20		/* seconds in which everything here ends */

static char shell[] = "/bin/sh", option[] = "-c";
static char path[] = "PATH=/usr/bin:/bin";
static char *const variables[] = { path, NULL };

/* Starts COMMAND and waits SECONDS for its end. */
static bool
run(struct detached *detached, const char *command, int lock, int seconds)
{
	char *const argv[] = { shell, option, (char *)command, NULL };
	struct timespec deadline = deadline_in(seconds * 1000L);
	struct error err = { .status = STATUS_DONE };
	struct progress progress;
	bool ended;

	*detached = (struct detached){ .argv = argv, .environment = variables, .lock = lock };
	ck_assert_msg(detached_start(detached, &err), "%s: %s", command, err.message);
	detached->argv = NULL;
	progress_begin(&progress, PROGRESS_ALONE, "the test");
	ended = detached_wait(detached, &deadline, &progress);
	progress_end(&progress);
	return ended;
}

static int
open_null(void)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	ck_assert_int_gt(fd, 2);
	return fd;
}

static const struct {
	const char	*command;
	int		 status;
	const char	*printed, *said;
} ends[] = {
	{ "echo out; echo err >&2", 0, "out\n", "err\n" },
	{ "exit 7", 7, "", "" },
	{ "kill -9 $$", 137, "", "" },
	{ "cat", 0, "", "" },						/* there is nothing to read */
	{ "exec >&- 2>&-; sleep 0.1; exit 3", 3, "", "" },		/* its output ends before it does */
	{ "sleep 20 & echo $$ >/dev/null; echo out", 0, "out\n", "" },	/* and what it has started, later */
	{ "ps -o sid= -o tty= $$ | tr -d ' ' | sed s/$$/own/", 0, "own?\n", "" },
	{ "env | sort | grep -v ^_= | grep -v PWD | grep -v SHLVL", 0, "PATH=/usr/bin:/bin\n", "" },
};

START_TEST(takes_all_of_it)
{
	struct detached detached;
	int lock = open_null();

	if (strncmp(ends[_i].command, "ps ", 3) == 0 && access("/bin/ps", X_OK) != 0)
		return;
	ck_assert_msg(run(&detached, ends[_i].command, lock, LONG), "%s: has not ended", ends[_i].command);
	ck_assert_msg(detached.status == ends[_i].status, "%s: status %d", ends[_i].command, detached.status);
	ck_assert_str_eq(secret_text(&detached.printed), ends[_i].printed);
	ck_assert_str_eq(secret_text(&detached.said), ends[_i].said);
	detached_clear(&detached);
	close(lock);
}
END_TEST

/* What is too much is read all the same: it must not wait for us. */
START_TEST(keeps_so_much)
{
	struct detached detached;
	int lock = open_null();

	ck_assert(run(&detached, "head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero >&2", lock, LONG));
	ck_assert_uint_eq(detached.printed.len, DETACHED_PRINTED_LIMIT);
	ck_assert_uint_eq(detached.said.len, DETACHED_SAID_LIMIT);
	detached_clear(&detached);
	close(lock);
}
END_TEST

/* Nobody reads any more, and it prints all the same and goes on; the lock is its own until then. */
START_TEST(goes_on_alone)
{
	char name[] = "/tmp/check-detached-XXXXXX", command[200];
	struct timespec deadline = deadline_in(LONG * 1000L);
	struct detached detached;
	int lock = mkostemp(name, O_CLOEXEC), again;

	ck_assert_int_ge(lock, 0);
	ck_assert_int_eq(flock(lock, LOCK_EX), 0);
	snprintf(command, sizeof(command),
	    "while [ ! -e %s.go ]; do sleep 0.02; done; echo out && echo err >&2 && echo done >%s.end", name, name);
	ck_assert(!run(&detached, command, lock, 0));
	detached_clear(&detached);
	close(lock);
	again = open(name, O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(flock(again, LOCK_EX | LOCK_NB), -1);
	ck_assert_int_eq(errno, EWOULDBLOCK);
	snprintf(command, sizeof(command), "%s.go", name);
	close(open(command, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
	while (flock(again, LOCK_EX | LOCK_NB) != 0 && deadline_left(&deadline) > 0)
		usleep(10000);
	ck_assert_int_gt(deadline_left(&deadline), 0);
	unlink(command);
	snprintf(command, sizeof(command), "%s.end", name);
	ck_assert_int_eq(access(command, F_OK), 0);
	unlink(command);
	unlink(name);
	close(again);
}
END_TEST

/* Neither the pipe of a shell that waits for our end, nor anything else that was open. */
START_TEST(has_nothing_else_open)
{
	struct detached detached;
	int lock = open_null(), other = dup(lock);

	if (access("/proc/self/fd", F_OK) != 0)
		return;
	ck_assert_int_eq(dup2(other, 42), 42);
	ck_assert(run(&detached, "exec ls /proc/self/fd", lock, LONG));
	ck_assert_str_eq(secret_text(&detached.printed), "0\n1\n2\n3\n4\n5\n6\n");	/* 6: ls itself */
	detached_clear(&detached);
	close(42);
	close(other);
	close(lock);
}
END_TEST

START_TEST(says_what_cannot_be_started)
{
	char none[] = "/nonexistent/aws";
	char *const argv[] = { none, NULL };
	struct detached detached = { .argv = argv, .environment = variables };
	struct error err = { .status = STATUS_DONE };

	detached.lock = open_null();
	ck_assert(!detached_start(&detached, &err));
	ck_assert_str_eq(err.message, "cannot start /nonexistent/aws: No such file or directory");
	ck_assert_int_eq(detached.pid, 0);
	close(detached.lock);
	detached_clear(&detached);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("detached");
	TCase *cases = tcase_create("detached");

	tcase_set_timeout(cases, 2 * LONG);
	tcase_add_loop_test(cases, takes_all_of_it, 0, COUNT(ends));
	tcase_add_test(cases, keeps_so_much);
	tcase_add_test(cases, goes_on_alone);
	tcase_add_test(cases, has_nothing_else_open);
	tcase_add_test(cases, says_what_cannot_be_started);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
