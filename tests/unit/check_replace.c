/* check_replace.c - which file a command is, and what becomes of us when it cannot be run */
#include "base/replace.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"
#include "unit.h"

static char folder[] = "/tmp/check_replace-XXXXXX";

static void
put(const char *name, const char *text, mode_t mode)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, mode);

	ck_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && fchmod(fd, mode) == 0);
	close(fd);
}

/* a/both and b/both can be run; a/denied cannot, b/denied can; only/it cannot; a/folder is one. */
static void
make_files(void)
{
	ck_assert(mkdtemp(folder) != NULL && chdir(folder) == 0);
	ck_assert(mkdir("a", 0755) == 0 && mkdir("b", 0755) == 0 && mkdir("only", 0755) == 0 &&
	    mkdir("a/folder", 0755) == 0);
	put("a/both", "exit 7\n", 0755);
	put("b/both", "", 0755);
	put("a/denied", "", 0644);
	put("b/denied", "", 0755);
	put("only/it", "", 0644);
	put("here", "", 0755);
	put("b/lost", "#!/nonexistent\n", 0755);
}

static void
remove_files(void)
{
	static const char *const names[] = {
		"a/both", "b/both", "a/denied", "b/denied", "only/it", "here", "b/lost", "a/folder", "a", "b",
		"only", ".",
	};
	size_t i;

	for (i = 0; i < COUNT(names) - 1; i++)
		remove(names[i]);
	rmdir(folder);
}

static const struct {
	const char	*path;		/* PATH; NULL: not set */
	const char	*name;
	const char	*found;		/* NULL: nothing, by STATUS */
	enum status	 status;
} searches[] = {
	{ "a:b", "both", "a/both", STATUS_DONE },
	{ "b:a", "both", "b/both", STATUS_DONE },
	{ "/nonexistent:b", "both", "b/both", STATUS_DONE },
	{ "a:b", "denied", "b/denied", STATUS_DONE },
	{ "only:a", "it", NULL, STATUS_CANNOT_EXECUTE },
	{ "a:b", "folder", NULL, STATUS_NOT_FOUND },
	{ "a:b", "none", NULL, STATUS_NOT_FOUND },
	{ "a/both:b", "both", "b/both", STATUS_DONE },
	{ ":a", "here", "./here", STATUS_DONE },
	{ "a:", "here", "./here", STATUS_DONE },
	{ "a::b", "here", "./here", STATUS_DONE },
	{ "", "here", "./here", STATUS_DONE },
	{ "a:b", "here", NULL, STATUS_NOT_FOUND },
	{ NULL, "sh", NULL, STATUS_DONE },
	{ "b", "a/both", "a/both", STATUS_DONE },
	{ "b", "./here", "./here", STATUS_DONE },
	{ "b", "a/none", NULL, STATUS_NOT_FOUND },
	{ "b", "a/denied", NULL, STATUS_CANNOT_EXECUTE },
	{ "b", "a/folder", NULL, STATUS_CANNOT_EXECUTE },
	{ "b", "a/both/x", NULL, STATUS_CANNOT_EXECUTE },
	{ "b", "", NULL, STATUS_NOT_FOUND },
};

START_TEST(finds_what_a_shell_finds)
{
	char path[PATH_MAX];
	struct error err = { .status = STATUS_DONE };
	bool found;

	if (searches[_i].path == NULL)
		unsetenv("PATH");
	else
		setenv("PATH", searches[_i].path, 1);
	found = replace_find(path, sizeof(path), searches[_i].name, &err);
	ck_assert_msg(found == (searches[_i].status == STATUS_DONE) && (found || err.status == searches[_i].status),
	    "%s: %d %s", searches[_i].name, (int)err.status, err.message);
	if (searches[_i].found != NULL)
		ck_assert_str_eq(path, searches[_i].found);
}
END_TEST

START_TEST(a_long_name_is_no_overflow)
{
	char path[16], name[64];
	struct error err;

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	setenv("PATH", "a:b", 1);
	ck_assert(!replace_find(path, sizeof(path), name, &err) && err.status == STATUS_NOT_FOUND);
	name[0] = '/';
	ck_assert(!replace_find(path, sizeof(path), name, &err) && err.status == STATUS_CANNOT_EXECUTE);
}
END_TEST

START_TEST(becomes_the_program)
{
	char name[] = "name", variable[] = "A=1", *argv[] = { name, NULL }, *environment[] = { variable, NULL };
	struct error err;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		process_harden();
		/* a script without a first line, for sh */
		_exit(replace_program("a/both", argv, environment, &err) ? 1 : 2);
	}
	ck_assert(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 7);
}
END_TEST

/* We still hold secrets then. */
START_TEST(after_a_failure_we_are_as_hard_as_before)
{
	char name[] = "name", variable[] = "A=1", *argv[] = { name, NULL }, *environment[] = { variable, NULL };
	extern char **environ;
	char **own = environ;
	struct sigaction pipe;
	struct rlimit core;
	struct error err;

	process_harden();
	ck_assert(!replace_program("b/lost", argv, environment, &err) && err.status == STATUS_CANNOT_EXECUTE);
	ck_assert_str_eq(err.hint, "the interpreter in its first line does not exist");
	ck_assert(!replace_program("b/none", argv, environment, &err) && err.status == STATUS_NOT_FOUND);
	ck_assert_ptr_eq(environ, own);
	ck_assert(getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0);
	ck_assert(sigaction(SIGPIPE, NULL, &pipe) == 0 && pipe.sa_handler == SIG_IGN);
	ck_assert_int_eq(umask(077), 077);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("replace");
	TCase *cases = tcase_create("replace");

	tcase_add_unchecked_fixture(cases, make_files, remove_files);
	tcase_add_loop_test(cases, finds_what_a_shell_finds, 0, COUNT(searches));
	tcase_add_test(cases, a_long_name_is_no_overflow);
	tcase_add_test(cases, becomes_the_program);
	/* valgrind, which runs us by that name, does not survive an execve that fails */
	if (getenv("RUN") == NULL)
		tcase_add_test(cases, after_a_failure_we_are_as_hard_as_before);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
