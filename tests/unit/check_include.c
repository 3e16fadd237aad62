/* check_include.c - include_profile, and the profile that a mistyped name means */
#include "check_config.h"
#include "profile/blame.h"
#include "profile/include.h"
#include "profile/nearest.h"
#include "unit.h"

START_TEST(names_the_line_of_an_included_value)
{
	struct config config;
	struct error err;
	char place[BLAME_SIZE];

	ck_assert(parse_files(&config, "[profile a]\ninclude_profile = b\n[profile b]\nregion = r\n", NULL, &err));
	ck_assert_str_eq(blame_place(place, &config, value_named(&config, "a", "region")), "config:4: ");
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*config;
	const char	*message;		/* NULL: it ends */
} includes[] = {
	{ "[profile a]\n", NULL },
	{ "[profile a]\ninclude_profile = b\n[profile b]\n", NULL },
	{ "[profile a]\ninclude_profile = gone\n", NULL },
	{ "[profile a]\ninclude_profile = a\n",
	    "config:2: the include_profile of profile 'a' leads back to where it was: a -> a" },
	{ "[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = c\n[profile c]\ninclude_profile = b\n",
	    "config:2: the include_profile of profile 'a' leads back to where it was: a -> b -> c -> b" },
};

START_TEST(finds_a_circle_of_includes)
{
	struct config config;
	struct error err;
	bool ok;

	ck_assert(parse_files(&config, includes[_i].config, NULL, &err));
	ok = include_check(&config, "a", &err);
	ck_assert(ok == (includes[_i].message == NULL));
	if (!ok)
		ck_assert_str_eq(err.message, includes[_i].message);
	config_clear(&config);
}
END_TEST

START_TEST(ends_a_row_of_includes)
{
	struct config config = CONFIG_INIT;
	struct secret text = SECRET_INIT;
	struct error err;
	int i;

	for (i = 0; i < 40; i++)
		secret_printf(&text, "[profile p%d]\ninclude_profile = p%d\n", i, i + 1);
	ck_assert(config_parse(&config, CONFIG_FILE, &text, &err));
	ck_assert(!include_check(&config, "p0", &err));
	ck_assert_ptr_nonnull(strstr(err.message, "includes more than 16 others"));
	ck_assert(include_check(&config, "p24", &err));
	config_clear(&config);
}
END_TEST

START_TEST(warns_of_an_include_that_is_not_there)
{
	struct config config;
	struct error err;

	ck_assert(parse_files(&config, "[profile a]\ninclude_profile = comon\n[profile common]\n",
	    "[c]\ninclude_profile = elsewhere\n", &err));
	include_warn(&config);
	ck_assert_uint_eq(config.warnings, 2);
	ck_assert_str_eq(config.warning[0].text, "include_profile 'comon' does not exist; did you mean 'common'?");
	ck_assert_int_eq(config.warning[0].line, 2);
	ck_assert_str_eq(config.warning[0].profile, "a");
	ck_assert_str_eq(config.warning[1].text, "include_profile 'elsewhere' does not exist");
	ck_assert_int_eq(config.warning[1].file, CREDENTIALS_FILE);
	config_clear(&config);
}
END_TEST

START_TEST(shows_the_nearest_name_whole)
{
	struct config config;
	struct error err;

	ck_assert(parse_files(&config, "[profile production\xe2\x80\x8b]\n[profile test]\n", NULL, &err));
	error_set(&err, STATUS_LOCAL, "no");
	ck_assert(!nearest_hint(&config, "production", &err));
	ck_assert_str_eq(err.hint, "did you mean 'production<U+200B>'?");
	ck_assert_ptr_null(nearest_profile(&config, "something-else"));
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("include");
	TCase *cases = tcase_create("include");

	tcase_add_test(cases, names_the_line_of_an_included_value);
	tcase_add_loop_test(cases, finds_a_circle_of_includes, 0, COUNT(includes));
	tcase_add_test(cases, ends_a_row_of_includes);
	tcase_add_test(cases, warns_of_an_include_that_is_not_there);
	tcase_add_test(cases, shows_the_nearest_name_whole);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
