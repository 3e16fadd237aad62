/* check_exports.c - every variable that a session changes is in the one list that doctor reads */
#include "shell/exports.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static void
are_listed(const struct exports *exports, size_t at_least)
{
	bool yields;
	size_t i;

	ck_assert_uint_ge(exports->count, at_least);
	ck_assert_uint_lt(exports->count, EXPORTS_LIMIT);
	for (i = 0; i < exports->count; i++)
		ck_assert_msg(exports_has(exports->change[i].name, &yields), "%s is not in the list",
		    exports->change[i].name);
}

/* Everything that a session may bring, in every state that the environment may be in: bit by bit. */
START_TEST(all_that_is_changed_is_listed)
{
	static const char *const present[] = {
		"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_USE_FIPS_ENDPOINT",
		"AWS_USE_DUALSTACK_ENDPOINT", "AWS_CA_BUNDLE", "AWSMFA_SECURITY_TOKEN", "AWS_SECURITY_TOKEN",
		"AWSMFA_AWSUME", "AWSUME_PROFILE",
	};
	struct session session = { .started = 1795486552, .expires = 1795529752 };
	struct exports_facts facts = { .session = &session, .profile = "default", .options = "" };
	struct shell_session held = SHELL_SESSION_INIT;
	struct exports exports = EXPORTS_INIT;
	size_t i;

	for (i = 0; i < sizeof(present) / sizeof(present[0]); i++)
		if ((_i >> i) & 1)
			setenv(present[i], "1", 1);
		else
			unsetenv(present[i]);
	exports_session(&exports, &facts);
	are_listed(&exports, 12);
	facts.region_wish = facts.region_profile = "eu-west-1";
	facts.fips = facts.dualstack = "true";
	facts.ca_bundle = "/ca.pem";
	exports_session(&exports, &facts);
	are_listed(&exports, 12);
	setenv("AWSMFA_SAVED",
	    "AWS_PROFILE=a&AWS_DEFAULT_PROFILE=b&AWS_REGION=c&AWS_DEFAULT_REGION=d&AWS_USE_FIPS_ENDPOINT:1&"
	    "AWS_USE_DUALSTACK_ENDPOINT:1&AWS_CA_BUNDLE:1&AWSUME_PROFILE=e&"
	    "AWSUME_PROFILE:1", 1);
	setenv("AWS_SESSION_TOKEN", "1", 1);
	setenv("AWSMFA_REGION", "1", 1);
	held.state = SHELL_SESSION_VALID;
	exports_drop(&exports, &held, NULL);
	are_listed(&exports, 11);
	held.state = SHELL_SESSION_NONE;
	exports_drop(&exports, &held, NULL);
	are_listed(&exports, 7);
	ck_assert_str_eq(exports.change[exports.count - 1].name, "AWSMFA_EXPIRES");
	exports_clear(&exports);
	unsetenv("AWSMFA_SAVED");
	unsetenv("AWSMFA_REGION");
}
END_TEST

/* What AWSUME_PROFILE becomes: VALUE, NULL for unset. "": it is not touched. */
static const struct {
	const char	*name;
	const char	*wanted, *present, *saved;
	const char	*session, *dropped;
	const char	*saved_after;
} names[] = {
	{ "nobody wants it", NULL, NULL, "", "", "", "" },
	{ "nobody wants it, and awsume's is there", NULL, "dev", "", "", "", "" },
	{ "a new session", "1", NULL, "", "prod", "", "AWSUME_PROFILE:prod" },
	{ "awsume's is there", "1", "dev", "", "prod", "", "AWSUME_PROFILE=dev&AWSUME_PROFILE:prod" },
	{ "a renewal", "1", "prod", "AWSUME_PROFILE:prod", "prod", NULL, "AWSUME_PROFILE:prod" },
	{ "another profile", "1", "ops", "AWSUME_PROFILE=dev&AWSUME_PROFILE:ops", "prod", "dev",
	    "AWSUME_PROFILE=dev&AWSUME_PROFILE:prod" },
	{ "the user has set it since", "1", "mine", "AWSUME_PROFILE=dev&AWSUME_PROFILE:ops", "prod", "",
	    "AWSUME_PROFILE=mine&AWSUME_PROFILE:prod" },
	{ "no longer wanted", NULL, "ops", "AWSUME_PROFILE=dev&AWSUME_PROFILE:ops", "dev", "dev", "" },
	{ "no longer wanted, nothing before", "0", "ops", "AWSUME_PROFILE:ops", NULL, NULL, "" },
};

static const char *
value_in(const struct exports *exports, const char *name)
{
	size_t i;

	for (i = 0; i < exports->count; i++)
		if (strcmp(exports->change[i].name, name) == 0)
			return exports->change[i].value;
	return "";
}

