/* check_checkup.c - variables that are in each other's way, each with its remedy; and the list of findings */
#include "doctor/remedy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define SESSION_KEYS "AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=x"
#define KEYS	"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI"
#define TOKEN	"AWS_SESSION_TOKEN=AQoEXAMPLE"

static const struct {
	const char		*name;
	const char		*set[8];
	const char		*shell;
	enum finding_state	 state;		/* of the worst, which is the only one that is not ok */
	const char		*found;
	const char		*remedy;
} rows[] = {
	{ "nothing", { NULL }, "bash", FINDING_OK, "no variables conflict", "" },
	{ "a profile alone", { "AWS_PROFILE=dev" }, "bash", FINDING_OK, "no variable", "" },
	{ "keys alone", { KEYS }, "bash", FINDING_OK, "no variable", "" },
	{ "two profiles", { "AWS_PROFILE=a", "AWS_DEFAULT_PROFILE=b" }, "bash", FINDING_WARNING,
	"AWS_DEFAULT_PROFILE is 'b'",
	    "unset AWS_DEFAULT_PROFILE" },
	{ "the same twice", { "AWS_PROFILE=a", "AWS_DEFAULT_PROFILE=a" }, "bash", FINDING_OK, "no variable", "" },
	{ "a profile beside keys", { KEYS, "AWS_PROFILE=a" }, "bash", FINDING_WARNING, "AWS_PROFILE is 'a', and keys",
	    "unset AWS_PROFILE" },
	{ "in fish", { KEYS, "AWS_PROFILE=a" }, "fish", FINDING_WARNING, "AWS_PROFILE", "set -e AWS_PROFILE" },
	{ "in a shell that nobody knows", { KEYS, "AWS_PROFILE=a" }, "", FINDING_WARNING, "AWS_PROFILE",
	    "unset AWS_PROFILE (fish: set -e AWS_PROFILE)" },
	{ "in tcsh", { KEYS, "AWS_PROFILE=a" }, "tcsh", FINDING_WARNING, "AWS_PROFILE", "unsetenv AWS_PROFILE" },
	{ "half a pair", { "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE" }, "bash", FINDING_PROBLEM,
	    "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY", "unset AWS_ACCESS_KEY_ID" },
	{ "the other half", { "AWS_SECRET_ACCESS_KEY=x" }, "bash", FINDING_PROBLEM,
	"AWS_SECRET_ACCESS_KEY is set without",
	    "unset AWS_SECRET_ACCESS_KEY" },
	{ "a token alone", { TOKEN }, "bash", FINDING_WARNING, "without the keys it belongs to",
	"unset AWS_SESSION_TOKEN" },
	{ "an old token", { KEYS, TOKEN, "AWS_SECURITY_TOKEN=old", "AWSMFA_KEY_ID=AKIAIOSFODNN7EXAMPLE" }, "bash",
	FINDING_PROBLEM,
	    "AWS_SECURITY_TOKEN differs", "unset AWS_SECURITY_TOKEN" },
	{ "an old token alone", { KEYS, "AWS_SECURITY_TOKEN=old" }, "bash", FINDING_PROBLEM,
	"AWS_SECURITY_TOKEN differs",
	    "unset AWS_SECURITY_TOKEN" },
	{ "a session under the token's old name", { SESSION_KEYS, "AWS_SECURITY_TOKEN=x" }, "bash", FINDING_WARNING,
	    "come from another tool", "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SECURITY_TOKEN" },
	{ "a session without its token", { SESSION_KEYS }, "bash", FINDING_PROBLEM, "its token is missing",
	    "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY" },
	{ "a time that is over", { KEYS, "AWS_CREDENTIAL_EXPIRATION=2026-01-01T00:00:00Z" }, "bash", FINDING_PROBLEM,
	    "AWS_CREDENTIAL_EXPIRATION is 2026-01-01T00:00:00Z, which has passed", "unset AWS_CREDENTIAL_EXPIRATION" },
	{ "a time to come", { KEYS, "AWS_CREDENTIAL_EXPIRATION=2126-01-01T00:00:00Z" }, "bash", FINDING_OK,
	"no variable", "" },
	{ "two in tcsh", { KEYS, TOKEN }, "tcsh", FINDING_WARNING, "come from another tool",
	    "unsetenv AWS_ACCESS_KEY_ID; unsetenv AWS_SECRET_ACCESS_KEY; unsetenv AWS_SESSION_TOKEN" },
	{ "someone's session", { KEYS, TOKEN }, "bash", FINDING_WARNING, "come from another tool",
	    "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN" },
	{ "aws-vault's session", { KEYS, TOKEN, "AWS_VAULT=dev" }, "bash", FINDING_WARNING, "come from aws-vault",
	"unset AWS_ACCESS" },
	{ "ours replaced", { KEYS, TOKEN, "AWSMFA_KEY_ID=ASIAOTHER" }, "bash", FINDING_WARNING,
	"has put other keys here",
	    "eval \"$(awsmfa env)\"" },
	{ "ours replaced by granted", { KEYS, TOKEN, "AWSMFA_KEY_ID=ASIAOTHER", "GRANTED_SSO=true" }, "fish",
	FINDING_WARNING,
	    "granted has put other keys", "awsmfa env --format fish | source" },
	{ "traces of awsume", { "AWSUME_PROFILE=dev" }, "bash", FINDING_OK, "awsume has left its variables", "" },
	{ "a mode that is none", { "AWSMFA_HOOK=Lazy" }, "bash", FINDING_PROBLEM, "AWSMFA_HOOK is 'Lazy'",
	"export AWSMFA_HOOK=lazy" },
	{ "another", { "AWSMFA_HOOK=bogus" }, "fish", FINDING_PROBLEM, "AWSMFA_HOOK is 'bogus'",
	    "the words are eager, lazy" },
	{ "nearly one", { "AWSMFA_HOOK=of" }, "fish", FINDING_PROBLEM, "AWSMFA_HOOK is 'of'",
	    "set -gx AWSMFA_HOOK off" },
	{ "a good mode", { "AWSMFA_HOOK=off" }, "bash", FINDING_OK, "no variable", "" },
	{ "a bundle that is gone", { "AWS_CA_BUNDLE=/nowhere/ca.pem" }, "bash", FINDING_PROBLEM, "/nowhere/ca.pem",
	    "let AWS_CA_BUNDLE name a file of certificates that you can read" },
};

