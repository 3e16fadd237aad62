/* check_profile_list.c - what a profile is, and what is wrong with it */
#include "session/profile_list.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define ARN(what) "arn:aws:iam::123456789012:" what
#define KEYS "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI\n"

static void
read_texts(struct profile_list *list, const char *config, const char *credentials)
{
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;

	secret_puts(&text, config);
	ck_assert_msg(config_parse(&list->plan.config, CONFIG_FILE, &text, &err), "%s", err.message);
	secret_puts(&text, credentials);
	ck_assert_msg(config_parse(&list->plan.config, CREDENTIALS_FILE, &text, &err), "%s", err.message);
}

static const struct {
	const char	*name, *config, *credentials;
	const char	*kind;
	const char	*role_arn, *problem;	/* NULL: none */
} profiles[] = {
	{ "keys in the credentials file", "", "[A]\n" KEYS, "long-term keys", NULL, NULL },
	{ "keys in the config file", "[profile A]\n" KEYS, "", "long-term keys", NULL, NULL },
	{ "aws-mfa's keys", "", "[A-long-term]\n" KEYS, "aws-mfa keys", NULL, NULL },
	{ "aws-mfa's keys beside its session", "",
	    "[A]\n" KEYS "aws_session_token = t\nexpiration = x\n[A-long-term]\n" KEYS, "aws-mfa keys", NULL, NULL },
	{ "aws-mfa's session alone", "", "[A]\n" KEYS "aws_session_token = t\nexpiration = x\n", "session", NULL,
	    "a session that aws-mfa wrote, not long-term keys" },
	{ "aws-mfa's role", "", "[A-long-term]\n" KEYS "assume_role = " ARN("role/r") "\n", "role", ARN("role/r"),
	    NULL },
	{ "aws-mfa's section without keys", "", "[A]\n" KEYS "[A-long-term]\n", "aws-mfa keys", NULL,
	    "no keys in [A-long-term]" },
	{ "a session of another tool", "", "[A]\n" KEYS "aws_session_token = t\n", "session", NULL,
	    "a session, not long-term keys" },
	{ "a session of another tool that begins a role",
	    "[profile A]\nsource_profile = A\nrole_arn = " ARN("role/r") "\n",
	    "[A]\n" KEYS "aws_session_token = t\n", "role", ARN("role/r"), NULL },
	{ "a program", "[profile A]\ncredential_process = /bin/false\n", "", "credential_process", NULL, NULL },
	{ "a program comes before keys of the config file", "[profile A]\ncredential_process = /bin/false\n" KEYS, "",
	    "credential_process", NULL, NULL },
	{ "keys of the credentials file come before a program", "[profile A]\ncredential_process = /bin/false\n",
	    "[A]\n" KEYS, "long-term keys", NULL, NULL },
	{ "half a pair", "", "[A]\naws_secret_access_key = x\n", "long-term keys", NULL,
	    "aws_access_key_id is missing" },
	{ "Identity Center", "[profile A]\nsso_start_url = https://x\n", "", "Identity Center", NULL, NULL },
	{ "Identity Center beside keys", "[profile A]\nsso_session = x\n", "[A]\n" KEYS, "long-term keys", NULL, NULL },
	{ "Identity Center beside a session", "[profile A]\nsso_session = x\n", "[A]\n" KEYS "aws_session_token = t\n",
	    "Identity Center", NULL, NULL },
	{ "Identity Center and a role", "[profile A]\nsso_session = x\nrole_arn = " ARN("role/r") "\n", "", "role",
	    ARN("role/r"), "role_arn beside Identity Center" },
	{ "aws login", "[profile A]\nlogin_session = " ARN("user/u") "\n", "", "aws login", NULL, NULL },
	{ "web identity", "[profile A]\nweb_identity_token_file = /t\nrole_arn = " ARN("role/r") "\n", "",
	    "web identity", ARN("role/r"), NULL },
	{ "instance metadata", "[profile A]\ncredential_source = Ec2InstanceMetadata\nrole_arn = " ARN("role/r") "\n",
	    "", "instance metadata", ARN("role/r"), NULL },
	{ "container metadata", "[profile A]\ncredential_source = EcsContainer\n", "", "container metadata",
	    NULL, NULL },
	{ "a role on Identity Center",
	    "[profile B]\nsso_session = x\n[profile A]\nsource_profile = B\nrole_arn = " ARN("role/r") "\n",
	    "", "role", ARN("role/r"), NULL },
	{ "settings only", "[profile A]\nregion = eu-west-1\n", "", "no keys", NULL, "no access key" },
	{ "a role without a source", "[profile A]\nrole_arn = " ARN("role/r") "\n", "", "role", ARN("role/r"),
	    "neither source_profile nor keys" },
	{ "a cycle shows the profile's own role",
	    "[profile A]\nrole_arn = " ARN("role/a") "\nsource_profile = B\n"
	    "[profile B]\nrole_arn = " ARN("role/b") "\nsource_profile = A\n", "", "role", ARN("role/a"),
	    "a cycle: A -> B -> A" },
	{ "a source without keys", "[profile A]\nrole_arn = " ARN("role/a") "\nsource_profile = B\n[profile B]\n", "",
	    "role", ARN("role/a"), "the source 'B' has no access key" },
	{ "a source without a role, which has keys", "[profile A]\nsource_profile = B\n", "[B]\n" KEYS,
	    "long-term keys", NULL, NULL },
	{ "one that has aws-mfa's keys", "[profile A]\nsource_profile = B\n", "[B-long-term]\n" KEYS, "aws-mfa keys",
	    NULL, NULL },
	{ "one that is a role",
	    "[profile A]\nsource_profile = B\n[profile B]\nsource_profile = C\nrole_arn = " ARN("role/b") "\n",
	    "[C]\n" KEYS, "role", ARN("role/b"), NULL },
	{ "one that has no keys", "[profile A]\nsource_profile = B\n[profile B]\n", "", "no keys", NULL,
	    "the source 'B' has no access key" },
	{ "one that does not exist", "[profile A]\nsource_profile = B\n", "", "no keys", NULL,
	    "source_profile 'B' does not exist" },
	{ "a session under its older name", "", "[A]\n" KEYS "aws_security_token = t\n", "session", NULL,
	    "a session, not long-term keys" },
	{ "a session without its token", "",
	    "[A]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n",
	    "session", NULL, "a session without its token" },
	{ "awsmfa itself", "[profile A]\ncredential_process = awsmfa env --format process -p B\n", "[B]\n" KEYS,
	    "credential_process", NULL,
	    "awsmfa cannot get keys from itself: use 'B'" },
	{ "an included role",
	    "[profile A]\ninclude_profile = B\n[profile B]\nsource_profile = C\nrole_arn = " ARN("role/b") "\n",
	    "[C]\n" KEYS, "role", ARN("role/b"), NULL },
	{ "a circle of include_profile", "[profile A]\ninclude_profile = B\n[profile B]\ninclude_profile = A\n", "",
	    "no keys",
	    NULL, "a cycle of include_profile: A -> B -> A" },
	{ "an endpoint that no section has", "[profile A]\nservices = x\n", "[A]\n" KEYS, "long-term keys", NULL,
	    "there is no section [services x]" },
	{ "a region that is none", "[profile A]\nregion = eu west\n", "[A]\n" KEYS, "long-term keys", NULL,
	    "'eu west' is not the name of a region" },
};

