/* check_made_config.c - the config that commands of `exec --refresh` find */
#include "check_config.h"
#include "profile/made_config.h"
#include "unit.h"

static const struct {
	const char	*name;
	const char	*config, *credentials;
	const char	*profile;
	const char	*process;		/* NULL: the profile stays as it is */
	const char	*made;
} rows[] = {
	{ "ways to credentials go, settings stay",
	    "[profile a]\nrole_arn = r\nsource_profile = b\nmfa_serial = m\nexternal_id = e\nduration_seconds = 900\n"
	    "role_session_name = n\ncredential_source = Environment\nmfa_process = x\nlogin_session = l\n"
	    "web_identity_token_file = w\nsso_session = s\nsso_account_id = 1\nregion = eu-west-1\n"
	    "output = json\n", NULL,
	    "a", "p 1", "[profile a]\nregion = eu-west-1\noutput = json\ncredential_process = p 1\n\n" },
	{ "no key is ever written", NULL,
	    "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\naws_session_token = t\n"
	    "aws_security_token = u\nregion = r\n",
	    "default", NULL, "[default]\nregion = r\n\n[profile default]\nregion = r\n\n" },
	{ "a foreign profile stays", "[profile s]\nsso_session = x\nrole_arn = r\nsource_profile = y\n", NULL, "s",
	    NULL,
	    "[profile s]\nsso_session = x\nrole_arn = r\nsource_profile = y\n\n" },
	{ "the credentials file wins, and each key is there once",
	    "[profile a]\nregion = one\nregion = two\noutput = text\n",
	    "[a]\nregion = three\n", "a", "p 1",
	    "[profile a]\noutput = text\nregion = three\ncredential_process = p 1\n\n" },
	{ "two sections of one name", "[profile a]\nregion = one\n[profile a]\nregion = two\n", NULL, "a", NULL,
	    "[profile a]\nregion = two\n\n" },
	{ "nested settings",
	    "[profile a]\ns3 =\n  max_queue_size = 3\n  use_accelerate_endpoint = true\nregion = r\n", NULL,
	    "a", "p 1", "[profile a]\ns3 =\n  max_queue_size = 3\n  use_accelerate_endpoint = true\nregion = r\n"
	    "credential_process = p 1\n\n" },
	{ "of two nested settings the later one",
	    "[profile a]\ns3 =\n  max_queue_size = 3\n  max_concurrent_requests = 1\n  max_queue_size = 4\n", NULL,
	    "a", "p 1", "[profile a]\ns3 =\n  max_concurrent_requests = 1\n  max_queue_size = 4\n"
	    "credential_process = p 1\n\n" },
	{ "a value of several lines", "[profile a]\ncli_pager = less\n  -R\n", NULL,
	    "a", "p 1", "[profile a]\ncli_pager = less\n  -R\ncredential_process = p 1\n\n" },
	{ "quotes and backslashes in a name", "[profile 'a\"b\\c']\nregion = r\n", NULL, "a\"b\\c", "p 1",
	    "[profile \"a\\\"b\\\\c\"]\nregion = r\ncredential_process = p 1\n\n" },
	{ "a name with blanks is quoted", "[profile \"my prod\"]\nregion = r\n", NULL, "my prod", "p 1",
	    "[profile \"my prod\"]\nregion = r\ncredential_process = p 1\n\n" },
	{ "a plain name is not", "[profile a.b@c+d%e:f/g-h_i]\nregion = r\n", NULL, "a.b@c+d%e:f/g-h_i", "p 1",
	    "[profile a.b@c+d%e:f/g-h_i]\nregion = r\ncredential_process = p 1\n\n" },
	{ "a profile that has no section", "[default]\n", NULL, "work", "p 1",
	    "[profile work]\ncredential_process = p 1\n\n" },
};

START_TEST(makes_a_section)
{
	struct config config;
	struct secret made = SECRET_INIT;
	struct error err;

	ck_assert(parse_files(&config, rows[_i].config == NULL ? "" : rows[_i].config, rows[_i].credentials, &err));
	made_config_profile(&made, &config, rows[_i].profile, rows[_i].process);
	ck_assert_msg(strcmp(secret_text(&made), rows[_i].made) == 0, "%s: %s", rows[_i].name, secret_text(&made));
	secret_clear(&made);
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("made_config");
	TCase *cases = tcase_create("made_config");

	tcase_add_loop_test(cases, makes_a_section, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
