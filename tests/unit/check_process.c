/* check_process.c - programs we start: what they get, what we take from them, and for how long */
#include "base/capture.h"
#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"

static bool
capture(const char *command, int seconds, size_t limit, struct secret *out, struct error *err)
{
	const struct capture capture = { .command = command, .what = "the command", .seconds = seconds,
	    .limit = limit };

	*err = (struct error){ .status = STATUS_DONE };
	return capture_run(&capture, out, err);
}

static const struct {
	const char	*command;
	const char	*output;
} captured[] = {
	{ "printf 123456", "123456" },
	{ "echo 123456", "123456\n" },
	{ ":", "" },
	{ "printf 'a\\nb\\n'", "a\nb\n" },
	{ "printf a; sleep 0.05; printf b", "ab" },
	{ "echo out; echo err 2>/dev/null >&2", "out\n" },
	{ "exec >&-; sleep 0.05", "" },		/* the output ends before the command does */
	{ "printf '%s' \"$-\" | tr -d a-z", "" },
	{ "head -c 2000 /dev/zero | tr '\\0' x | wc -c | tr -d ' '", "2000\n" },
};

START_TEST(takes_the_output)
{
	struct secret out = SECRET_INIT;
	struct error err;

	ck_assert_msg(capture(captured[_i].command, 20, 1024, &out, &err), "%s: %s", captured[_i].command, err.message);
	ck_assert_msg(strcmp(secret_text(&out), captured[_i].output) == 0, "%s: %s", captured[_i].command,
	    secret_text(&out));
	secret_clear(&out);
}
END_TEST

static const struct {
	const char	*command;
	int		 seconds;
	const char	*message;
} failing[] = {
	{ "exit 3", 20, "the command failed with status 3" },
	{ "echo 123456; exit 1", 20, "the command failed with status 1" },
	{ "kill -9 $$", 20, "the command failed with status 137" },
	{ "no-such-command-at-all 2>/dev/null", 20, "the command failed with status 127" },
	{ "head -c 1025 /dev/zero", 20, "the command printed more than 1024 bytes" },
	{ "yes", 20, "the command printed more than 1024 bytes" },
	{ "sleep 60", 1, "the command did not end within 1 s" },
	{ "echo 123456; sleep 60; :", 1, "the command did not end within 1 s" },
	{ "exec >&-; sleep 60", 1, "the command did not end within 1 s" },
	{ "trap '' TERM; while :; do sleep 0.1; done", 1, "the command did not end within 1 s" },
};

START_TEST(says_why_there_is_none)
{
	struct secret out = SECRET_INIT;
	struct error err;
	time_t start = time(NULL);

	ck_assert_msg(!capture(failing[_i].command, failing[_i].seconds, 1024, &out, &err), "%s", failing[_i].command);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strcmp(err.message, failing[_i].message) == 0, "%s: %s", failing[_i].command, err.message);
	ck_assert_msg(time(NULL) - start < 15, "%s took %ld s", failing[_i].command, (long)(time(NULL) - start));
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);	/* nobody is left to be waited for */
	secret_clear(&out);
}
END_TEST

START_TEST(as_much_as_the_limit_is_fine)
{
	struct secret out = SECRET_INIT;
	struct error err;

	ck_assert_msg(capture("head -c 1024 /dev/zero", 20, 1024, &out, &err), "%s", err.message);
	ck_assert_uint_eq(out.len, 1024);
	secret_clear(&out);
}
END_TEST

/* By it a credential_process that calls awsmfa again is recognised, so no shell may lose it. */
START_TEST(the_guard_is_seen_whatever_was_set)
{
	static const struct capture guarded = {
		.command = "printf '%s %s' \"$CHECK_GUARD\" \"$CHECK_GUARD_2\"; env | grep -c ^CHECK_GUARD=",
		.guard = "CHECK_GUARD=ours", .what = "the command", .seconds = 20, .limit = 1024,
	};
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	setenv("CHECK_GUARD_2", "kept", 1);
	ck_assert_msg(capture_run(&guarded, &out, &err), "%s", err.message);
	ck_assert_str_eq(secret_text(&out), "ours kept1\n");
	ck_assert_ptr_null(getenv("CHECK_GUARD"));
	secret_clear(&out);
	setenv("CHECK_GUARD", "theirs", 1);
	ck_assert_msg(capture_run(&guarded, &out, &err), "%s", err.message);
	ck_assert_str_eq(secret_text(&out), "ours kept1\n");
	ck_assert_str_eq(getenv("CHECK_GUARD"), "theirs");
	secret_clear(&out);
}
END_TEST