/* Each row twice: with the short cut for files without a section of aws-mfa, which must change nothing, and
 * without. */
START_TEST(looks)
{
	struct profile_list list = PROFILE_LIST_INIT;
	struct profile_facts facts;
	const char *suffixes[] = { NULL, "none" };
	bool is_aws_mfa = strstr(profiles[_i].credentials, "-long-term") != NULL;
	size_t i;

	read_texts(&list, profiles[_i].config, profiles[_i].credentials);
	list.aws_cli = AWS_CLI_FOUND;		/* whether or not this machine has it */
	for (i = 0; i < (is_aws_mfa ? 1 : 2); i++) {
		list.suffix = suffixes[i];
		profile_list_look(&list, "A", &facts);
		ck_assert_msg(strcmp(facts.kind, profiles[_i].kind) == 0, "%s: kind %s", profiles[_i].name, facts.kind);
		ck_assert_pstr_eq(facts.role_arn, profiles[_i].role_arn);
		ck_assert_pstr_eq(facts.problem, profiles[_i].problem);
	}
	profile_list_clear(&list);
}
END_TEST

static const struct {
	const char	*name, *config, *credentials;
	const char	*listed[5];
} orders[] = {
	{ "nothing", "", "", { NULL } },
	{ "config file first, each name once", "[profile b]\n[profile a]\n", "[a]\n[c]\n", { "b", "a", "c" } },
	{ "a section of aws-mfa gives its profile's name", "", "[a-long-term]\n[b]\n", { "a", "b" } },
	{ "which has its own place where it has a section", "", "[a-long-term]\n[b]\n[a]\n", { "b", "a" } },
	{ "in either file", "[profile a-long-term]\n", "[b]\n[a-long-term]\n", { "a", "b" } },
	{ "the suffix alone is a name", "", "[-long-term]\n", { "-long-term" } },
};

