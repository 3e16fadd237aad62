/* check_saved.c - what a session put aside, and how a damaged list is read */
#include "shell/saved.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

START_TEST(comes_back_as_it_was)
{
	struct saved written = SAVED_INIT, read = SAVED_INIT;
	struct secret text = SECRET_INIT;

	written.user[SAVED_AWS_PROFILE] = "it's & = : \xc3\xa9";
	written.user[SAVED_AWS_REGION] = "eu-west-1";
	written.ours[SAVED_AWS_CA_BUNDLE] = "/etc/my ca.pem";
	saved_write(&text, &written);
	setenv("AWSMFA_SAVED", text.data, 1);
	saved_read(&read);
	ck_assert_str_eq(read.user[SAVED_AWS_PROFILE], written.user[SAVED_AWS_PROFILE]);
	ck_assert_str_eq(read.user[SAVED_AWS_REGION], "eu-west-1");
	ck_assert_str_eq(read.ours[SAVED_AWS_CA_BUNDLE], "/etc/my ca.pem");
	ck_assert_ptr_null(read.user[SAVED_AWS_DEFAULT_PROFILE]);
	ck_assert_ptr_null(read.ours[SAVED_AWS_PROFILE]);
	secret_clear(&text);
	saved_clear(&read);
}
END_TEST

START_TEST(a_damaged_entry_costs_only_itself)
{
	struct saved saved = SAVED_INIT;

	setenv("AWSMFA_SAVED", "AWS_PROFILE=%zz&PATH=%2Ftmp&LD_PRELOAD:x&=&AWS_REGION&AWS_REGION=a,b&AWS_DEFAULT_PROFILE=ok&$(touch pwned)=1", 1);
	saved_read(&saved);
	ck_assert_ptr_null(saved.user[SAVED_AWS_PROFILE]);
	ck_assert_ptr_null(saved.user[SAVED_AWS_REGION]);
	ck_assert_str_eq(saved.user[SAVED_AWS_DEFAULT_PROFILE], "ok");
	saved_clear(&saved);
}
END_TEST

START_TEST(ours_only_while_it_has_our_value)
{
	struct saved saved = SAVED_INIT;

	setenv("AWSMFA_SAVED", "AWS_CA_BUNDLE:%2Fa", 1);
	setenv("AWS_CA_BUNDLE", "/a", 1);
	saved_read(&saved);
	ck_assert(saved_is_ours(&saved, SAVED_AWS_CA_BUNDLE));
	ck_assert_ptr_null(saved_user_value(&saved, "AWS_CA_BUNDLE"));
	setenv("AWS_CA_BUNDLE", "/b", 1);
	ck_assert(!saved_is_ours(&saved, SAVED_AWS_CA_BUNDLE));
	ck_assert_str_eq(saved_user_value(&saved, "AWS_CA_BUNDLE"), "/b");
	saved_clear(&saved);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("saved");
	TCase *cases = tcase_create("saved");

	tcase_add_test(cases, comes_back_as_it_was);
	tcase_add_test(cases, a_damaged_entry_costs_only_itself);
	tcase_add_test(cases, ours_only_while_it_has_our_value);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
