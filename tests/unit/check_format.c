/* check_format.c - the text of every format, and what is refused; tests/e2e/test_quoting.py has it read by shells */
#include "shell/formats.h"

#include <string.h>

#include "unit.h"

#define KEY	{ "AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE" }
#define SECRET	{ "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+x" }
#define TOKEN	{ "AWS_SESSION_TOKEN", "FwoGZXIvYXdzEJr//w==" }
#define UNTIL	{ "AWS_CREDENTIAL_EXPIRATION", "2031-01-02T03:04:05Z" }

#define STAYS(name) "builtin set -eg " name ";\nbuiltin set -qU " name "; " \
	"and builtin echo 'awsmfa: the universal variable " name " stays in the way; " \
	"to remove it: set -eU " name "' >&2;\n"

/* The statement of sh around those that change NAMES. */
#define GUARDED(names, text) "if (unset -v " names "); then\n" text \
	"else echo 'awsmfa: the variable named above is readonly, so nothing has changed' >&2; (exit 1); fi;\n"

static const struct {
	const char	*name;
	const char	*format;
	struct change	 change[8];
	const char	*text;
} written[] = {
	{ "sh: nothing", "sh", { { NULL, NULL } }, "" },
	{ "sh: unsets come first, in one statement", "sh",
	    { { "B", "2" }, { "C", NULL }, { "A", "1" }, { "D", NULL } },
	    GUARDED("B C A D", "unset C D;\nexport B='2';\nexport A='1';\n") },
	{ "sh: no unset statement without unsets", "sh", { KEY },
	    GUARDED("AWS_ACCESS_KEY_ID", "export AWS_ACCESS_KEY_ID='ASIAIOSFODNN7EXAMPLE';\n") },
	{ "sh: quoting", "sh", { { "A", "it's \\ ! $x" }, { "B", "" } },
	    GUARDED("A B", "export A='it'\\''s \\ ! $x';\nexport B='';\n") },
	{ "fish: nothing", "fish", { { NULL, NULL } }, "builtin true;\n" },
	{ "fish: in order", "fish", { { "B", "2" }, { "C", NULL }, { "A", "" } },
	    "builtin set -gx B '2';\n" STAYS("C") "builtin set -gx A '';\nbuiltin true;\n" },
	{ "fish: quoting", "fish", { { "A", "it's \\ ! $x" } },
	    "builtin set -gx A 'it\\'s \\\\ ! $x';\nbuiltin true;\n" },
	{ "csh: in order", "csh", { { "B", "2" }, { "C", NULL }, { "A", "" } },
	    "setenv B '2';\nunsetenv C;\nsetenv A '';\n" },
	{ "csh: quoting", "csh", { { "A", "it's \\ ! $x" } }, "setenv A 'it'\\''s '\\\\' '\\!' $x';\n" },
	{ "csh: UTF-8", "csh", { { "A", "\xc3\xa9" } }, "setenv A '\xc3\xa9';\n" },
	{ "dotenv: nothing", "dotenv", { { NULL, NULL } }, "" },
	{ "dotenv: its own order, its own four", "dotenv",
	    { { "AWS_PROFILE", NULL }, { "AWS_REGION", "eu-west-1" }, TOKEN, UNTIL, SECRET, KEY,
	      { "AWSMFA_EXPIRES", "1" } },
	    "AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+x\n"
	    "AWS_SESSION_TOKEN=FwoGZXIvYXdzEJr//w==\nAWS_CREDENTIAL_EXPIRATION=2031-01-02T03:04:05Z\n" },
	{ "dotenv: long-term keys", "dotenv", { KEY, SECRET, { "AWS_SESSION_TOKEN", NULL } },
	    "AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+x\n" },
	{ "process: a session", "process", { { "AWS_PROFILE", NULL }, SECRET, TOKEN, UNTIL, KEY },
	    "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"ASIAIOSFODNN7EXAMPLE\",\n"
	    "  \"SecretAccessKey\": \"wJalrXUtnFEMI/K7MDENG+x\",\n  \"SessionToken\": \"FwoGZXIvYXdzEJr//w==\",\n"
	    "  \"Expiration\": \"2031-01-02T03:04:05Z\"\n}\n" },
	{ "process: long-term keys", "process", { KEY, SECRET },
	    "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"ASIAIOSFODNN7EXAMPLE\",\n"
	    "  \"SecretAccessKey\": \"wJalrXUtnFEMI/K7MDENG+x\"\n}\n" },
	{ "process: what JSON escapes", "process", { KEY, { "AWS_SECRET_ACCESS_KEY", "a\"b\\c:\xc3\xa9" } },
	    "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"ASIAIOSFODNN7EXAMPLE\",\n"
	    "  \"SecretAccessKey\": \"a\\\"b\\\\c:\xc3\xa9\"\n}\n" },
	{ "json: nothing", "json", { { NULL, NULL } }, "{\n}\n" },
	{ "json: in order, null for unset", "json", { { "B", "it's \"\\" }, { "C", NULL }, { "A", "" } },
	    "{\n  \"B\": \"it's \\\"\\\\\",\n  \"C\": null,\n  \"A\": \"\"\n}\n" },
};

