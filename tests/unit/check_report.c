/* check_report.c - what a hooked shell tells, and what doctor makes of it */
#include "shell/report.h"

#include <stdlib.h>
#include <string.h>

#include "doctor/check_hook.h"
#include "failing.h"
#include "unit.h"

START_TEST(fields_are_found_whole)
{
	struct report report = REPORT_INIT;

	report_parse(&report, "version=5.2\037prompt=one\ntwo=2\037urg=\037");
	ck_assert_str_eq(report_get(&report, "version"), "5.2");
	ck_assert_str_eq(report_get(&report, "prompt"), "one\ntwo=2");
	ck_assert_str_eq(report_get(&report, "urg"), "");
	ck_assert_ptr_null(report_get(&report, "two"));
	ck_assert_ptr_null(report_get(&report, "vers"));
	ck_assert_str_eq(report_text(&report, "nothing"), "");
	report_clear(&report);
	ck_assert_ptr_null(report_get(&report, "version"));
}
END_TEST

START_TEST(nothing_stays_in_the_environment)
{
	struct report report = REPORT_INIT;

	setenv(REPORT_VARIABLE, "version=1\037", 1);
	report_read(&report);
	ck_assert_ptr_null(getenv(REPORT_VARIABLE));
	ck_assert_str_eq(report_text(&report, "version"), "1");
	report_read(&report);
	ck_assert_ptr_null(report_get(&report, "version"));
	report_clear(&report);
}
END_TEST

START_TEST(without_memory_nothing_is_told)
{
	struct report report = REPORT_INIT;

	if (!failing_is_possible())
		return;
	setenv(REPORT_VARIABLE, "version=1\037", 1);
	failing_after(0);
	report_read(&report);
	failing_never();
	ck_assert_ptr_null(report_get(&report, "version"));
	ck_assert_ptr_null(getenv(REPORT_VARIABLE));
	report_clear(&report);
}
END_TEST

#define PS0	"${__awsmfa_due[EPOCHSECONDS>=${__awsmfa_command_at-0}]+`__awsmfa_wake`}"
#define ENTRY	"${__awsmfa_state+\"__awsmfa_prompt\"} && _="
#define TRAP	"trap -- '__awsmfa_command \"$_\"' SIGURG\n"
#define BASH(version, options, wants, ps0, prompt, urg) \
	"\037version=" version "\037options=" options "\037wants=" wants "\037ps0=" ps0 "\037prompt=" prompt \
	"\037urg=" urg "\037"

static const struct {
	const char	*name;
	const char	*shell;
	const char	*told;
	const char	*prompt;	/* a part of the text; "": in its place */
	const char	*command;
	const char	*instead;	/* the same */
	bool		 by_choice;
} places[] = {
	{ "bash, all there", "bash", BASH("5.2", "checkwinsize:promptvars", PS0, PS0, ENTRY, TRAP), "", "", "", false },
	{ "bash, among others", "bash", BASH("5.2", "promptvars", PS0, PS0 "mine", "a\n" ENTRY "\nb", TRAP), "", "", "",
	false },
	{ "bash, PS0 gone", "bash", BASH("5.2", "promptvars", PS0, "", ENTRY, TRAP), "", "PS0", "", false },
	{ "bash, PS0 someone's", "bash", BASH("5.2", "promptvars", PS0, "$(date)", ENTRY, TRAP), "", "PS0", "", false },
	{ "bash, PROMPT_COMMAND gone", "bash", BASH("5.2", "promptvars", PS0, PS0, "starship_precmd", TRAP),
	"PROMPT_COMMAND", "", "",
	    false },
	{ "bash, joined", "bash", BASH("5.2", "promptvars", PS0, PS0, "a; \n" ENTRY "; _= b", TRAP),
	"", "", "", false },
	{ "bash, name joined before", "bash", BASH("5.2", "promptvars", PS0, PS0, "x" ENTRY, TRAP),
	"PROMPT_COMMAND", "", "", false },
	{ "bash, name joined behind", "bash", BASH("5.2", "promptvars", PS0, PS0, "__awsmfa_prompthistory", TRAP),
	"PROMPT_COMMAND", "", "", false },
	{ "bash, kept by another tool", "bash",
	    BASH("5.2", "promptvars", PS0, PS0, "starship_precmd", TRAP) "called=yes\037",
	"", "", "", false },
	{ "bash, both gone", "bash", BASH("5.2", "promptvars", PS0, "", "", TRAP), "PROMPT_COMMAND", "PS0", "", false },
	{ "bash, trap removed", "bash", BASH("5.2", "promptvars", PS0, PS0, ENTRY, ""), "", "was removed", "", false },
	{ "bash, posix mode's default", "bash", BASH("5.2", "promptvars", PS0, PS0, ENTRY, "trap -- - SIGURG\n"), "",
	"was removed", "",
	    false },
	{ "bash, trap of the user's", "bash", BASH("5.2", "promptvars", "", "", ENTRY, "trap -- 'x' SIGURG\n"), "",
	"another trap is set",
	    "press Enter", true },
	{ "bash, promptvars off", "bash", BASH("5.2", "checkwinsize", "", "", ENTRY, ""), "", "promptvars",
	"leave promptvars off", true },
	{ "bash 4.3", "bash", BASH("4.3.48", "promptvars", "", "", ENTRY, ""), "", "before 4.4", "press Enter",
	true },
	{ "bash, switched off before", "bash", BASH("5.2", "promptvars", "", "", ENTRY, ""), "", "itself off", "",
	true },
	{ "zsh, all there", "zsh", "precmd=a __awsmfa_prompt\037preexec=__awsmfa_command b\037", "", "", "", false },
	{ "zsh, no precmd", "zsh", "precmd=\037preexec=__awsmfa_command\037", "precmd_functions", "", "", false },
	{ "zsh, no preexec", "zsh", "precmd=__awsmfa_prompt\037preexec=x__awsmfa_command\037", "", "preexec_functions",
	"", false },
	{ "fish, all there", "fish",
	"handlers=Event generic\nfish_preexec __awsmfa_command\nfish_prompt __awsmfa_prompt\n\037", "", "",
	    "", false },
	{ "fish, erased", "fish", "handlers=Event generic\nfish_preexec __awsmfa_command\n\037",
	"__awsmfa_prompt is gone", "", "",
	    false },
	{ "fish, nothing told", "fish", "", "__awsmfa_prompt is gone", "__awsmfa_command is gone", "", false },
};

