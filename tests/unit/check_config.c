/* check_config.c - the rules that open config_grammar.c, config_table.c and config_get.c, one by one */
#include "check_config.h"
#include "unit.h"

#define NBSP "\xc2\xa0"		/* no-break space */

/* ---- what a key's value is ---- */

static const struct {
	const char	*name;
	const char	*config, *credentials;
	const char	*profile, *key;
	const char	*value;			/* NULL: unset */
} values[] = {
	/* rules 1 and 2: lines */
	{ "CR LF after a blank value", "[profile a]\r\nk =\r\nj = v\r\n", NULL, "a", "j", "v" },
	{ "CR at the end of the file", "[profile a]\nk = v\r", NULL, "a", "k", "v" },
	{ "CR inside a line", "[profile a]\nk = v\rw\n", NULL, "a", "k", "v\rw" },
	{ "a byte order mark is skipped once", "\xef\xbb\xbf[profile a]\nk = v", NULL, "a", "k", "v" },
	{ "a byte order mark in credentials", NULL, "\xef\xbb\xbf[a]\nk = v", "a", "k", "v" },
	{ "nothing but a byte order mark", "\xef\xbb\xbf", NULL, "a", "k", NULL },
	{ "a comment below a key, deeper", "[profile a]\nk = v\n\t; c\n  more\n", NULL, "a", "k", "v\nmore" },
	{ "a blank line inside a value", "[profile a]\nk = v\n \t \n\n  more\n", NULL, "a", "k", "v\nmore" },

	{ "no LF at all: CR ends the lines", "[profile a]\rj = 1\rk = v\r", NULL, "a", "k", "v" },
	{ "CR CR LF, as a file gets when it is converted twice", "[profile a]\r\r\nk = v\r\r\n", NULL, "a", "k", "v" },
	{ "a byte order mark inside, in files put together", "[profile b]\n\xef\xbb\xbf[profile a]\nk = v\n", NULL, "a",
	    "k", "v" },
	{ "a no-break space behind '='", "[profile a]\nk =" NBSP "v\n", NULL, "a", "k", "v" },
	{ "one in front of '='", "[profile a]\nk" NBSP "= v\n", NULL, "a", "k", "v" },
	{ "one behind the value", "[profile a]\nk = v" NBSP "\n", NULL, "a", "k", "v" },
	{ "a line of one", "[profile a]\nj = v\n" NBSP "\nk = w\n", NULL, "a", "k", "w" },
	{ "one in front of a comment", "[profile a]\n" NBSP "# c\nk = v" NBSP "# c\n", NULL, "a", "k", "v" },
	{ "one in front of a header", "\n" NBSP "[profile a]\nk = v\n", NULL, "a", "k", "v" },
	{ "one behind a header", "[profile a]" NBSP "\nk = v\n", NULL, "a", "k", "v" },
	{ "one behind a name", "[profile a" NBSP "]\nk = v\n", NULL, "a", "k", "v" },
	{ "one behind the word profile", "[profile" NBSP "a]\nk = v\n", NULL, "a", "k", "v" },
	{ "one behind a name in credentials", NULL, "[a" NBSP "]\nk = v\n", "a", "k", "v" },
	{ "one in front of a key makes it a continuation", "[profile a]\nj = v\n" NBSP "k = w\n", NULL, "a", "k",
	    NULL },
	{ "an indent is counted in characters", "[profile a]\n" NBSP "j = v\n  k = w\n", NULL, "a", "j", "v\nk = w" },
	{ "one below another", "[profile a]\n" NBSP "j = v\n" NBSP "k = w\n", NULL, "a", "k", "w" },
	{ "an ideographic space", "[profile a]\nk\xe3\x80\x80=\xe3\x80\x80v\xe3\x80\x80\n", NULL, "a", "k", "v" },
	{ "one inside a value stays", "[profile a]\nk = v" NBSP "w\n", NULL, "a", "k", "v" NBSP "w" },
	{ "a zero width space is none", "[profile a]\nk = v\xe2\x80\x8b\n", NULL, "a", "k", "v\xe2\x80\x8b" },
	{ "half of a no-break space is none", "[profile a]\nk = v\xa0\n", NULL, "a", "k", "v\xa0" },

	/* rule 3: headers */
	{ "a header at an indent", "[profile b]\n\t[profile a]\nk = v\n", NULL, "a", "k", "v" },
	{ "']' in a name", "[profile a]b] # c]\nk = v\n", NULL, "a]b", "k", "v" },
	{ "';' in a name", "[profile a;b]\nk = v\n", NULL, "a;b", "k", "v" },
	{ "']' in the comment", "[profile a] # see [b]\nk = v\n", NULL, "a", "k", "v" },
	{ "quotes around default", "[profile \"default\"]\nk = v\n", NULL, "default", "k", "v" },
	{ "quotes keep their blanks", "[profile \" a \"]\nk = v\n", NULL, " a ", "k", "v" },
	{ "half a quote is part of the name", "[profile \"a]\nk = v\n", NULL, "\"a", "k", "v" },
	{ "unlike quotes are part of the name", "[profile \"a']\nk = v\n", NULL, "\"a'", "k", "v" },
	{ "a profile called profile", "[profile profile]\nk = v\n", NULL, "profile", "k", "v" },
	{ "a profile that begins with the word", "[profile profile-a]\nk = v\n", NULL, "profile-a", "k", "v" },
	{ "quoted default in credentials", NULL, "['default']\nk = v\n", "default", "k", "v" },
	{ "profile alone in credentials", NULL, "[profile]\nk = v\n", "profile", "k", "v" },
	{ "profile-a in credentials", NULL, "[profile-a]\nk = v\n", "profile-a", "k", "v" },
	{ "services in credentials is a name", NULL, "[services a]\nk = v\n", "services a", "k", "v" },
	{ "the body of an sso-session", "[profile a]\nk = v\n[sso-session a]\nk = w\nno property\n",
	    NULL, "a", "k", "v" },
	{ "the body of another section", "[profile a]\nk = v\n[plugins]\nk = w\n= w\n", NULL, "a", "k", "v" },

	/* rules 4 and 5: what belongs to the line above */
	{ "a header ends a property", "[profile b]\nj = 1\n[profile a]\n  k = v\n", NULL, "a", "k", "v" },
	{ "equal indent is no continuation", "[profile a]\n  j = 1\n  k = v\n", NULL, "a", "k", "v" },
	{ "less indent is no continuation", "[profile a]\n    j = 1\n  k = v\n", NULL, "a", "k", "v" },
	{ "a header below indented keys", "[profile b]\n  j = 1\n  [profile a]\n  k = v\n", NULL, "a", "k", "v" },
	{ "a continuation of an indented key", "[profile a]\n  k = v\n    more\n  j = 1\n", NULL, "a", "k", "v\nmore" },
	{ "a sub-property of an indented key", "[profile a]\n  j =\n    k = v\n  k = w\n", NULL, "a", "k", "w" },
	{ "comments in a continuation stay", "[profile a]\nk = v # c\n  more # d\n", NULL, "a", "k", "v\nmore # d" },
	{ "three lines", "[profile a]\nk=v\n 1\n 2  \n\t3\n", NULL, "a", "k", "v\n1\n2\n3" },
	{ "a continuation at the end, no newline", "[profile a]\nk=v\n 1", NULL, "a", "k", "v\n1" },
	{ "a sub-property hides nothing", "[profile a]\ns3 =\n  k = w\n", NULL, "a", "k", NULL },
	{ "lines below an ignored key", "[profile a]\nmy key = 1\n  k = w\n", NULL, "a", "k", NULL },
	{ "lines below a skipped section's key", "[b]\nj = 1\n  [profile a]\n  k = w\n", NULL, "a", "k", NULL },
	{ "an empty known key does not nest", "[profile a]\nmfa_serial =\n  x = y\nk = v\n", NULL, "a", "k", "v" },

	/* rules 6 and 7: keys */
	{ "'=' before ':'", "[profile a]\nk=a:b\n", NULL, "a", "k", "a:b" },
	{ "':' before '='", "[profile a]\nk:a=b\n", NULL, "a", "k", "a=b" },
	{ "only ASCII letters get lower case", "[profile a]\n\xc3\x84K = v\n", NULL, "a", "\xc3\x84k", "v" },

	/* rule 8: comments in values */
	{ "'#' right after the separator", "[profile a]\nk =#c\n", NULL, "a", "k", NULL },
	{ "';' right after the separator", "[profile a]\nk=;c\n", NULL, "a", "k", NULL },
	{ "the first of two comments", "[profile a]\nk = v;w #c ;d\n", NULL, "a", "k", "v;w" },
	{ "credential_process is not cut", "[profile a]\ncredential_process = x -k '#1' # c ; d \n", NULL,
	    "a", "credential_process", "x -k '#1' # c ; d" },
	{ "mfa_process is not cut", "[profile a]\nMFA_Process = # c\n", NULL, "a", "mfa_process", "# c" },
	{ "quotes stay", "[profile a]\nregion = \"eu-west-1\"\n", NULL, "a", "region", "\"eu-west-1\"" },

	/* rule 9: what is there twice */
	{ "an empty value is the last one too", "[profile a]\nk = v\nk =\n", NULL, "a", "k", NULL },
	{ "two sections, one key", "[profile a]\nk = 1\n[profile a]\nk = 2\n", NULL, "a", "k", "2" },
	{ "[default] twice", "[default]\nk = v\n[default]\nj = w\n", NULL, "default", "k", "v" },
	{ "[profile default] hides keys it lacks", "[default]\nk = v\n[profile default]\nj = w\n", NULL,
	    "default", "k", NULL },
	{ "[profile default] hides what comes later", "[profile default]\n[default]\nk = v\n", NULL,
	    "default", "k", NULL },
	{ "[profile default] does not hide credentials", "[profile default]\nk = v\n", "[default]\nj = w\n",
	    "default", "j", "w" },
	{ "[profile default] twice", "[profile default]\nk = v\n[default]\n[profile default]\nj = w\n", NULL,
	    "default", "k", "v" },

	/* rule 10: two files */
	{ "config alone", "[profile a]\nk = 1\n", "[b]\nk = 2\n", "a", "k", "1" },
	{ "credentials win", "[profile a]\nk = 1\n", "[a]\nk = 2\n", "a", "k", "2" },
	{ "credentials win by an empty value", "[profile a]\nk = 1\n", "[a]\nk =\n", "a", "k", NULL },
	{ "no token from the other file",
	    "[profile a]\naws_access_key_id = 1\naws_secret_access_key = 1\naws_session_token = 1\n",
	    "[a]\naws_access_key_id = 2\naws_secret_access_key = 2\n", "a", "aws_session_token", NULL },
	{ "nor under its old name", "[profile a]\naws_security_token = 1\n", "[a]\naws_access_key_id = 2\n",
	    "a", "aws_security_token", NULL },
	{ "no secret from the other file", "[profile a]\naws_access_key_id = 1\naws_secret_access_key = 1\n",
	    "[a]\naws_access_key_id = 2\n", "a", "aws_secret_access_key", NULL },
	{ "the secret belongs to config's key", "[profile a]\naws_access_key_id = 1\naws_secret_access_key = 1\n",
	    "[a]\naws_secret_access_key = 2\n", "a", "aws_secret_access_key", "1" },
	{ "an empty key id is none", "[profile a]\naws_access_key_id = 1\n", "[a]\naws_access_key_id =\n",
	    "a", "aws_access_key_id", "1" },
	{ "a secret without any key id", NULL, "[a]\naws_secret_access_key = 2\n", "a", "aws_secret_access_key", "2" },
	{ "other keys are not of the set", "[profile a]\nregion = r\n", "[a]\naws_access_key_id = 2\n",
	    "a", "region", "r" },

	/* rule 14: include_profile */
	{ "what is missing is included", "[profile a]\ninclude_profile = b\n[profile b]\nregion = v\n", NULL,
	    "a", "region", "v" },
	{ "what is there is not", "[profile a]\nregion = v\ninclude_profile = b\n[profile b]\nregion = w\n", NULL,
	    "a", "region", "v" },
	{ "an empty value is a gap too", "[profile a]\nregion =\ninclude_profile = b\n[profile b]\nregion = v\n",
	    NULL, "a", "region", "v" },
	{ "what the included one includes",
	    "[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = c\n[profile c]\nregion = v\n",
	    NULL, "a", "region", "v" },
	{ "the nearest one wins",
	    "[profile a]\ninclude_profile = b\n[profile b]\nregion = v\ninclude_profile = c\n[profile c]\nregion = w\n",
	    NULL, "a", "region", "v" },
	{ "from the credentials file", "[profile a]\ninclude_profile = b\n", "[b]\nregion = v\n", "a", "region", "v" },
	{ "no access key comes along", "[profile a]\ninclude_profile = b\n[profile b]\naws_access_key_id = 1\n", NULL,
	    "a", "aws_access_key_id", NULL },
	{ "a circle ends", "[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = a\n", NULL, "a", "region",
	    NULL },
	{ "one that does not exist", "[profile a]\ninclude_profile = b\n", NULL, "a", "region", NULL },
	{ "[default] is not included unasked", "[default]\nregion = v\n[profile a]\ninclude_profile = b\n[profile b]\n",
	    NULL, "a", "region", NULL },
};