static size_t
count_of(const struct change *change)
{
	size_t count = 0;

	while (count < 8 && change[count].name != NULL)
		count++;
	return count;
}

START_TEST(writes)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = format_write(&out, formats_find(written[_i].format), written[_i].change,
	    count_of(written[_i].change), &err);

	ck_assert_msg(ok, "%s: %s", written[_i].name, err.message);
	ck_assert_msg(strcmp(secret_text(&out), written[_i].text) == 0, "%s:\n%s", written[_i].name, secret_text(&out));
	secret_clear(&out);
}
END_TEST

static const struct {
	const char	*name;
	const char	*format;
	struct change	 change[8];
	const char	*message;
} refused[] = {
	{ "newline", "sh", { { "A", "pri\nvate" } }, "the value for A has a control character" },
	{ "tab", "fish", { { "A", "pri\tvate" } }, "the value for A has a control character" },
	{ "delete", "csh", { { "A", "private\x7f" } }, "the value for A has a control character" },
	{ "escape", "json", { { "A", "\x1bprivate" } }, "the value for A has a control character" },
	{ "a good one before it", "sh", { { "GOOD", "1" }, { "A", "\x01private" } },
	    "the value for A has a control character" },
	{ "control byte that the form leaves out", "dotenv", { KEY, SECRET, { "A", "private\r" } },
	    "the value for A has a control character" },
	{ "empty name", "sh", { { "", "private" } }, "'' cannot be the name of a variable" },
	{ "name with blank", "sh", { { "A B", "private" } }, "'A B' cannot be the name of a variable" },
	{ "name in lower case", "sh", { { "path", NULL } }, "'path' cannot be the name of a variable" },
	{ "name with a digit in front", "sh", { { "1A", "private" } }, "'1A' cannot be the name of a variable" },
	{ "name that is code", "csh", { { "A;id", NULL } }, "'A;id' cannot be the name of a variable" },
	{ "twice", "sh", { { "A", NULL }, { "B", NULL }, { "A", "private" } }, "A is changed twice" },
	{ "csh: not UTF-8", "csh", { { "A", "private\xff" } },
	    "the value for A is not UTF-8, and csh would change it" },
	{ "dotenv: blank", "dotenv", { KEY, { "AWS_SECRET_ACCESS_KEY", "private x" } },
	    "the value for AWS_SECRET_ACCESS_KEY cannot be written without quotes" },
	{ "dotenv: dollar", "dotenv", { KEY, { "AWS_SECRET_ACCESS_KEY", "private$x" } },
	    "the value for AWS_SECRET_ACCESS_KEY cannot be written without quotes" },
	{ "dotenv: comment", "dotenv", { { "AWS_ACCESS_KEY_ID", "private#x" } },
	    "the value for AWS_ACCESS_KEY_ID cannot be written without quotes" },
	{ "dotenv: not ASCII", "dotenv", { KEY, SECRET, { "AWS_SESSION_TOKEN", "private\xc3\xa9" } },
	    "the value for AWS_SESSION_TOKEN cannot be written without quotes" },
	{ "process: no key", "process", { SECRET }, "there is no AWS_ACCESS_KEY_ID to print" },
	{ "process: no secret", "process", { KEY, { "AWS_SECRET_ACCESS_KEY", NULL } },
	    "there is no AWS_SECRET_ACCESS_KEY to print" },
	{ "process: not UTF-8", "process", { KEY, { "AWS_SECRET_ACCESS_KEY", "private\xff" } },
	    "the value for AWS_SECRET_ACCESS_KEY is not UTF-8, as JSON must be" },
	{ "json: not UTF-8", "json", { { "A", "1" }, { "B", "private\xc3" } },
	    "the value for B is not UTF-8, as JSON must be" },
};

START_TEST(refuses)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_puts(&out, "what was there before");
	ck_assert_msg(!format_write(&out, formats_find(refused[_i].format), refused[_i].change,
	    count_of(refused[_i].change), &err), "%s:\n%s", refused[_i].name, secret_text(&out));
	ck_assert_msg(strcmp(err.message, refused[_i].message) == 0, "%s: %s", refused[_i].name, err.message);
	ck_assert_msg(out.len == 0, "%s left '%s'", refused[_i].name, secret_text(&out));
	secret_clear(&out);
}
END_TEST