static void
has(const char *name, const char *text, const char *part)
{
	if (*part == '\0')
		ck_assert_msg(*text == '\0', "%s: %s", name, text);
	else
		ck_assert_msg(strstr(text, part) != NULL, "%s: '%s' is not in '%s'", name, part, text);
}

START_TEST(a_hook_is_in_its_place_or_not)
{
	struct report report = REPORT_INIT;
	struct hook_place place = HOOK_PLACE_INIT;

	report_parse(&report, places[_i].told);
	shells_find(places[_i].shell)->hook->judge(&place, &report);
	has(places[_i].name, place.prompt, places[_i].prompt);
	has(places[_i].name, place.command, places[_i].command);
	has(places[_i].name, place.instead, places[_i].instead);
	ck_assert_msg(place.by_choice == places[_i].by_choice, "%s", places[_i].name);
	report_clear(&report);
}
END_TEST

START_TEST(neighbours_are_named_once)
{
	struct report report = REPORT_INIT;
	struct secret text = SECRET_INIT;

	report_parse(&report,
	    "prompt=x; starship_precmd\037tools=_direnv_hook: function\nassume: alias\nawsume: none\n"
	    "aws-vault: command\np10k: function\n_p9k_precmd: function\n\037");
	hook_neighbours(&text, &report);
	ck_assert_str_eq(secret_text(&text), "direnv, powerlevel10k, granted (assume)");
	ck_assert_str_eq(hook_replacer(&report), "starship");
	report_parse(&report, "prompt=mine\037tools=\037");
	hook_neighbours(&text, &report);
	ck_assert_str_eq(secret_text(&text), "");
	ck_assert_ptr_null(hook_replacer(&report));
	secret_clear(&text);
	report_clear(&report);
}
END_TEST

static const struct {
	const char	*shell, *names, *fixed;
} variables[] = {
	{ "bash", "declare -r AWS_PROFILE\ndeclare -ir AWSMFA_EXPIRES\ndeclare -r BASHOPTS\ndeclare -r MY_SECRET\n",
	    "AWS_PROFILE AWSMFA_EXPIRES" },
	{ "bash", "readonly AWS_ACCESS_KEY_ID\nreadonly PS0\n", "AWS_ACCESS_KEY_ID PS0" },
	{ "bash", "declare -ar __awsmfa_state\n", "__awsmfa_state" },
	{ "bash", "declare -r AWS_CA_BUNDLE\ndeclare -rx AWS_USE_FIPS_ENDPOINT\ndeclare -r AWS_USE_DUALSTACK_ENDPOINT\n"
	    "declare -r AWSUME_PROFILE\ndeclare -r AWS_PAGER\n",
	    "AWS_CA_BUNDLE AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT AWSUME_PROFILE" },
	{ "bash", "declare -ar precmd_functions\n", "" },	/* another shell's */
	{ "zsh",
	    "AWS_REGION\nreadonly AWS_PROFILE\ninteger readonly AWSMFA_EXPIRES\narray precmd_functions\n"
	    "array readonly preexec_functions\n",
	    "AWS_PROFILE AWSMFA_EXPIRES preexec_functions" },
	{ "fish", "AWS_PROFILE\nAWS_REGION\nEDITOR\nAWS_SECRET_ACCESS_KEY\n", "AWS_PROFILE AWS_SECRET_ACCESS_KEY" },
	/* the user's own stay */
	{ "fish", "AWS_CA_BUNDLE\nAWS_USE_FIPS_ENDPOINT\nAWS_ACCOUNT_ID\n", "AWS_ACCOUNT_ID" },
	{ "fish", "", "" },
};

START_TEST(variables_that_cannot_be_set_are_named)
{
	struct report report = REPORT_INIT;
	struct secret text = SECRET_INIT;
	char told[300];

	snprintf(told, sizeof(told), "names=%s\037", variables[_i].names);
	report_parse(&report, told);
	hook_fixed_variables(&text, shells_find(variables[_i].shell)->hook, &report);
	ck_assert_str_eq(secret_text(&text), variables[_i].fixed);
	secret_clear(&text);
	report_clear(&report);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("report");
	TCase *cases = tcase_create("report");

	tcase_add_test(cases, fields_are_found_whole);
	tcase_add_test(cases, nothing_stays_in_the_environment);
	tcase_add_test(cases, without_memory_nothing_is_told);
	tcase_add_loop_test(cases, a_hook_is_in_its_place_or_not, 0, COUNT(places));
	tcase_add_test(cases, neighbours_are_named_once);
	tcase_add_loop_test(cases, variables_that_cannot_be_set_are_named, 0, COUNT(variables));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