START_TEST(reads)
{
	struct config config;
	struct error err;
	const char *value;

	ck_assert_msg(parse_files(&config, values[_i].config, values[_i].credentials, &err), "%s: %s", values[_i].name,
	    err.message);
	value = value_named(&config, values[_i].profile, values[_i].key);
	if (values[_i].value == NULL)
		ck_assert_msg(value == NULL, "%s: '%s'", values[_i].name, value);
	else
		ck_assert_msg(value != NULL && strcmp(value, values[_i].value) == 0, "%s: '%s'", values[_i].name,
		    value == NULL ? "NULL" : value);
	config_clear(&config);
}
END_TEST

/* ---- errors ---- */

static const struct {
	const char	*name;
	const char	*config, *credentials;
	const char	*message;
} errors[] = {
	{ "no ']'", "[profile a]\n\n[profile b # x ]\n[profile c\n", NULL, "config:4: section header without ']'" },
	{ "no separator", NULL, "[a]\r\n\r\nk\r\n", "credentials:3: neither a [section] nor KEY = VALUE" },
	{ "no separator, indented", "[profile a]\n  k\n", NULL, "config:2: neither a [section] nor KEY = VALUE" },
	{ "no key", "[profile a]\n = v\n", NULL, "config:2: no key before the separator" },
	{ "no key, ':'", "[services a]\n: v\n", NULL, "config:2: no key before the separator" },
	{ "a character in front of '[' that cannot be seen", "[profile a]\n\xe2\x80\x8b[profile b]\n", NULL,
	    "config:2: neither a [section] nor KEY = VALUE; U+200B is in the line and cannot be seen" },
};

