/* check_aws_cli_lock.c - of two runs of the AWS CLI for a login one waits, and hears for whom */
#include "profile/aws_cli_lock.h"

#include <stdlib.h>

#include "base/deadline.h"
#include "failing_calls.h"
#include "unit.h"

static char folder[64], place[80];

static void
set_up(void)
{
	snprintf(folder, sizeof(folder), "/tmp/check_aws_cli_lock.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(place, sizeof(place), "%s/awsmfa", folder);
	setenv("XDG_RUNTIME_DIR", folder, 1);
	failing_call(NULL, 0, 0);
}

static void
tear_down(void)
{
	DIR *directory = opendir(place);
	struct dirent *entry;

	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.')
			ck_assert_int_eq(unlinkat(dirfd(directory), entry->d_name, 0), 0);
	closedir(directory);
	ck_assert(rmdir(place) == 0 && rmdir(folder) == 0);
}

/* Takes the lock of a login, or does not wait for it. */
static bool
take(struct aws_cli_lock *lock, const char *login, struct error *err)
{
	struct timespec now = deadline_in(0);

	*lock = (struct aws_cli_lock){ .seconds = 60 };
	return aws_cli_lock_take(lock, login, &now, err);
}

/* A hint with a process that nobody has told would kill the wrong ones. */
START_TEST(who_waits_hears_for_which_process)
{
	struct aws_cli_lock first, second, other;
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(take(&first, "corp", &err), "%s", err.message);
	ck_assert(!take(&second, "corp", &err) && err.reason == REASON_STILL_RUNNING);
	ck_assert_str_eq(err.message, "the AWS CLI, which awsmfa has started, is still running");
	ck_assert_str_eq(err.hint, "");
	aws_cli_lock_note(&first, 4711);
	ck_assert(!take(&second, "corp", &err) && err.reason == REASON_STILL_RUNNING);
	ck_assert_str_eq(err.message, "the AWS CLI, which awsmfa has started (process 4711), is still running");
	ck_assert_str_eq(err.hint, "if it hangs: kill 4711");
	ck_assert(take(&other, "another login", &err));
	aws_cli_lock_release(&first);
	ck_assert(take(&second, "corp", &err));
	aws_cli_lock_release(&second);
	aws_cli_lock_leave(&other);
	aws_cli_lock_leave(&other);
}
END_TEST

static const struct {
	const char	*call;
	long		 number;
	const char	*said;		/* NULL: it is taken */
} failures[] = {
	{ "openat", 1, "cannot open aws-" },
	{ "fstat", 2, "cannot look at aws-" },		/* the first looks at the directory */
	{ "flock", 1, "is still running" },
	{ "ftruncate", 1, NULL },
};

/* An error, and no second try for ever. */
START_TEST(it_is_taken_or_there_is_an_error)
{
	struct aws_cli_lock lock;
	struct error err = { .status = STATUS_DONE };
	bool taken;

	failing_call(failures[_i].call, failures[_i].number, EIO);
	taken = take(&lock, "corp", &err);
	if (taken)
		aws_cli_lock_note(&lock, 1);
	ck_assert_msg(failing_call_came() && taken == (failures[_i].said == NULL), "%s", failures[_i].call);
	ck_assert(taken || strstr(err.message, failures[_i].said) != NULL);
	ck_assert_int_eq(lock.fd != 0, taken);
	aws_cli_lock_leave(&lock);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("aws_cli_lock");
	TCase *cases = tcase_create("aws_cli_lock");

	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_test(cases, who_waits_hears_for_which_process);
	tcase_add_loop_test(cases, it_is_taken_or_there_is_an_error, 0, COUNT(failures));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
