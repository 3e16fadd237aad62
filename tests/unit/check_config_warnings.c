/* check_config_warnings.c - what is told about a file that was read all the same, and to whom it matters */
#include "check_config.h"
#include "unit.h"

#define NBSP "\xc2\xa0"		/* no-break space */
#define ZWSP "\xe2\x80\x8b"	/* zero width space */

static const struct {
	const char	*name;
	const char	*config, *credentials;
	int		 line;
	const char	*profile;		/* that it is about; NULL: none */
	const char	*text;
} warnings[] = {
	{ "before the first section", "\n# c\nk = v\nno property\n[profile a]\n", NULL, 3, NULL,
	    "lines before the first [section] are ignored" },
	{ "junk after a header", "[profile a] junk # c\n", NULL, 1, "a", "the text after the ']' is ignored" },
	{ "a name with a blank", "[profile a b]\n", NULL, 1, "a b",
	    "section 'a b' is ignored: a name with a blank needs quotes" },
	{ "a name with two pairs of quotes", "[profile \"a\" \"b\"]\n", NULL, 1, "\"a\" \"b\"",
	    "section '\"a\" \"b\"' is ignored: a name with a blank needs quotes" },
	{ "services with a blank", "[services a b]\n", NULL, 1, NULL,
	    "section 'a b' is ignored: a name with a blank needs quotes" },
	{ "no name", "[profile]\n", NULL, 1, NULL, "a section without a name is ignored" },
	{ "an empty name", "[profile '']\n", NULL, 1, NULL, "a section without a name is ignored" },
	{ "no name in credentials", NULL, "[ ]\n", 1, NULL, "a section without a name is ignored" },
	{ "an escape in a name", "[profile a\x1b[2J]\n", NULL, 1, "a\x1b[2J",
	    "a section with a control byte in its name is ignored" },
	{ "a tab in a quoted name", NULL, "['a\tb']\n", 1, "a\tb",
	    "a section with a control byte in its name is ignored" },
	{ "'profile' in credentials", NULL, "[profile 'a']\n", 1, "a",
	    "[profile a] is ignored: the credentials file has [a], without 'profile'" },
	{ "a profile twice", "[profile a]\n[profile b]\n[profile a]\n", NULL, 3, "a",
	    "section 'a' is already there in line 1; awsmfa merges the two" },
	{ "a profile three times", NULL, "[a]\n[a]\n[a]\n", 3, "a",
	    "section 'a' is already there in line 2; awsmfa merges the two" },
	{ "services twice", "[services a]\n[services a]\n", NULL, 2, NULL,
	    "section 'a' is already there in line 1; awsmfa merges the two" },
	{ "[default], then [profile default]", "[default]\n[profile default]\n", NULL, 2, "default",
	    "[profile default] replaces the [default] of line 1" },
	{ "[profile default], then [default]", "[profile default]\n[default]\n", NULL, 2, "default",
	    "[default] is ignored, because there is a [profile default]" },
	{ "a key twice", "[profile a]\nk = 1\nj = 1\nK = 2\n", NULL, 4, "a",
	    "'k' is already set in line 2; awsmfa uses the last one" },
	{ "a sub-property twice", "[services a]\nsts =\n  k = 1\n  k = 2\n", NULL, 4, NULL,
	    "'k' is already set in line 3; awsmfa uses the last one" },
	{ "':'", "[profile a]\nk: v\n", NULL, 2, "a", "'k' is set with ':', which some SDKs do not read; use '='" },
	{ "a known key in a continuation", "[profile a]\nregion = r\n  MFA_Serial = s\n", NULL, 3, "a",
	    "'mfa_serial' is indented, so part of the value of 'region'" },
	{ "one with ':'", "[profile a]\nregion = r\n  role_arn:x\n", NULL, 3, "a",
	    "'role_arn' is indented, so part of the value of 'region'" },
	{ "a header in a continuation", NULL, "[a]\nregion = r\n  [b]\n", 3, NULL,
	    "indented, so part of the value of 'region', not a section" },
	{ "a known key that nests", "[profile a]\nrole_arn =\n  arn:aws:iam::1:role/x\n", NULL, 3, "a",
	    "'role_arn' is empty: the indented lines below it are not its value" },
	{ "no sub-property", "[profile a]\ns3 =\n  k\n", NULL, 3, "a", "ignored: below 's3' only KEY = VALUE is read" },
	{ "a sub-property without a key", "[profile a]\ns3 =\n  = v\n", NULL, 3, "a",
	    "ignored: below 's3' only KEY = VALUE is read" },
	{ "a header below what is ignored", "[plugins]\nk = v\n  [profile b]\n", NULL, 3, NULL,
	    "indented, and so a part of what is above it, not a section" },
	{ "a header below an empty value", "[profile a]\ns3 =\n  [profile b]\n", NULL, 3, NULL,
	    "indented, so part of the value of 's3', not a section" },
	{ "quotes", "[profile a]\nmfa_serial = 'x'\n", NULL, 2, "a",
	    "the quotes are part of the value of 'mfa_serial'" },
	{ "a doubled '='", "[profile a]\nregion == eu-west-1\n", NULL, 2, "a",
	    "the second '=' is part of the value of 'region'" },
	{ "a line of a shell", NULL, "[a]\nexport AWS_ACCESS_KEY_ID=x\n", 2, "a",
	    "'export aws_access_key_id' is ignored: a shell has 'export', this file has KEY = VALUE alone" },
	{ "a key with a blank", "[profile a]\nmfa serial = x\n", NULL, 2, "a",
	    "'mfa serial' is ignored: a key has no blank inside" },
	{ "a key with two blanks", "[profile a]\nmfa  serial = x\n", NULL, 2, "a",
	    "'mfa <U+0020>serial' is ignored: a key has no blank inside" },
	{ "a key with a blank that looks like none", "[profile a]\nmfa" NBSP "serial = x\n", NULL, 2, "a",
	    "'mfa<U+00A0>serial' is ignored: a key has no blank inside" },
	{ "a key with a character that takes no room", "[profile a]\n" ZWSP "mfa_serial = x\n", NULL, 2, "a",
	    "'<U+200B>mfa_serial' is ignored: a character of the key cannot be seen" },
	{ "a blank that others take for a letter", "[profile a" NBSP "]\n", NULL, 1, "a",
	    "U+00A0 beside the name 'a' is ignored; other tools make it part of the name" },
	{ "one behind the word profile", "[profile" NBSP "a]\n", NULL, 1, "a",
	    "U+00A0 beside the name 'a' is ignored; other tools make it part of the name" },
	{ "one in credentials", NULL, "[" NBSP "a]\n", 1, "a",
	    "U+00A0 beside the name 'a' is ignored; other tools make it part of the name" },
	{ "one inside a name", "[profile a" NBSP "b]\n", NULL, 1, "a" NBSP "b",
	    "section 'a<U+00A0>b' is ignored: a name with a blank needs quotes" },
	{ "a name with a character that takes no room", "[profile a" ZWSP "]\n", NULL, 1, NULL,
	    "the section is called 'a<U+200B>', with a character that cannot be seen" },
	{ "[default] with one", "[default" ZWSP "]\n", NULL, 1, NULL,
	    "the section is called 'default<U+200B>', with a character that cannot be seen" },
	{ "a byte order mark between two files", "[profile a]\n\xef\xbb\xbf[profile b]\n", NULL, 2, NULL,
	    "a byte order mark (U+FEFF) inside the file is ignored; the AWS CLI stops there" },
	{ "old Macs", "[profile a]\rk = v\r", NULL, 1, NULL,
	    "the lines end with CR alone, as on old Macs; the AWS CLI reads that, most SDKs do not" },
};

