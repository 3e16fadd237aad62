/* check_wishes.c - what travels in AWSMFA_OPTIONS */
#include "types/wishes.h"

#include <string.h>

#include "unit.h"

START_TEST(comes_back_as_it_was)
{
	struct wishes written = WISHES_INIT, read = WISHES_INIT;
	struct secret text = SECRET_INIT, again = SECRET_INIT;
	size_t i;

	for (i = 0; i < WISHES; i++)
		written.value[i] = i % 2 == 0 ? "arn:aws:iam::1:role/a b'&=%" : "\xc3\xa9\n{\"x\": 1}";
	wishes_write(&text, &written);
	ck_assert(strspn(text.data, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%=&") == text.len);
	ck_assert(wishes_parse(&read, text.data));
	for (i = 0; i < WISHES; i++)
		ck_assert_str_eq(read.value[i], written.value[i]);
	wishes_write(&again, &read);
	ck_assert_str_eq(again.data, text.data);
	secret_clear(&text);
	secret_clear(&again);
	wishes_clear(&read);
}
END_TEST

START_TEST(nothing_is_nothing)
{
	struct wishes wishes = WISHES_INIT;
	struct secret text = SECRET_INIT;

	ck_assert(wishes_parse(&wishes, ""));
	ck_assert(!wishes_any(&wishes));
	wishes_write(&text, &wishes);
	ck_assert_str_eq(secret_text(&text), "");
	secret_clear(&text);
	wishes_clear(&wishes);
}
END_TEST

static const char *const damaged[] = {
	"role-arn", "=x", "unknown=1", "region:x", "region=a,b", "role-arn=a&role-arn=b", "role-arn=%", "role-arn=%0", "role-arn=%zz", "role-arn=%00",
	"role-arn=a'b", "role-arn=$(touch pwned)", "role-arn=a b", "role-ar=x", "role-arnn=x", "region=a&&duration=1h",
};

START_TEST(refuses)
{
	struct wishes wishes = WISHES_INIT;
	size_t i;

	ck_assert_msg(!wishes_parse(&wishes, damaged[_i]), "%s", damaged[_i]);
	for (i = 0; i < WISHES; i++)
		ck_assert_ptr_null(wishes.value[i]);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wishes");
	TCase *cases = tcase_create("wishes");

	tcase_add_test(cases, comes_back_as_it_was);
	tcase_add_test(cases, nothing_is_nothing);
	tcase_add_loop_test(cases, refuses, 0, COUNT(damaged));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
