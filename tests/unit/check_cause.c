/* check_cause.c - causes have words, and words have causes */
#include "base/cause.h"

#include <string.h>

#include "unit.h"

START_TEST(every_cause_has_a_word_of_its_own)
{
	const char *word = cause_word((enum cause)_i);

	ck_assert_msg(word != NULL && *word != '\0', "cause %d has no word", _i);
	ck_assert_uint_eq(strspn(word, "abcdefghijklmnopqrstuvwxyz-"), strlen(word));
	ck_assert_int_eq(cause_of_word(word), _i);
}
END_TEST

START_TEST(any_other_word_is_no_cause)
{
	ck_assert_int_eq(cause_of_word(NULL), CAUSE_NONE);
	ck_assert_int_eq(cause_of_word(""), CAUSE_NONE);
	ck_assert_int_eq(cause_of_word("host-not-foun"), CAUSE_NONE);
	ck_assert_int_eq(cause_of_word("Host-not-found"), CAUSE_NONE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("cause");
	TCase *cases = tcase_create("cause");

	tcase_add_loop_test(cases, every_cause_has_a_word_of_its_own, 0, CAUSES);
	tcase_add_test(cases, any_other_word_is_no_cause);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