START_TEST(a_child_gets_what_we_were_started_with)
{
	struct secret before = SECRET_INIT, after = SECRET_INIT;
	static const char command[] = "umask; ulimit -c; ls /proc/self/fd | wc -l; sh -c 'kill -PIPE $$; echo ignored' "
	    "|| echo $?";
	struct rlimit core;
	struct error err;

	umask(027);
	if (getrlimit(RLIMIT_CORE, &core) == 0) {
		core.rlim_cur = core.rlim_max;
		setrlimit(RLIMIT_CORE, &core);
	}
	ck_assert_msg(capture(command, 20, 1024, &before, &err), "%s", err.message);
	process_harden();
	ck_assert_msg(capture(command, 20, 1024, &after, &err), "%s", err.message);
	ck_assert_str_eq(secret_text(&after), secret_text(&before));
	ck_assert_ptr_nonnull(strstr(secret_text(&after), "0027\n"));
	ck_assert_ptr_null(strstr(secret_text(&after), "ignored"));
	secret_clear(&before);
	secret_clear(&after);
}
END_TEST

START_TEST(hardening_is_what_it_says)
{
	struct rlimit core;
	struct sigaction pipe_action;
	mode_t mask;

	umask(022);
	signal(SIGPIPE, SIG_DFL);
	process_harden();
	mask = umask(077);
	ck_assert_uint_eq(mask, 077);
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &core), 0);
	ck_assert_uint_eq(core.rlim_cur, 0);
	ck_assert_int_eq(sigaction(SIGPIPE, NULL, &pipe_action), 0);
	ck_assert(pipe_action.sa_handler == SIG_IGN);
	process_restore();
	mask = umask(077);
	ck_assert_uint_eq(mask, 022);
	ck_assert_int_eq(sigaction(SIGPIPE, NULL, &pipe_action), 0);
	ck_assert(pipe_action.sa_handler == SIG_DFL);
}
END_TEST

/* A file that is opened must not become stdout or stderr. */
START_TEST(closed_descriptors_are_taken)
{
	int saved = fcntl(_i, F_DUPFD_CLOEXEC, 10), fd;
	struct error err;

	close(_i);
	ck_assert(process_begin(&err));
	fd = open("/dev/null", O_RDONLY);
	ck_assert_int_gt(fd, 2);
	ck_assert_int_eq((int)write(_i, "x", 1), _i == 0 ? 1 : -1);
	close(fd);
	dup2(saved, _i);
}
END_TEST

START_TEST(what_cannot_be_executed_is_an_error)
{
	char path[] = "/nonexistent/program";
	char *argv[] = { path, NULL };
	struct program program = { .argv = argv, .in = 0, .out = 1 };
	struct error err = { .status = STATUS_DONE };

	ck_assert(!process_start(&program, &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "cannot start /nonexistent/program: No such file or directory");
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}
END_TEST

START_TEST(gives_descriptors_and_environment)
{
	char shell[] = "/bin/sh", option[] = "-c", command[] = "read line; echo \"$line $ONLY ${HOME-no home}\"; exit "
	    "7";
	char only[] = "ONLY=this";
	char *argv[] = { shell, option, command, NULL }, *environment[] = { only, NULL };
	struct program program = { .argv = argv, .environment = environment };
	struct error err = { .status = STATUS_DONE };
	int to[2], from[2];
	char answer[64] = "";

	ck_assert(pipe(to) == 0 && pipe(from) == 0);
	program.in = to[0];
	program.out = from[1];
	ck_assert_int_eq(write(to[1], "hello\n", 6), 6);
	ck_assert_msg(process_start(&program, &err), "%s", err.message);
	close(from[1]);
	ck_assert_int_eq(process_wait(&program), 7);
	ck_assert_int_gt(read(from[0], answer, sizeof(answer) - 1), 0);
	ck_assert_str_eq(answer, "hello this no home\n");
}
END_TEST

START_TEST(knows_its_own_path)
{
	char path[4096];

	ck_assert(process_path(path, sizeof(path)));
	ck_assert_int_eq(path[0], '/');
	ck_assert_ptr_nonnull(strstr(path, "check_process"));
	ck_assert_int_eq(access(path, X_OK), 0);
	ck_assert(!process_path(path, 5));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("process");
	TCase *cases = tcase_create("process");

	tcase_set_timeout(cases, 60);
	tcase_add_loop_test(cases, takes_the_output, 0, COUNT(captured));
	tcase_add_loop_test(cases, says_why_there_is_none, 0, COUNT(failing));
	tcase_add_test(cases, as_much_as_the_limit_is_fine);
	tcase_add_test(cases, the_guard_is_seen_whatever_was_set);
	tcase_add_test(cases, a_child_gets_what_we_were_started_with);
	tcase_add_test(cases, hardening_is_what_it_says);
	tcase_add_loop_test(cases, closed_descriptors_are_taken, 0, 3);
	tcase_add_test(cases, what_cannot_be_executed_is_an_error);
	tcase_add_test(cases, gives_descriptors_and_environment);
	tcase_add_test(cases, knows_its_own_path);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
