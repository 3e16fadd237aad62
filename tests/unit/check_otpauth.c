/* check_otpauth.c - the address for authenticators, its label, and the secret in groups */
#include "assign/otpauth.h"

#include "unit.h"

static const struct {
	const char	*label, *address;
} addresses[] = {
	{ "alice@123456789012", "otpauth://totp/alice%40123456789012?secret=ABCD2345" },
	{ "a+b=c,d.e-f_g", "otpauth://totp/a%2Bb%3Dc%2Cd.e-f_g?secret=ABCD2345" },
};

START_TEST(writes_an_address)
{
	struct secret address = SECRET_INIT;

	secret_set(&address, "before");
	otpauth_write(&address, addresses[_i].label, "ABCD2345");
	ck_assert_str_eq(secret_text(&address), addresses[_i].address);
	secret_clear(&address);
}
END_TEST

START_TEST(shortens_the_label_step_by_step)
{
	static const char *const expected[] = { "alicebob@1", "alicebob", "alice", "al" };
	char label[OTPAUTH_LABEL];
	unsigned step;

	for (step = 0; otpauth_label(label, step, "alicebob", "1"); step++)
		ck_assert_str_eq(label, step < COUNT(expected) ? expected[step] : "no more");
	ck_assert_uint_eq(step, COUNT(expected));
}
END_TEST

static const struct {
	const char	*seed;
	size_t		 groups;
	const char	*text;
} grouped[] = {
	{ "ABCD2345", 16, "ABCD 2345\n" },
	{ "ABCD2345", 1, "ABCD\n2345\n" },
	{ "ABCD2345EFGH67", 2, "ABCD 2345\nEFGH 67\n" },
	{ "ABCD", 1, "ABCD\n" },
};

START_TEST(writes_groups_of_four)
{
	struct secret out = SECRET_INIT;

	otpauth_write_groups(&out, grouped[_i].seed, grouped[_i].groups, "");
	ck_assert_str_eq(secret_text(&out), grouped[_i].text);
	secret_clear(&out);
}
END_TEST

START_TEST(indents_each_line)
{
	struct secret out = SECRET_INIT;

	otpauth_write_groups(&out, "ABCD2345", 1, "  ");
	ck_assert_str_eq(secret_text(&out), "  ABCD\n  2345\n");
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("otpauth");
	TCase *cases = tcase_create("otpauth");

	tcase_add_loop_test(cases, writes_an_address, 0, COUNT(addresses));
	tcase_add_test(cases, shortens_the_label_step_by_step);
	tcase_add_loop_test(cases, writes_groups_of_four, 0, COUNT(grouped));
	tcase_add_test(cases, indents_each_line);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