START_TEST(refuses)
{
	struct config config;
	struct error err;

	ck_assert_msg(!parse_files(&config, errors[_i].config, errors[_i].credentials, &err), "%s", errors[_i].name);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strcmp(err.message, errors[_i].message) == 0, "%s: %s", errors[_i].name, err.message);
	config_clear(&config);
}
END_TEST

START_TEST(refuses_a_nul_byte)
{
	static const char *const places[] = { "[a]\nk = \0v\n", "[a]\n#\0 v..\n", "[a\0]\nk = v\n", "[a]\nk =v..\0" };
	static const int lines[] = { 2, 2, 1, 2 };
	struct config config = CONFIG_INIT;
	struct error err;
	char expected[64];

	snprintf(expected, sizeof(expected), "credentials:%d: a NUL byte: this is not a text file", lines[_i]);
	ck_assert(!parse_bytes(&config, CREDENTIALS_FILE, places[_i], 11, &err));
	ck_assert_str_eq(err.message, expected);
	config_clear(&config);
}
END_TEST

/* What Windows calls "Unicode". iconv writes a mark in front, PowerShell's > does too, some editors do not. */
START_TEST(names_utf16)
{
	static const struct { const char *bytes; size_t len; } files[] = {
		{ "\xff\xfe[\0a\0]\0", 8 }, { "\xfe\xff\0[\0a\0]", 8 }, { "[\0a\0]\0\n\0", 8 }, { "\0[\0a\0]\0\n", 8 },
	};
	struct config config = CONFIG_INIT;
	struct error err;

	ck_assert(!parse_bytes(&config, CREDENTIALS_FILE, files[_i].bytes, files[_i].len, &err));
	ck_assert_str_eq(err.message, "credentials:1: the file is UTF-16, which no AWS tool reads");
	ck_assert_str_eq(err.hint, "save it as UTF-8: iconv -f UTF-16 -t UTF-8 credentials");
	config_clear(&config);
}
END_TEST

