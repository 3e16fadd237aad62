/* check_config_key.c - every key is found by its name, and nothing else is */
#include <string.h>

#include "profile/config_key.h"
#include "unit.h"

START_TEST(finds_each_by_its_name)
{
	const char *name = config_key_name((enum config_key)_i);

	ck_assert_int_eq(config_key_find(name, strlen(name)), _i);
	ck_assert_uint_ne(CONFIG_KEY_BIT(_i), 0);
}
END_TEST

static const char *const others[] = {
	"", "r", "regio", "regions", "region ", "Region", "mfa_serial=", "output", "\xff"
};

START_TEST(finds_no_other)
{
	ck_assert_int_eq(config_key_find(others[_i], strlen(others[_i])), KEY_OTHER);
	ck_assert_int_eq(config_key_kind(KEY_OTHER), CONFIG_KEY_OTHER);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config_key");
	TCase *cases = tcase_create("config_key");

	tcase_add_loop_test(cases, finds_each_by_its_name, KEY_OTHER + 1, CONFIG_KEYS);
	tcase_add_loop_test(cases, finds_no_other, 0, COUNT(others));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
