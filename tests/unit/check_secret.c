/* check_secret.c - what a secret keeps, and that nothing is given back to malloc before it was wiped */
#include "base/secret.h"

#include <stdint.h>
#include <wchar.h>

#include "unit.h"
#include "wiped.h"

START_TEST(the_watch_sees_a_block_that_is_not_wiped)
{
	volatile char *block = malloc(200);	/* or the compiler would leave out what nobody reads */
	size_t i;

	for (i = 0; block != NULL && i < MARK_SIZE; i++)
		block[100 + i] = MARK[i];
	free((void *)block);
	ck_assert_int_eq(wiped_leaks, wiped_is_watching() ? 1 : 0);
}
END_TEST

START_TEST(growth_wipes_what_it_leaves)
{
	struct secret secret = SECRET_INIT;
	int i;

	for (i = 0; i < 5000; i++)
		secret_puts(&secret, MARK);
	ck_assert_uint_eq(secret.len, 5000 * MARK_SIZE);
	for (i = 0; i < 5000; i++)
		ck_assert(memcmp(secret.data + (size_t)i * MARK_SIZE, MARK, MARK_SIZE) == 0);
	secret_clear(&secret);
	ck_assert_ptr_null(secret.data);
	ck_assert_int_eq(wiped_leaks, 0);
}
END_TEST

START_TEST(replacing_wipes)
{
	struct secret secret = SECRET_INIT, other = SECRET_INIT;

	secret_set(&secret, MARK);
	secret_set(&secret, "x");
	ck_assert_str_eq(secret_text(&secret), "x");
	secret_set(&secret, MARK);
	secret_set(&secret, NULL);
	ck_assert_str_eq(secret_text(&secret), "");
	secret_puts(&secret, MARK);
	secret_puts(&other, "y");
	secret_move(&secret, &other);
	ck_assert_str_eq(secret_text(&secret), "y");
	ck_assert_ptr_null(other.data);
	ck_assert_int_eq(wiped_leaks, 0);
	secret_move(&secret, &secret);
	ck_assert_str_eq(secret_text(&secret), "y");
	secret_clear(&secret);
}
END_TEST

static const struct {
	const char	*text, *trimmed;
} trims[] = {
	{ "", "" }, { " ", "" }, { "\t\r\n ", "" }, { "a", "a" }, { " a b ", "a b" }, { "123456\n", "123456" },
	{ "  x", "x" }, { "\xc2\xa0" "123456" "\xe2\x80\x83", "123456" }, { "\xc2\xa0", "" }, { "\xa0", "\xa0" },
};

START_TEST(trimming_takes_blanks_off_both_ends)
{
	struct secret secret = SECRET_INIT;

	secret_puts(&secret, trims[_i].text);
	secret_trim(&secret);
	ck_assert_str_eq(secret_text(&secret), trims[_i].trimmed);
	ck_assert_uint_eq(secret.len, strlen(trims[_i].trimmed));
	secret_clear(&secret);
}
END_TEST

START_TEST(truncating_wipes_the_rest)
{
	struct secret secret = SECRET_INIT;
	size_t i;

	secret_puts(&secret, "keep" MARK);
	secret_truncate(&secret, 4);
	ck_assert_str_eq(secret_text(&secret), "keep");
	for (i = 4; i < 4 + MARK_SIZE; i++)
		ck_assert_int_eq(secret.data[i], 0);
	secret_truncate(&secret, 100);
	ck_assert_uint_eq(secret.len, 4);
	secret_truncate(&secret, 0);
	ck_assert_str_eq(secret_text(&secret), "");
	secret_clear(&secret);
	secret_truncate(&secret, 0);
}
END_TEST

START_TEST(without_memory_the_contents_are_gone_and_wiped)
{
	struct secret secret = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_puts(&secret, MARK);
	ck_assert(secret_check(&secret, &err));
	secret_reserve(&secret, SIZE_MAX / 2);
	ck_assert(!secret_check(&secret, &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "out of memory");
	secret_puts(&secret, "half a text");
	secret_printf(&secret, "%d", 1);
	ck_assert_str_eq(secret_text(&secret), "");
	ck_assert_int_eq(wiped_leaks, 0);
	secret_clear(&secret);
	ck_assert(secret_check(&secret, &err));
}
END_TEST

START_TEST(text_that_cannot_be_formatted_is_a_failure)
{
	struct secret secret = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_puts(&secret, MARK);
	secret_printf(&secret, "%lc", (wint_t)0x20ac);	/* the C locale has no such character */
	ck_assert(!secret_check(&secret, &err));
	ck_assert_str_eq(secret_text(&secret), "");
	ck_assert_int_eq(wiped_leaks, 0);
	secret_clear(&secret);
}
END_TEST

START_TEST(appends_what_it_is_given)
{
	struct secret secret = SECRET_INIT;
	char big[3000];

	ck_assert_str_eq(secret_text(&secret), "");
	secret_add(&secret, "a\0b", 3);
	ck_assert_uint_eq(secret.len, 3);
	ck_assert(memcmp(secret.data, "a\0b", 4) == 0);
	secret_truncate(&secret, 0);
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	secret_printf(&secret, "%s=%d;%s", "k", -7, big);
	ck_assert_uint_eq(secret.len, 5 + sizeof(big) - 1);
	ck_assert(strncmp(secret_text(&secret), "k=-7;xxx", 8) == 0);
	secret_clear(&secret);
	secret_clear(&secret);
}
END_TEST

START_TEST(nothing_moves_after_reserving)
{
	struct secret secret = SECRET_INIT;
	const char *data;
	int i;

	secret_reserve(&secret, 10000);
	data = secret.data;
	for (i = 0; i < 10000; i++)
		secret_add(&secret, "x", 1);
	ck_assert_ptr_eq(secret.data, data);
	secret_clear(&secret);
}
END_TEST

START_TEST(wipes)
{
	char bytes[64];
	size_t i;

	memset(bytes, 'x', sizeof(bytes));
	secret_wipe(bytes + 1, sizeof(bytes) - 2);
	ck_assert(bytes[0] == 'x' && bytes[63] == 'x');
	for (i = 1; i < sizeof(bytes) - 1; i++)
		ck_assert_int_eq(bytes[i], 0);
	secret_wipe(bytes, 0);
	ck_assert_int_eq(bytes[0], 'x');
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("secret");
	TCase *cases = tcase_create("secret");

	tcase_add_checked_fixture(cases, wiped_begin, NULL);
	tcase_add_test(cases, the_watch_sees_a_block_that_is_not_wiped);
	tcase_add_test(cases, growth_wipes_what_it_leaves);
	tcase_add_test(cases, replacing_wipes);
	tcase_add_loop_test(cases, trimming_takes_blanks_off_both_ends, 0, COUNT(trims));
	tcase_add_test(cases, truncating_wipes_the_rest);
	tcase_add_test(cases, without_memory_the_contents_are_gone_and_wiped);
	tcase_add_test(cases, text_that_cannot_be_formatted_is_a_failure);
	tcase_add_test(cases, appends_what_it_is_given);
	tcase_add_test(cases, nothing_moves_after_reserving);
	tcase_add_test(cases, wipes);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