START_TEST(quotes_no_line_in_an_error)
{
	struct config config;
	struct error err;

	ck_assert(!parse_files(&config, NULL, "[a]\naws_access_key_id = 1\nwJalrXUtnFEMI\n", &err));
	ck_assert_ptr_null(strstr(err.message, "wJalr"));
	config_clear(&config);
}
END_TEST

/* ---- the other questions ---- */

START_TEST(lists_profiles_in_order)
{
	static const char *const names[] = { "b", "a", "default", "c d", "e" };
	struct config config;
	struct error err;
	size_t position = 0, i;

	ck_assert(parse_files(&config,
	    "[profile b]\n[profile a]\n[services s]\n[default]\n[profile b]\n[x]\n[sso-session y]\n[profile in valid]\n"
	    "[profile 'c d']\n[profile default]\n", "[a]\n[e]\n[e]\n[default]\n[profile z]\n", &err));
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_str_eq(config_next_profile(&config, &position), names[i]);
	ck_assert_ptr_null(config_next_profile(&config, &position));
	ck_assert_ptr_null(config_next_profile(&config, &position));
	config_clear(&config);
}
END_TEST

START_TEST(knows_what_is_there)
{
	struct config config;
	struct error err;

	ck_assert(parse_files(&config, "[a]\n[\"b c\"]\n[profile d]\n[services s]\n[sso-session o]\n", "[e]\n", &err));
	ck_assert(config_has_profile(&config, "d") && config_has_profile(&config, "e"));
	ck_assert(!config_has_profile(&config, "a") && !config_has_profile(&config, "s") &&
	    !config_has_profile(&config, ""));
	ck_assert(config_has_services(&config, "s") && !config_has_services(&config, "d"));
	ck_assert(config_lacks_prefix(&config, "a") && config_lacks_prefix(&config, "b c"));
	ck_assert(!config_lacks_prefix(&config, "d") && !config_lacks_prefix(&config, "e"));
	ck_assert(!config_lacks_prefix(&config, "sso-session o"));
	config_clear(&config);
}
END_TEST