START_TEST(warns_once)
{
	struct config config;
	struct error err;
	const struct config_warning *last;

	ck_assert_msg(parse_files(&config, warnings[_i].config, warnings[_i].credentials, &err), "%s: %s",
	    warnings[_i].name, err.message);
	ck_assert_msg(config.warnings > 0, "%s: no warning", warnings[_i].name);
	last = &config.warning[config.warnings - 1];
	ck_assert_msg(last->line == warnings[_i].line, "%s: line %d", warnings[_i].name, last->line);
	ck_assert_msg(strcmp(last->text, warnings[_i].text) == 0, "%s: %s", warnings[_i].name, last->text);
	ck_assert_msg(last->file == (warnings[_i].config == NULL ? CREDENTIALS_FILE : CONFIG_FILE), "%s: file",
	    warnings[_i].name);
	if (warnings[_i].profile == NULL)
		ck_assert_msg(last->profile == NULL, "%s: profile %s", warnings[_i].name, last->profile);
	else
		ck_assert_msg(last->profile != NULL && strcmp(last->profile, warnings[_i].profile) == 0, "%s: profile",
		    warnings[_i].name);
	ck_assert_msg(last == config.warning || last[-1].line != last->line, "%s: warned twice", warnings[_i].name);
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*name;
	const char	*config, *credentials;
} silent[] = {
	{ "a usual pair of files",
	    "# mine\n[default]\nregion = eu-west-1 # near\noutput=json\n\n[profile prod]\n"
	    "role_arn = arn:aws:iam::1:role/x\nsource_profile = default\nmfa_serial = arn:aws:iam::1:mfa/me\n"
	    "s3 =\n  max_concurrent_requests = 20\nservices = local\n"
	    "[services local]\nsts =\n  endpoint_url = http://localhost\n"
	    "dynamodb =\n  endpoint_url = http://localhost\n[sso-session s]\nsso_region = x\n[plugins]\ncli = x\n",
	    "[default]\naws_access_key_id = AKIA\naws_secret_access_key = x\n[other one]\nk = v\n" },
	{ "one key in both files", "[profile a]\nk = v\n", "[a]\nk = v\n" },
	{ "one key in two sections of one name apart", "[profile a]\nk = v\n[services a]\nk = v\n", NULL },
	{ "a key that ends like a known one", "[profile a]\nj = v\n  my_region = 1\n  regio = 1\n  x region = 1\n",
	    NULL },
	{ "quotes in a command", "[profile a]\ncredential_process = \"/opt/my tool\" x\n", NULL },
	{ "JSON", "[profile a]\npolicy = {\"Version\":\"2012-10-17\"}\n", NULL },
	{ "blanks that cannot be seen, where they harm nothing",
	    "[profile a]" NBSP "\nregion" NBSP "=" NBSP "eu-west-1" NBSP "\n" NBSP "\n", NULL },
	{ "joiners that a script needs", "[profile \xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae]\n", NULL },
	{ "JSON over several lines", "[profile a]\npolicy = {\"Statement\":\n  [{\"Effect\": \"Allow\"}]}\n", NULL },
	{ "empty", "", "" },
	{ "comments", "# a\n; b\n  # c\n", "\n\n" },
};

