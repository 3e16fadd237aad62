/* check_blame.c - the line that a message is about */
#include "check_config.h"
#include "profile/blame.h"
#include "unit.h"

static const char config_text[] = "[default]\nregion = r\n[profile default]\nregion = s\n\n[profile a]\nk = v\n  more\n"
    "include_profile = b\n[profile b]\nmfa_serial = x\nk = w\n[services s]\nsts =\n  endpoint_url = http://1\n";

static const struct {
	const char	*profile, *key;
	const char	*place;
} values[] = {
	{ "default", "region", "config:4: " },
	{ "a", "k", "config:7: " },
	{ "b", "mfa_serial", "config:11: " },
	{ "b", "k", "config:12: " },
	{ "a", "role_arn", "credentials:3: " },
	{ "a", "nothing", "" },
};

START_TEST(names_the_line)
{
	struct config config;
	struct error err;
	char place[BLAME_SIZE];
	const char *value;

	ck_assert(parse_files(&config, config_text, "[a]\n\nrole_arn = y\n", &err));
	value = value_named(&config, values[_i].profile, values[_i].key);
	ck_assert_str_eq(blame_place(place, &config, value), values[_i].place);
	error_set(&err, STATUS_LOCAL, "no");
	error_hint(&err, "a hint");
	ck_assert(!blame_value(&config, value, &err));
	ck_assert_uint_eq(strlen(err.message), strlen(values[_i].place) + 2);
	ck_assert_str_eq(err.hint, "a hint");
	config_clear(&config);
}
END_TEST

START_TEST(names_the_line_of_a_sub_property)
{
	struct config config;
	struct error err;
	char place[BLAME_SIZE];

	ck_assert(parse_files(&config, config_text, NULL, &err));
	ck_assert_str_eq(blame_place(place, &config, config_get_service(&config, "s", "sts", "endpoint_url")),
	    "config:15: ");
	config_clear(&config);
}
END_TEST

START_TEST(blames_no_file_for_what_is_not_from_one)
{
	struct config config = CONFIG_INIT;
	struct error err;
	char place[BLAME_SIZE];

	ck_assert_str_eq(blame_place(place, &config, "an option's"), "");
	ck_assert(parse_files(&config, config_text, "[a]\n", &err));
	ck_assert_str_eq(blame_place(place, &config, "an option's"), "");
	ck_assert_str_eq(blame_place(place, &config, NULL), "");
	ck_assert_str_eq(blame_place(place, &config, config.file[CONFIG_FILE].text.data + 1), "");
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("blame");
	TCase *cases = tcase_create("blame");

	tcase_add_loop_test(cases, names_the_line, 0, COUNT(values));
	tcase_add_test(cases, names_the_line_of_a_sub_property);
	tcase_add_test(cases, blames_no_file_for_what_is_not_from_one);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