static void
set(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

static void
is_same(const char *row, const char *found, const char *expected)
{
	ck_assert_msg((found == NULL) == (expected == NULL) && (found == NULL || strcmp(found, expected) == 0),
	    "%s: %s", row, found == NULL ? "(unset)" : found);
}

START_TEST(prompts_find_the_name_and_drop_puts_it_back)
{
	struct session session = { .started = 1795486552, .expires = 1795529752 };
	const struct exports_facts facts = { .session = &session, .profile = "prod", .options = "" };
	struct shell_session held = { .state = SHELL_SESSION_VALID, .profile = "prod", .options = "" };
	struct exports exports = EXPORTS_INIT;

	set("AWS_PROFILE", NULL);		/* of the test before, where all run in one process */
	set("AWS_DEFAULT_PROFILE", NULL);
	set("AWSMFA_AWSUME", names[_i].wanted);
	set("AWSUME_PROFILE", names[_i].present);
	set("AWSMFA_SAVED", names[_i].saved);
	exports_session(&exports, &facts);
	is_same(names[_i].name, value_in(&exports, "AWSUME_PROFILE"), names[_i].session);
	is_same(names[_i].name, value_in(&exports, "AWSMFA_SAVED"), names[_i].saved_after);
	exports_drop(&exports, &held, NULL);
	is_same(names[_i].name, value_in(&exports, "AWSUME_PROFILE"), names[_i].dropped);
	exports_clear(&exports);
	set("AWSMFA_AWSUME", NULL);
	set("AWSUME_PROFILE", NULL);
	set("AWSMFA_SAVED", NULL);
}
END_TEST

/* What AWS_REGION becomes when the session is dropped; "": it is not touched. */
static const struct {
	const char	*name;
	const char	*ours, *saved, *present;
	const char	*dropped;
} regions[] = {
	{ "ours is there", "eu-west-1", "AWS_REGION=us-east-1", "eu-west-1", "us-east-1" },
	{ "ours is there, and there was none", "eu-west-1", "", "eu-west-1", NULL },
	{ "the user has unset ours", "eu-west-1", "AWS_REGION=us-east-1", NULL, "us-east-1" },
	{ "the user has set another", "eu-west-1", "AWS_REGION=us-east-1", "sa-east-1", "" },
	{ "we have set none", NULL, "", "sa-east-1", "" },
};

START_TEST(drop_gives_the_region_back)
{
	struct shell_session held = { .state = SHELL_SESSION_VALID, .profile = "prod", .options = "" };
	struct exports exports = EXPORTS_INIT;

	set("AWSMFA_REGION", regions[_i].ours);
	set("AWSMFA_SAVED", regions[_i].saved);
	set("AWS_REGION", regions[_i].present);
	exports_drop(&exports, &held, NULL);
	is_same(regions[_i].name, value_in(&exports, "AWS_REGION"), regions[_i].dropped);
	exports_clear(&exports);
	set("AWSMFA_REGION", NULL);
	set("AWSMFA_SAVED", NULL);
	set("AWS_REGION", NULL);
}
END_TEST

/* boto 2 reads it: left behind, it would be sent beside other keys. One that is not the session's is the user's. */
START_TEST(drop_takes_the_old_name_of_the_token_along)
{
	struct shell_session held = { .state = SHELL_SESSION_VALID, .profile = "prod", .options = "" };
	struct exports exports = EXPORTS_INIT;

	set("AWS_SESSION_TOKEN", "token");
	set("AWS_SECURITY_TOKEN", "token");
	exports_drop(&exports, &held, NULL);
	is_same("ours", value_in(&exports, "AWS_SECURITY_TOKEN"), NULL);
	exports_clear(&exports);
	set("AWS_SECURITY_TOKEN", "another");
	exports_drop(&exports, &held, NULL);
	is_same("the user's", value_in(&exports, "AWS_SECURITY_TOKEN"), "");
	exports_clear(&exports);
	set("AWS_SESSION_TOKEN", NULL);
	set("AWS_SECURITY_TOKEN", NULL);
}
END_TEST

/* A renewal is of the session: profile variables that the user has set since stay as they are. */
START_TEST(a_renewal_does_not_touch_profile_variables)
{
	struct session session = { .started = 1795486552, .expires = 1795529752 };
	struct exports_facts facts = { .session = &session, .profile = "prod", .options = "", .renewal = true };
	struct exports exports = EXPORTS_INIT;

	set("AWS_PROFILE", "other");
	set("AWS_DEFAULT_PROFILE", "other");
	set("AWSMFA_SAVED", "AWS_PROFILE=mine");
	exports_session(&exports, &facts);
	is_same("renewal", value_in(&exports, "AWS_PROFILE"), "");
	is_same("renewal", value_in(&exports, "AWS_DEFAULT_PROFILE"), "");
	is_same("renewal", value_in(&exports, "AWSMFA_SAVED"), "AWS_PROFILE=mine");
	facts.renewal = false;
	exports_session(&exports, &facts);
	is_same("by hand", value_in(&exports, "AWS_PROFILE"), NULL);
	is_same("by hand", value_in(&exports, "AWSMFA_SAVED"), "AWS_PROFILE=other&AWS_DEFAULT_PROFILE=other");
	exports_clear(&exports);
	set("AWS_PROFILE", NULL);
	set("AWS_DEFAULT_PROFILE", NULL);
	set("AWSMFA_SAVED", NULL);
}
END_TEST

START_TEST(what_a_session_leaves_to_the_user_yields)
{
	bool yields = true;

	ck_assert(exports_has("AWS_PROFILE", &yields) && !yields);
	ck_assert(exports_has("AWS_CA_BUNDLE", &yields) && yields);
	ck_assert(exports_has("AWSMFA_EXPIRES", &yields) && !yields);
	ck_assert(!exports_has("AWSMFA_HOOK", &yields) && !exports_has("AWS_PAGER", &yields) &&
	    !exports_has("", &yields));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("exports");
	TCase *cases = tcase_create("exports");

	tcase_add_loop_test(cases, all_that_is_changed_is_listed, 0, 1 << 11);
	tcase_add_loop_test(cases, prompts_find_the_name_and_drop_puts_it_back, 0, COUNT(names));
	tcase_add_loop_test(cases, drop_gives_the_region_back, 0, COUNT(regions));
	tcase_add_test(cases, drop_takes_the_old_name_of_the_token_along);
	tcase_add_test(cases, a_renewal_does_not_touch_profile_variables);
	tcase_add_test(cases, what_a_session_leaves_to_the_user_yields);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
