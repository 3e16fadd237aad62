/* check_aws_mfa.c - the sections of the Python tool aws-mfa, and what is none */
#include "profile/aws_mfa.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define LONGEST	(SECTION_NAME_SIZE - sizeof("-long-term"))	/* a profile whose section can be named */

static void
read_text(struct config *config, const char *text)
{
	struct secret copy = SECRET_INIT;
	struct error err;

	secret_puts(&copy, text);
	ck_assert(config_parse(config, CREDENTIALS_FILE, &copy, &err));
}

static const struct {
	const char	*profile, *suffix;
	const char	*section;		/* NULL: none */
} sections[] = {
	{ "a", NULL, "a-long-term" },
	{ "a", "keys", "a-keys" },
	{ "a", "none", NULL },
	{ "a", "None", NULL },
	{ "b", NULL, NULL },
	{ "b", "keys", NULL },
	{ "c", "none", NULL },
	{ "a-long-term", NULL, NULL },
	{ "", NULL, NULL },
};

START_TEST(a_section_is_the_profile_s_with_the_suffix)
{
	struct config config = CONFIG_INIT;
	char name[SECTION_NAME_SIZE] = "x";
	bool found;

	read_text(&config, "[a-long-term]\n[a-keys]\n[b]\n[c-none]\n");
	found = aws_mfa_section(name, &config, sections[_i].profile, sections[_i].suffix);
	ck_assert(found == (sections[_i].section != NULL));
	ck_assert_str_eq(name, found ? sections[_i].section : "");
	ck_assert(aws_mfa_has_section(&config, sections[_i].profile, sections[_i].suffix) == found);
	ck_assert(aws_mfa_profile_exists(&config, sections[_i].profile, sections[_i].suffix) ==
	    (found || strcmp(sections[_i].profile, "b") == 0 || strcmp(sections[_i].profile, "a-long-term") == 0));
	config_clear(&config);
}
END_TEST

/* What does not fit is no section; what just fits is one. */
START_TEST(a_name_is_never_cut)
{
	struct config config = CONFIG_INIT;
	char profile[SECTION_NAME_SIZE + 1], text[2 * SECTION_NAME_SIZE], name[SECTION_NAME_SIZE];

	memset(profile, 'p', sizeof(profile));
	profile[LONGEST] = '\0';
	snprintf(text, sizeof(text), "[%s-long-term]\n[p-long-term]\n", profile);
	read_text(&config, text);
	ck_assert(aws_mfa_section(name, &config, profile, NULL));
	ck_assert_uint_eq(strlen(name), SECTION_NAME_SIZE - 1);
	profile[LONGEST] = 'p';
	profile[LONGEST + 1] = '\0';
	ck_assert(!aws_mfa_section(name, &config, profile, NULL));
	ck_assert_str_eq(name, "");
	memset(profile, 'p', sizeof(profile));
	profile[SECTION_NAME_SIZE] = '\0';
	ck_assert(!aws_mfa_section(name, &config, profile, NULL) && !aws_mfa_section(name, &config, "p", profile));
	ck_assert(!aws_mfa_has_section(&config, profile, NULL) && !aws_mfa_profile_exists(&config, profile, NULL));
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*text;
	bool		 holds;
} sessions[] = {
	{ "[a]\naws_session_token = t\nexpiration = 2018-01-01 00:00:00\n", true },
	{ "[a]\naws_security_token = t\nexpiration = 2018-01-01 00:00:00\n", true },
	{ "[a]\naws_session_token = t\nassumed_role = True\n", true },
	{ "[a]\naws_session_token = t\n", false },
	{ "[a]\nexpiration = 2018-01-01 00:00:00\nassumed_role = True\n", false },
	{ "[b]\naws_session_token = t\nexpiration = 2018-01-01 00:00:00\n", false },
};

START_TEST(a_session_of_it_has_a_token_and_an_end)
{
	struct config config = CONFIG_INIT;

	read_text(&config, sessions[_i].text);
	ck_assert(aws_mfa_holds_session(&config, "a") == sessions[_i].holds);
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("aws_mfa");
	TCase *cases = tcase_create("aws_mfa");

	tcase_add_loop_test(cases, a_section_is_the_profile_s_with_the_suffix, 0, COUNT(sections));
	tcase_add_test(cases, a_name_is_never_cut);
	tcase_add_loop_test(cases, a_session_of_it_has_a_token_and_an_end, 0, COUNT(sessions));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