START_TEST(reads_services)
{
	struct config config;
	struct error err;

	ck_assert(parse_files(&config,
	    "[services s]\nSTS =\n  Endpoint_URL = http://1 # c\n  empty =\niam =\n  endpoint_url = http://2\ns3 = x\n"
	    "[profile s]\nsts =\n  endpoint_url = http://3\n[services t]\nsts =\n  a = 1\nsts =\n  b = 2\n",
	    "[s]\nsts =\n  endpoint_url = http://4\n", &err));
	ck_assert_str_eq(config_get_service(&config, "s", "sts", "endpoint_url"), "http://1");
	ck_assert_str_eq(config_get_service(&config, "s", "iam", "endpoint_url"), "http://2");
	ck_assert_ptr_null(config_get_service(&config, "s", "sts", "empty"));
	ck_assert_ptr_null(config_get_service(&config, "s", "sts", "region"));
	ck_assert_ptr_null(config_get_service(&config, "s", "s3", "endpoint_url"));
	ck_assert_ptr_null(config_get_service(&config, "s", "ec2", "endpoint_url"));
	ck_assert_ptr_null(config_get_service(&config, "none", "sts", "endpoint_url"));
	ck_assert_ptr_null(config_get_service(&config, "t", "sts", "a"));	/* the last sts counts, whole */
	ck_assert_str_eq(config_get_service(&config, "t", "sts", "b"), "2");
	config_clear(&config);
}
END_TEST

START_TEST(says_where)
{
	const struct config_property *where;
	struct config config;
	struct error err;

	ck_assert(parse_files(&config, "[profile a]\n\nregion = 1\nregion = 2\n", "[a]\nregion =\n", &err));
	ck_assert_str_eq(config_get_from(&config, CONFIG_FILE, "a", KEY_REGION, &where), "2");
	ck_assert_int_eq(where->line, 4);
	ck_assert_ptr_null(config_get_from(&config, CREDENTIALS_FILE, "a", KEY_REGION, &where));
	ck_assert_int_eq(where->line, 2);
	ck_assert_ptr_null(config_get_from(&config, CREDENTIALS_FILE, "a", KEY_ROLE_ARN, &where));
	ck_assert_ptr_null(where);
	ck_assert_ptr_null(config_get_from(&config, CREDENTIALS_FILE, "b", KEY_REGION, &where));
	ck_assert_ptr_null(where);
	config_clear(&config);
}
END_TEST

