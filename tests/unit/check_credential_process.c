/* check_credential_process.c - long-term keys from a program of the user */
#include "profile/credential_process.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define GOOD "\"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"SecretAccessKey\": \"wJalrXUtnFEMI\""

static const struct {
	const char	*text;
	const char	*error;		/* a part; NULL: accepted */
} documents[] = {
	{ "{\"Version\": 1, " GOOD "}", NULL },
	{ " {\"Version\":1," GOOD
	    ",\"SessionToken\":\"t\",\"Expiration\":\"2031-01-02T03:04:05+00:00\",\"AccountId\":\"1\"}\n", NULL },
	{ "{\"Version\": 2, " GOOD "}", "Version is not 1" },
	{ "{\"Version\": \"1\", " GOOD "}", "Version is not 1" },
	{ "{\"Version\": 1.5, " GOOD "}", "Version is not 1" },
	{ "{" GOOD "}", "Version is not 1" },
	{ "{\"Version\": 1, \"SecretAccessKey\": \"s\"}", "AccessKeyId is missing" },
	{ "{\"Version\": 1, \"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\"}", "SecretAccessKey is missing" },
	{ "{\"Version\": 1, \"accesskeyid\": \"AKIAIOSFODNN7EXAMPLE\", \"SecretAccessKey\": \"s\"}",
	    "AccessKeyId is missing" },
	{ "{\"Version\": 1, \"AccessKeyId\": 5, \"SecretAccessKey\": \"s\"}", "AccessKeyId is missing" },
	{ "{\"Version\": 1, \"AccessKeyId\": \"AKIA;touch pwned\", \"SecretAccessKey\": \"s\"}", "access key id" },
	{ "{\"Version\": 1, \"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"SecretAccessKey\": \"a'b\"}",
	    "secret access key" },
	{ "{\"Version\": 1, " GOOD ", \"Expiration\": \"tomorrow\"}", "Expiration" },
	{ "", "JSON" },
	{ "[]", "JSON" },
	{ "export AWS_ACCESS_KEY_ID=x", "JSON" },
};

START_TEST(parses)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = credential_process_parse(&credentials, documents[_i].text, "the program", &err);

	if (documents[_i].error == NULL) {
		ck_assert_msg(ok, "%s: %s", documents[_i].text, err.message);
		ck_assert_str_eq(credentials.access_key_id, "AKIAIOSFODNN7EXAMPLE");
	} else {
		ck_assert_msg(!ok, "%s: accepted", documents[_i].text);
		ck_assert_msg(strstr(err.message, documents[_i].error) != NULL, "%s", err.message);
		ck_assert_msg(strstr(err.message, "a'b") == NULL, "the secret is shown");
	}
	credentials_clear(&credentials);
}
END_TEST

START_TEST(runs_through_a_shell)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct error err = { .status = STATUS_DONE };

	setenv("KEY", "AKIAIOSFODNN7EXAMPLE", 1);
	ck_assert_msg(credential_process_run(&credentials,
	    "printf '{\"Version\": 1, \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\"}' \"$KEY\" \"$"
	    CREDENTIAL_PROCESS_GUARD "\" | cat", "prod", "the program", &err), "%s", err.message);
	ck_assert_str_eq(credentials.access_key_id, "AKIAIOSFODNN7EXAMPLE");
	ck_assert_str_eq(secret_text(&credentials.secret_access_key), "prod");	/* the guard names the profile */
	credentials_clear(&credentials);
}
END_TEST

START_TEST(stops_a_circle)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct error err = { .status = STATUS_DONE };

	setenv(CREDENTIAL_PROCESS_GUARD, "prod", 1);
	ck_assert(!credential_process_run(&credentials, "touch must-not-run", "prod", "the program", &err));
	ck_assert_ptr_nonnull(strstr(err.message, "'prod'"));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("credential_process");
	TCase *cases = tcase_create("credential_process");

	tcase_add_loop_test(cases, parses, 0, COUNT(documents));
	tcase_add_test(cases, runs_through_a_shell);
	tcase_add_test(cases, stops_a_circle);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