START_TEST(lists)
{
	struct profile_list list = PROFILE_LIST_INIT;
	size_t i;

	read_texts(&list, orders[_i].config, orders[_i].credentials);
	for (i = 0; orders[_i].listed[i] != NULL; i++)
		ck_assert_pstr_eq(profile_list_next(&list), orders[_i].listed[i]);
	ck_assert_msg(profile_list_next(&list) == NULL, "%s: more", orders[_i].name);
	profile_list_clear(&list);
}
END_TEST

/* Keys that were found good for one role are not looked at again: the next source's must be. */
START_TEST(judges_each_source)
{
	static const struct { const char *name, *problem; } rows[] = {
		{ "r1", NULL }, { "r2", NULL }, { "r3", "aws_secret_access_key is missing" }, { "r4", NULL },
		{ "bad", "aws_secret_access_key is missing" }, { "own", NULL },
		{ "half", "aws_secret_access_key is missing" },
	};
	struct profile_list list = PROFILE_LIST_INIT;
	struct profile_facts facts;
	size_t i;

	read_texts(&list,
	    "[profile r1]\nrole_arn = " ARN("role/r") "\nsource_profile = good\n"
	    "[profile r2]\nrole_arn = " ARN("role/r") "\nsource_profile = good\n"
	    "[profile r3]\nrole_arn = " ARN("role/r") "\nsource_profile = bad\n"
	    "[profile r4]\nrole_arn = " ARN("role/r") "\nsource_profile = good\n"
	    "[profile own]\nrole_arn = " ARN("role/r") "\n" KEYS
	    "[profile half]\nrole_arn = " ARN("role/r") "\nsource_profile = half\n"
	    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
	    "[good]\n" KEYS "[bad]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		profile_list_look(&list, rows[i].name, &facts);
		ck_assert_msg((facts.problem == NULL) == (rows[i].problem == NULL), "%s: %s", rows[i].name,
		    facts.problem);
	}
	profile_list_clear(&list);
}
END_TEST

/* Without the program that gets its keys, a profile is not to be had. */
START_TEST(misses_the_aws_cli)
{
	struct profile_list list = PROFILE_LIST_INIT;
	struct profile_facts facts;

	ck_assert_int_eq(setenv("PATH", "/nonexistent:.", 1), 0);
	read_texts(&list, "[profile A]\nsso_session = x\n"
	    "[profile B]\nsource_profile = A\nrole_arn = " ARN("role/r") "\n", "");
	profile_list_look(&list, "A", &facts);
	ck_assert_pstr_eq(facts.problem, "needs the AWS CLI, and PATH has no `aws`");
	profile_list_look(&list, "B", &facts);
	ck_assert_pstr_eq(facts.problem, "needs the AWS CLI, and PATH has no `aws`");
	profile_list_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("profile_list");
	TCase *cases = tcase_create("profile_list");

	unsetenv("AWS_MFA_SERIAL");
	unsetenv("MFA_ASSUME_ROLE");
	tcase_add_loop_test(cases, looks, 0, COUNT(profiles));
	tcase_add_loop_test(cases, lists, 0, COUNT(orders));
	tcase_add_test(cases, judges_each_source);
	tcase_add_test(cases, misses_the_aws_cli);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