START_TEST(says_nothing)
{
	struct config config;
	struct error err;

	ck_assert_msg(parse_files(&config, silent[_i].config, silent[_i].credentials, &err), "%s: %s", silent[_i].name,
	    err.message);
	ck_assert_msg(config.warnings == 0, "%s: %s", silent[_i].name,
	    config.warnings == 0 ? "" : config.warning[0].text);
	config_clear(&config);
}
END_TEST

/* A file of another kind must not fill memory with warnings. */
START_TEST(stops_warning)
{
	struct config config = CONFIG_INIT;
	struct secret text = SECRET_INIT;
	struct error err;
	int i;

	secret_puts(&text, "[a]\n");
	for (i = 0; i < 5000; i++)
		secret_puts(&text, "k: v\n");
	ck_assert(config_parse(&config, CREDENTIALS_FILE, &text, &err));
	ck_assert_uint_eq(config.warnings, 1000);
	ck_assert_str_eq(config.warning[999].text, "there are more warnings, which are not shown");
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config, the warnings");
	TCase *cases = tcase_create("warnings");

	tcase_add_loop_test(cases, warns_once, 0, COUNT(warnings));
	tcase_add_loop_test(cases, says_nothing, 0, COUNT(silent));
	tcase_add_test(cases, stops_warning);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