START_TEST(each_conflict_has_its_remedy)
{
	struct checkup checkup = CHECKUP_INIT;
	struct error err = { .status = STATUS_DONE };
	const struct finding *worst;
	char pair[200];
	size_t i;

	for (i = 0; rows[_i].set[i] != NULL; i++) {
		snprintf(pair, sizeof(pair), "%s", rows[_i].set[i]);
		pair[strcspn(pair, "=")] = '\0';
		setenv(pair, strchr(rows[_i].set[i], '=') + 1, 1);
	}
	snprintf(pair, sizeof(pair), "%ld", (long)time(NULL) + 3600);
	setenv("AWSMFA_EXPIRES", pair, 1);	/* it matters where AWSMFA_KEY_ID says that the keys are ours */
	checkup.shell = shells_find(rows[_i].shell);
	checkup.has_endpoint = true;
	checkup.plan.endpoint.ca_bundle = getenv("AWS_CA_BUNDLE");
	checkup.plan.endpoint.ca_from = "AWS_CA_BUNDLE";
	ck_assert(shell_session_read(&checkup.terminal.held, time(NULL), &err));
	check_environment(&checkup);
	worst = &checkup.findings.list[0];
	ck_assert_msg(checkup.findings.count == 1, "%s: %zu findings, the second '%s'", rows[_i].name,
	    checkup.findings.count,
	    checkup.findings.count > 1 ? worst[1].found : "");
	ck_assert_msg(worst->state == rows[_i].state, "%s: %s", rows[_i].name, finding_state_names[worst->state]);
	ck_assert_msg(strstr(worst->found, rows[_i].found) != NULL, "%s: %s", rows[_i].name, worst->found);
	ck_assert_msg(strncmp(worst->remedy, rows[_i].remedy, strlen(rows[_i].remedy)) == 0, "%s: %s", rows[_i].name,
	    worst->remedy);
	ck_assert_int_eq(*rows[_i].remedy == '\0', worst->remedy[0] == '\0');
	ck_assert_int_eq(findings_need_mending(&checkup.findings), rows[_i].state == FINDING_PROBLEM);
	checkup_clear(&checkup);
	for (i = 0; rows[_i].set[i] != NULL; i++) {	/* valgrind runs all rows in one process */
		snprintf(pair, sizeof(pair), "%s", rows[_i].set[i]);
		pair[strcspn(pair, "=")] = '\0';
		unsetenv(pair);
	}
	unsetenv("AWSMFA_EXPIRES");
}
END_TEST

START_TEST(a_finding_cannot_steer_the_terminal)
{
	struct findings findings = FINDINGS_INIT;

	finding_remedy(&findings, "of nothing");
	ck_assert_uint_eq(findings.count, 0);
	finding_add(&findings, "files", FINDING_WARNING, "[%s] \033[2J\n", "x");
	finding_remedy(&findings, "write [%s]\r", "x\233y");
	ck_assert_str_eq(findings.list[0].found, "[x] ?[2J?");
	ck_assert_str_eq(findings.list[0].remedy, "write [x?y]?");
	ck_assert(!findings_need_mending(&findings));
	findings_clear(&findings);
}
END_TEST

static const struct { const char *shell, *text, *word; } words[] = {
	{ "bash", "/home/a/.aws/config", "/home/a/.aws/config" },
	{ "bash", "/home/a b/$x", "'/home/a b/$x'" },
	{ "zsh", "it's", "'it'\\''s'" },
	{ "fish", "it's\\", "'it\\'s\\\\'" },
	{ "", "", "''" },
};

START_TEST(a_word_is_quoted_for_its_shell)
{
	struct checkup checkup = CHECKUP_INIT;
	struct secret text = SECRET_INIT;

	checkup.shell = shells_find(words[_i].shell);
	remedy_word(&text, &checkup, words[_i].text);
	ck_assert_str_eq(secret_text(&text), words[_i].word);
	secret_clear(&text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("checkup");
	TCase *cases = tcase_create("checkup");

	tcase_add_loop_test(cases, each_conflict_has_its_remedy, 0, COUNT(rows));
	tcase_add_test(cases, a_finding_cannot_steer_the_terminal);
	tcase_add_loop_test(cases, a_word_is_quoted_for_its_shell, 0, COUNT(words));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