/* tcsh reads 4096 bytes at a time. Up to there, and in ASCII at any length, it keeps what it reads. */
START_TEST(csh_takes_no_more_than_its_buffer)
{
	struct secret out = SECRET_INIT, value = SECRET_INIT;
	struct change change = { "A", NULL };
	struct error err;

	secret_puts(&value, "\xc3\xa9");
	while (value.len < 4096 - strlen("setenv A '';\n"))
		secret_puts(&value, "x");
	change.value = secret_text(&value);
	ck_assert(format_write(&out, formats_find("csh"), &change, 1, &err));
	ck_assert_uint_eq(out.len, 4096);
	secret_puts(&value, "x");
	change.value = secret_text(&value);
	ck_assert(!format_write(&out, formats_find("csh"), &change, 1, &err));
	change.value += 2;
	ck_assert(format_write(&out, formats_find("csh"), &change, 1, &err));
	secret_clear(&value);
	secret_clear(&out);
}
END_TEST

START_TEST(every_control_byte_is_refused)
{
	static const char *const formats[] = {
		"sh", "fish", "csh", "dotenv", "process", "json"
	};
	char value[] = "x?x";
	const struct change change[] = { KEY, { "AWS_SECRET_ACCESS_KEY", value } };
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool is_control, ok;
	int byte, i;

	for (byte = 1; byte < 256; byte++)
		for (i = 0; i < COUNT(formats); i++) {
			value[1] = (char)byte;
			is_control = byte < 0x20 || byte == 0x7f;
			ok = format_write(&out, formats_find(formats[i]), change, 2, &err);
			ck_assert_msg(!(ok && is_control), "byte %d is written in %s", byte, formats[i]);
			ck_assert_msg(ok || is_control || i >= 2, "byte %d is not written in %s", byte, formats[i]);
		}
	secret_clear(&out);
}
END_TEST

static const struct {
	const char	*format;
	int		 status;
	const char	*text;
} failures[] = {
	{ "sh", 6, "(exit 6);\n" },
	{ "sh", 130, "(exit 130);\n" },
	{ "fish", 4, "command sh -c 'exit 4';\n" },
	{ "csh", 4, "false;\n" },
	{ "dotenv", 1, "" },
	{ "process", 1, "" },
	{ "json", 1, "" },
};

START_TEST(fails)
{
	struct secret out = SECRET_INIT;

	format_write_failure(&out, formats_find(failures[_i].format), failures[_i].status);
	ck_assert_str_eq(secret_text(&out), failures[_i].text);
	secret_clear(&out);
}
END_TEST

START_TEST(every_name_has_a_format)
{
	struct secret names = SECRET_INIT;
	char *rest, *word;

	formats_write_names(&names);
	ck_assert_str_eq(secret_text(&names),
	    "sh dash ash ksh mksh yash bash zsh fish csh tcsh dotenv process json");
	for (rest = names.data; (word = strsep(&rest, " ")) != NULL; )
		ck_assert_msg(formats_find(word) != NULL, "%s", word);
	ck_assert_ptr_eq(formats_find("ksh"), formats_default());
	ck_assert_ptr_eq(formats_find("zsh"), formats_default());
	ck_assert_ptr_eq(formats_find("tcsh"), formats_find("csh"));
	ck_assert_ptr_ne(formats_find("csh"), formats_default());
	ck_assert_ptr_null(formats_find(""));
	ck_assert_ptr_null(formats_find("SH"));
	ck_assert_ptr_null(formats_find("sh bash"));
	ck_assert_ptr_null(formats_find("dash ash"));
	secret_clear(&names);
}
END_TEST

static const struct {
	const char	*text, *word;
} words[] = {
	{ "prod", "prod" }, { "a/b@c:d+e_f-g.h", "a/b@c:d+e_f-g.h" }, { "", "''" }, { "x;touch y", "'x;touch y'" },
	{ "two words", "'two words'" }, { "$(id)", "'$(id)'" }, { "~", "'~'" }, { "*", "'*'" }, { "a,b", "'a,b'" },
	{ "case", "'case'" }, { "case1", "case1" },
};

START_TEST(a_word_is_quoted_only_where_a_shell_would_change_it)
{
	struct secret out = SECRET_INIT;

	format_word(&out, formats_find("sh"), words[_i].text);
	ck_assert_str_eq(secret_text(&out), words[_i].word);
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("format");
	TCase *cases = tcase_create("format");

	tcase_add_loop_test(cases, writes, 0, COUNT(written));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_test(cases, csh_takes_no_more_than_its_buffer);
	tcase_add_test(cases, every_control_byte_is_refused);
	tcase_add_loop_test(cases, fails, 0, COUNT(failures));
	tcase_add_test(cases, every_name_has_a_format);
	tcase_add_loop_test(cases, a_word_is_quoted_only_where_a_shell_would_change_it, 0, COUNT(words));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
