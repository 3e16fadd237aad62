/* check_code.c - the code that an option gives */
#include "code/code.h"

#include <stdio.h>
#include <string.h>

#include "failing.h"
#include "unit.h"

/* Gets a code from --token-code GIVEN, of which the used part is wiped. */
static bool
get(char *given, struct secret *code, struct error *err)
{
	struct store store = STORE_INIT;
	struct code_source source = { .given = given, .profile = "prod", .serial = "GAHT12345678", .store = &store };
	bool ok = code_get(&source, code, err);

	code_source_clear(&source);
	return ok;
}

static const struct {
	const char	*given, *code;		/* NULL: it is none */
} rows[] = {
	{ "123456", "123456" }, { " 012345\n", "012345" }, { "12345", NULL }, { "1234567", NULL }, { "12345a", NULL },
	{ "", NULL },
};

START_TEST(six_digits_are_a_code)
{
	struct secret code = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	char given[16];

	snprintf(given, sizeof(given), "%s", rows[_i].given);
	ck_assert_msg(get(given, &code, &err) == (rows[_i].code != NULL), "'%s': %s", rows[_i].given, err.message);
	if (rows[_i].code != NULL)
		ck_assert_str_eq(secret_text(&code), rows[_i].code);
	else
		ck_assert_str_eq(err.message, "the MFA code is not six digits");
	secret_clear(&code);
}
END_TEST

START_TEST(without_memory_a_code_is_not_called_wrong)
{
	struct secret code = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	char given[16];
	bool ok = false;
	long n;

	for (n = 0; !ok && n < 100; n++) {
		snprintf(given, sizeof(given), "123456");
		failing_after(n);
		ok = get(given, &code, &err);
		failing_never();
		ck_assert_msg(ok || strcmp(err.message, "out of memory") == 0, "allocation %ld: %s", n, err.message);
	}
	ck_assert(n > 1 || !failing_is_possible());
	secret_clear(&code);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("code");
	TCase *cases = tcase_create("code");

	tcase_add_loop_test(cases, six_digits_are_a_code, 0, COUNT(rows));
	tcase_add_test(cases, without_memory_a_code_is_not_called_wrong);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