/* Past every size at which a table moves, with a second section of each name and many keys in each. */
START_TEST(finds_all_of_many)
{
	enum { PROFILES = 700, KEYS = 100 };
	struct config config = CONFIG_INIT;
	struct secret text = SECRET_INIT;
	struct error err;
	char name[16], key[16], value[32];
	int i, k;

	for (i = 0; i < 2 * PROFILES; i++) {
		secret_printf(&text, "[profile p%d]\n", i % PROFILES);
		for (k = i < PROFILES ? 0 : KEYS / 2; k < (i < PROFILES ? KEYS / 2 : KEYS); k++)
			secret_printf(&text, "k%d = %d-%d\n", k, i % PROFILES, k);
	}
	ck_assert(config_parse(&config, CONFIG_FILE, &text, &err));
	ck_assert_uint_eq(config.warnings, PROFILES);
	for (i = 0; i < PROFILES; i++)
		for (k = 0; k < KEYS; k++) {
			snprintf(name, sizeof(name), "p%d", i);
			snprintf(key, sizeof(key), "k%d", k);
			snprintf(value, sizeof(value), "%d-%d", i, k);
			ck_assert_str_eq(value_named(&config, name, key), value);
		}
	config_clear(&config);
}
END_TEST

START_TEST(clears_twice)
{
	struct config config;
	struct error err;

	ck_assert(parse_files(&config, "[profile a]\nk: v\n[b]\n", "[a]\n", &err));
	config_clear(&config);
	config_clear(&config);
	ck_assert(!config_has_profile(&config, "a"));
	ck_assert_ptr_null(value_named(&config, "a", "k"));
}
END_TEST

/* What the text still holds, its NULs left out. */
static const char *
what_is_left(const struct config *config, enum config_file file, char left[400])
{
	const struct secret *text = &config->file[file].text;
	size_t i, used = 0;

	for (i = 0; i < text->len; i++)
		if (text->data[i] != '\0')
			left[used++] = text->data[i];
	left[used] = '\0';
	return left;
}

START_TEST(wipes_secrets_and_comments_alone)
{
	struct config config;
	struct error err;
	char left[400];

	ck_assert(parse_files(&config, "# C1\n[profile a] # C2\nk = v # C3\n s = t\n[plugins]\np = C4\n[services x]\n"
	    "sts =\n  endpoint_url = u\n[profile a]\nk = w\n; C5\n", "[a]\naws_access_key_id = I\n"
	    "AWS_Secret_Access_Key = S1\n S2\n[b]\naws_session_token = T\naws_security_token : U\nr = q\n; C6", &err));
	config_wipe_secrets(&config);
	ck_assert_str_eq(what_is_left(&config, CONFIG_FILE, left), "akv\ns = txstsendpoint_urluakw");
	ck_assert_str_eq(what_is_left(&config, CREDENTIALS_FILE, left),
	    "aaws_access_key_idIaws_secret_access_keybaws_session_tokenaws_security_tokenrq");
	ck_assert_ptr_null(value_named(&config, "a", "aws_secret_access_key"));
	ck_assert_str_eq(value_named(&config, "a", "k"), "w");
	ck_assert_str_eq(config_get_service(&config, "x", "sts", "endpoint_url"), "u");
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config, the rules");
	TCase *cases = tcase_create("rules");

	tcase_add_loop_test(cases, reads, 0, COUNT(values));
	tcase_add_loop_test(cases, refuses, 0, COUNT(errors));
	tcase_add_loop_test(cases, refuses_a_nul_byte, 0, 4);
	tcase_add_loop_test(cases, names_utf16, 0, 4);
	tcase_add_test(cases, quotes_no_line_in_an_error);
	tcase_add_test(cases, lists_profiles_in_order);
	tcase_add_test(cases, knows_what_is_there);
	tcase_add_test(cases, reads_services);
	tcase_add_test(cases, says_where);
	tcase_add_test(cases, finds_all_of_many);
	tcase_add_test(cases, clears_twice);
	tcase_add_test(cases, wipes_secrets_and_comments_alone);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
