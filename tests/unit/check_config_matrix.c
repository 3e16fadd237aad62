/* check_config_matrix.c - one row for each input that other readers were measured with
 *
 * The inputs were given to botocore, aws-c-sdkutils and the AWS SDK for JavaScript; those disagree on
 * half of them. What stands here is the answer of our rules.
 */
#include "check_config.h"
#include "unit.h"

#define TEXT(text)	text, sizeof(text) - 1
#define X10		"xxxxxxxxxx"
#define X100		X10 X10 X10 X10 X10 X10 X10 X10 X10 X10
#define X300		X100 X100 X100

#define NO_PROFILE	"(no profile)"
#define NO_VALUE	"(no value)"
#define ERROR		"(error) "

static const struct {
	const char	*name;
	enum config_file file;
	const char	*text;
	size_t		 len;
	const char	*profile, *parent, *key;
	const char	*outcome;	/* the value, or one of the above */
} rows[] = {
	{ "plain", CONFIG_FILE, TEXT("[profile a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "no-prefix nondefault in config", CONFIG_FILE, TEXT("[a]\nk = v\n"), "a", NULL, "k", NO_PROFILE },
	{ "[default]", CONFIG_FILE, TEXT("[default]\nk = v\n"), "default", NULL, "k", "v" },
	{ "[profile default] then [default]", CONFIG_FILE, TEXT("[profile default]\nk = v1\n[default]\nk = v2\n"),
	    "default", NULL, "k", "v1" },
	{ "[default] then [profile default]", CONFIG_FILE, TEXT("[default]\nk = v2\n[profile default]\nk = v1\n"),
	    "default", NULL, "k", "v1" },
	{ "dup section same name, other key", CONFIG_FILE, TEXT("[profile a]\nj = 1\n[profile a]\nk = v\n"),
	    "a", NULL, "k", "v" },
	{ "dup key", CONFIG_FILE, TEXT("[profile a]\nk = v1\nk = v2\n"), "a", NULL, "k", "v2" },
	{ "quoted name", CONFIG_FILE, TEXT("[profile \"a b\"]\nk = v\n"), "a b", NULL, "k", "v" },
	{ "quoted name no space", CONFIG_FILE, TEXT("[profile \"a\"]\nk = v\n"), "a", NULL, "k", "v" },
	{ "single-quoted name", CONFIG_FILE, TEXT("[profile 'a b']\nk = v\n"), "a b", NULL, "k", "v" },
	{ "unquoted name with space", CONFIG_FILE, TEXT("[profile a b]\nk = v\n"), "a b", NULL, "k", NO_PROFILE },
	{ "two blanks after profile", CONFIG_FILE, TEXT("[profile   a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "tab after profile", CONFIG_FILE, TEXT("[profile\ta]\nk = v\n"), "a", NULL, "k", "v" },
	{ "blanks inside brackets", CONFIG_FILE, TEXT("[ profile a ]\nk = v\n"), "a", NULL, "k", "v" },
	{ "trailing blank inside", CONFIG_FILE, TEXT("[profile a ]\nk = v\n"), "a", NULL, "k", "v" },
	{ "indented header", CONFIG_FILE, TEXT("  [profile a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "header comment ]; c", CONFIG_FILE, TEXT("[profile a] ; c\nk = v\n"), "a", NULL, "k", "v" },
	{ "header comment ]#c", CONFIG_FILE, TEXT("[profile a]#c\nk = v\n"), "a", NULL, "k", "v" },
	{ "header trailing junk", CONFIG_FILE, TEXT("[profile a] junk\nk = v\n"), "a", NULL, "k", "v" },
	{ "Profile upper", CONFIG_FILE, TEXT("[Profile a]\nk = v\n"), "a", NULL, "k", NO_PROFILE },
	{ "utf8 profile", CONFIG_FILE, TEXT("[profile \xc3\xa9]\nk = v\n"), "\xc3\xa9", NULL, "k", "v" },
	{ "latin1 byte in value", CONFIG_FILE, TEXT("[profile a]\nk = v\n[profile b]\nk = \xe9\n"),
	    "a", NULL, "k", "v" },
	{ "utf8 value", CONFIG_FILE, TEXT("[profile a]\nk = \xc3\xa9\n"), "a", NULL, "k", "\xc3\xa9" },
	{ "profile with dot@:+%/", CONFIG_FILE, TEXT("[profile a.b@c:d+e%f/g]\nk = v\n"),
	    "a.b@c:d+e%f/g", NULL, "k", "v" },
	{ "colon separator", CONFIG_FILE, TEXT("[profile a]\nk : v\n"), "a", NULL, "k", "v" },
	{ "colon in value", CONFIG_FILE, TEXT("[profile a]\nk = arn:aws:iam::1:mfa/x\n"),
	    "a", NULL, "k", "arn:aws:iam::1:mfa/x" },
	{ "no spaces", CONFIG_FILE, TEXT("[profile a]\nk=v\n"), "a", NULL, "k", "v" },
	{ "= in value", CONFIG_FILE, TEXT("[profile a]\nk = a=b==\n"), "a", NULL, "k", "a=b==" },
	{ "upper key", CONFIG_FILE, TEXT("[profile a]\nKEY = v\n"), "a", NULL, "key", "v" },
	{ "inline # after space", CONFIG_FILE, TEXT("[profile a]\nk = v # c\n"), "a", NULL, "k", "v" },
	{ "inline ; after space", CONFIG_FILE, TEXT("[profile a]\nk = v ; c\n"), "a", NULL, "k", "v" },
	{ "inline # no space", CONFIG_FILE, TEXT("[profile a]\nk = v#c\n"), "a", NULL, "k", "v#c" },
	{ "inline ; after tab", CONFIG_FILE, TEXT("[profile a]\nk = v\t; c\n"), "a", NULL, "k", "v" },
	{ "value is only comment", CONFIG_FILE, TEXT("[profile a]\nk = # c\n"), "a", NULL, "k", NO_VALUE },
	{ "comment line between", CONFIG_FILE, TEXT("[profile a]\n# x\n; y\nk = v\n"), "a", NULL, "k", "v" },
	{ "indented comment", CONFIG_FILE, TEXT("[profile a]\nk = v\n  # c\n"), "a", NULL, "k", "v" },
	{ "indented comment before key", CONFIG_FILE, TEXT("[profile a]\n  # c\nk = v\n"), "a", NULL, "k", "v" },
	{ "indented key (first)", CONFIG_FILE, TEXT("[profile a]\n  k = v\n"), "a", NULL, "k", "v" },
	{ "indented key (second)", CONFIG_FILE, TEXT("[profile a]\nj = 1\n  k = v\n"), "a", NULL, "k", NO_VALUE },
	{ "all keys indented", CONFIG_FILE, TEXT("[profile a]\n  j = 1\n  k = v\n"), "a", NULL, "k", "v" },
	{ "double quotes value", CONFIG_FILE, TEXT("[profile a]\nk = \"v\"\n"), "a", NULL, "k", "\"v\"" },
	{ "single quotes value", CONFIG_FILE, TEXT("[profile a]\nk = 'v'\n"), "a", NULL, "k", "'v'" },
	{ "empty value", CONFIG_FILE, TEXT("[profile a]\nk =\nj = 1\n"), "a", NULL, "k", NO_VALUE },
	{ "empty value 2", CONFIG_FILE, TEXT("[profile a]\nk = \n"), "a", NULL, "k", NO_VALUE },
	{ "key no sep", CONFIG_FILE, TEXT("[profile a]\nk\nj = v\n"),
	    "a", NULL, "j", ERROR "config:2: neither a [section] nor KEY = VALUE" },
	{ "no key", CONFIG_FILE, TEXT("[profile a]\n= v\nk = w\n"),
	    "a", NULL, "k", ERROR "config:2: no key before the separator" },
	{ "key with blank", CONFIG_FILE, TEXT("[profile a]\nmy key = v\nk = w\n"), "a", NULL, "k", "w" },
	{ "prop before section", CONFIG_FILE, TEXT("k = v\n[profile a]\nk = w\n"), "a", NULL, "k", "w" },
	{ "continuation", CONFIG_FILE, TEXT("[profile a]\nk = v\n  more\n"), "a", NULL, "k", "v\nmore" },
	{ "sub-props", CONFIG_FILE, TEXT("[profile a]\ns3 =\n  k = v\n  j = w\n"), "a", "s3", "j", "w" },
	{ "sub-props then key", CONFIG_FILE, TEXT("[profile a]\ns3 =\n  k = v\nk = top\n"), "a", NULL, "k", "top" },
	{ "sub-props tab", CONFIG_FILE, TEXT("[profile a]\ns3 =\n\tk = v\n"), "a", "s3", "k", "v" },
	{ "sub-props blank line within", CONFIG_FILE, TEXT("[profile a]\ns3 =\n  k = v\n\n  j = w\n"),
	    "a", "s3", "j", "w" },
	{ "sub-prop comment", CONFIG_FILE, TEXT("[profile a]\ns3 =\n  k = v # c\n"), "a", "s3", "k", "v" },
	{ "sub-prop no =", CONFIG_FILE, TEXT("[profile a]\ns3 =\n  k\n"), "a", "s3", "k", NO_VALUE },
	{ "CRLF", CONFIG_FILE, TEXT("[profile a]\r\nk = v\r\n"), "a", NULL, "k", "v" },
	{ "lone CR", CONFIG_FILE, TEXT("[profile a]\rk = v\r"), "a", NULL, "k", "v" },
	{ "BOM", CONFIG_FILE, TEXT("\xef\xbb\xbf[profile a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "BOM default", CONFIG_FILE, TEXT("\xef\xbb\xbf[default]\nk = v\n"), "default", NULL, "k", "v" },
	{ "BOM comment", CONFIG_FILE, TEXT("\xef\xbb\xbf# c\n[default]\nk = v\n"), "default", NULL, "k", "v" },
	{ "no final newline", CONFIG_FILE, TEXT("[profile a]\nk = v"), "a", NULL, "k", "v" },
	{ "missing ]", CONFIG_FILE, TEXT("[profile a\nk = v\n"),
	    "a", NULL, "k", ERROR "config:1: section header without ']'" },
	{ "%% in value", CONFIG_FILE, TEXT("[profile a]\nk = a%(b)s%%\n"), "a", NULL, "k", "a%(b)s%%" },
	{ "trailing spaces", CONFIG_FILE, TEXT("[profile a]\nk = v   \n"), "a", NULL, "k", "v" },
	{ "NUL in value", CONFIG_FILE, TEXT("[profile a]\nk = a\x00" "b\n"),
	    "a", NULL, "k", ERROR "config:2: a NUL byte: this is not a text file" },
	{ "300-char value", CONFIG_FILE, TEXT("[profile a]\nk = " X300 "\n"), "a", NULL, "k", X300 },
	{ "60-char section", CONFIG_FILE,
	    TEXT("[profile pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp]\nk = v\n"),
	    "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp", NULL, "k", "v" },
	{ "1200-char token", CONFIG_FILE, TEXT("[profile a]\nk = " X300 X300 X300 X300 "\n"),
	    "a", NULL, "k", X300 X300 X300 X300 },
	{ "creds plain", CREDENTIALS_FILE, TEXT("[a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "creds [profile a] as a", CREDENTIALS_FILE, TEXT("[profile a]\nk = v\n"), "a", NULL, "k", NO_PROFILE },
	{ "creds [profile a] as \"profile a\"", CREDENTIALS_FILE, TEXT("[profile a]\nk = v\n"),
	    "profile a", NULL, "k", NO_PROFILE },
	{ "creds blanks in brackets", CREDENTIALS_FILE, TEXT("[ a ]\nk = v\n"), "a", NULL, "k", "v" },
	{ "creds name with space", CREDENTIALS_FILE, TEXT("[a b]\nk = v\n"), "a b", NULL, "k", "v" },
	{ "creds quoted name", CREDENTIALS_FILE, TEXT("[\"a b\"]\nk = v\n"), "a b", NULL, "k", "v" },
	{ "creds upper key", CREDENTIALS_FILE, TEXT("[a]\nAWS_ACCESS_KEY_ID = v\n"),
	    "a", NULL, "aws_access_key_id", "v" },
	{ "creds dup section", CREDENTIALS_FILE, TEXT("[a]\nj = 1\n[a]\nk = v\n"), "a", NULL, "k", "v" },
	{ "creds inline #", CREDENTIALS_FILE, TEXT("[a]\nk = v #c\n"), "a", NULL, "k", "v" },
	{ "sso-session same name", CONFIG_FILE, TEXT("[sso-session a]\nk = s\n[profile a]\nk = v\n"),
	    "a", NULL, "k", "v" },
	{ "services section", CONFIG_FILE, TEXT("[services a]\nsts =\n  endpoint_url = http://x\n[profile a]\nk = v\n"),
	    "a", NULL, "k", "v" },
};

/* What came out, as a string like those of the table. */
static const char *
outcome(const struct config *config, bool ok, const struct error *err, int row)
{
	static char message[1100];
	const char *value;

	if (!ok) {
		snprintf(message, sizeof(message), ERROR "%s", err->message);
		return message;
	}
	if (!config_has_profile(config, rows[row].profile))
		return NO_PROFILE;
	if (rows[row].parent != NULL)
		value = sub_value(config, rows[row].profile, rows[row].parent, rows[row].key);
	else
		value = value_named(config, rows[row].profile, rows[row].key);
	return value == NULL ? NO_VALUE : value;
}

START_TEST(row)
{
	struct config config = CONFIG_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = parse_bytes(&config, rows[_i].file, rows[_i].text, rows[_i].len, &err);
	const char *seen = outcome(&config, ok, &err, _i);

	ck_assert_msg(strcmp(seen, rows[_i].outcome) == 0, "%s: %s", rows[_i].name, seen);
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config, the matrix");
	TCase *cases = tcase_create("matrix");

	tcase_add_loop_test(cases, row, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
