/* check_error.c - how an error is told, and that it fits */
#include "base/error.h"

#include <errno.h>
#include <string.h>

#include "unit.h"

START_TEST(is_set_whole)
{
	struct error err = { .signal = 2, .cause = CAUSE_TLS, .hint = "an old hint" };

	ck_assert(!error_set(&err, STATUS_REFUSED, "profile '%s', line %d", "x", 7));
	ck_assert_int_eq(err.status, STATUS_REFUSED);
	ck_assert_str_eq(err.message, "profile 'x', line 7");
	ck_assert_str_eq(err.hint, "");
	ck_assert_int_eq(err.signal, 0);
	ck_assert_int_eq(err.cause, CAUSE_NONE);
}
END_TEST

START_TEST(tells_errno)
{
	struct error err = { .hint = "an old hint" };

	errno = ENOENT;
	ck_assert(!error_set_errno(&err, STATUS_LOCAL, "cannot read %s", "/x"));
	ck_assert_str_eq(err.message, "cannot read /x: No such file or directory");
	ck_assert_str_eq(err.hint, "");
}
END_TEST

START_TEST(a_hint_keeps_the_message)
{
	struct error err = { .status = STATUS_DONE };

	error_set(&err, STATUS_USAGE, "wrong");
	ck_assert(!error_hint(&err, "try %s", "this"));
	ck_assert_str_eq(err.message, "wrong");
	ck_assert_str_eq(err.hint, "try this");
	ck_assert_int_eq(err.status, STATUS_USAGE);
}
END_TEST

START_TEST(a_prefix_keeps_the_rest)
{
	struct error err = { .status = STATUS_DONE };

	error_set(&err, STATUS_UNREACHABLE, "no answer");
	error_hint(&err, "wait");
	ck_assert(!error_cause(&err, CAUSE_TIMED_OUT));
	ck_assert(!error_prefix(&err, "%s:%d", "host", 443));
	ck_assert_str_eq(err.message, "host:443: no answer");
	ck_assert_str_eq(err.hint, "wait");
	ck_assert_int_eq(err.cause, CAUSE_TIMED_OUT);
	ck_assert_int_eq(err.status, STATUS_UNREACHABLE);
}
END_TEST

START_TEST(out_of_memory_is_an_error_too)
{
	struct error err = { .status = STATUS_DONE };

	ck_assert(!error_memory(&err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "out of memory");
}
END_TEST

START_TEST(what_is_too_long_is_cut)
{
	struct error err = { .status = STATUS_DONE };
	char big[4000];

	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	error_set(&err, STATUS_LOCAL, "%s", big);
	ck_assert_uint_eq(strlen(err.message), sizeof(err.message) - 1);
	error_hint(&err, "%s", big);
	ck_assert_uint_eq(strlen(err.hint), sizeof(err.hint) - 1);
	error_prefix(&err, "before");
	ck_assert_uint_eq(strlen(err.message), sizeof(err.message) - 1);
	ck_assert(strncmp(err.message, "before: xxx", 11) == 0);
	error_prefix(&err, "%s", big);
	ck_assert_uint_eq(strlen(err.message), sizeof(err.message) - 1);
	errno = ENOENT;
	error_set_errno(&err, STATUS_LOCAL, "%s", big);
	ck_assert_uint_eq(strlen(err.message), sizeof(err.message) - 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("error");
	TCase *cases = tcase_create("error");

	tcase_add_test(cases, is_set_whole);
	tcase_add_test(cases, tells_errno);
	tcase_add_test(cases, a_hint_keeps_the_message);
	tcase_add_test(cases, a_prefix_keeps_the_rest);
	tcase_add_test(cases, out_of_memory_is_an_error_too);
	tcase_add_test(cases, what_is_too_long_is_cut);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
