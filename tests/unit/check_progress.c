/* check_progress.c - waiting, with and without a word. What a terminal shows is tested in terminals. */
#include "base/progress.h"

#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"
#include "unit.h"

START_TEST(counts_down)
{
	struct timespec soon = deadline_in(60 * 1000), now = deadline_in(0), past = deadline_in(0),
	    far = deadline_in(LONG_MAX / 8);

	past.tv_sec -= 10;
	ck_assert_int_gt(deadline_left(&soon), 59 * 1000);
	ck_assert_int_le(deadline_left(&soon), 60 * 1000);
	ck_assert_int_eq(deadline_left(&now), 0);
	ck_assert_int_eq(deadline_left(&past), 0);
	ck_assert_int_eq(deadline_left(&far), INT_MAX);
}
END_TEST

START_TEST(reads_what_is_there)
{
	struct progress progress;
	int ends[2];

	ck_assert(pipe(ends) == 0);
	progress_begin(&progress, PROGRESS_ALONE, "%s", "x");
	ck_assert_int_eq(progress_poll(&progress, ends[0], 0), 0);
	ck_assert_int_eq(progress_poll(&progress, ends[0], 5), 0);
	ck_assert(write(ends[1], "x", 1) == 1);
	ck_assert_int_eq(progress_poll(&progress, ends[0], 0), 1);
	ck_assert_int_eq(progress_poll(&progress, ends[0], -1), 1);
	close(ends[1]);
	ck_assert_int_eq(progress_poll(&progress, ends[0], -1), 1);
	progress_end(&progress);
	progress_end(&progress);
}
END_TEST

static void
notice_it(int signal)
{
	(void)signal;
}

/* A signal that somebody else catches, SIGWINCH say, ends neither the wait nor its limit. */
START_TEST(goes_on_after_a_signal)
{
	struct sigaction action = { .sa_handler = notice_it };
	struct timespec half = deadline_in(150);
	struct progress progress;
	int ends[2];

	sigaction(SIGALRM, &action, NULL);
	ck_assert(pipe(ends) == 0);
	progress_begin(&progress, PROGRESS_BESIDE, "%s", "x");
	ualarm(50000, 0);
	ck_assert_int_eq(progress_poll(&progress, ends[0], 200), 0);
	ck_assert_int_eq(deadline_left(&half), 0);
	progress_end(&progress);
}
END_TEST

/* The name of a profile may be anything; it neither overflows nor steers the terminal. */
START_TEST(the_text_is_whole_and_harmless)
{
	struct progress progress;
	char name[1000];

	progress_begin(&progress, PROGRESS_ALONE, "%s", "a\033[2Jb");
	ck_assert_str_eq(progress.text, "awsmfa: waiting for a?[2Jb ...");
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	progress_begin(&progress, PROGRESS_ALONE, "%s", name);
	ck_assert_uint_lt(strlen(progress.text), sizeof(progress.text));
	ck_assert_str_eq(progress.text + strlen(progress.text) - 5, "x ...");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("progress");
	TCase *cases = tcase_create("progress");

	tcase_add_test(cases, counts_down);
	tcase_add_test(cases, reads_what_is_there);
	tcase_add_test(cases, goes_on_after_a_signal);
	tcase_add_test(cases, the_text_is_whole_and_harmless);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
