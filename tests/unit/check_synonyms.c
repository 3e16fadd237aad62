/* check_synonyms.c - words of other tools lead to commands that there are */
#include "commands/synonyms.h"

#include <stdio.h>
#include <string.h>

#include "commands/command.h"
#include "commands/guess.h"
#include "unit.h"

static const struct { const char *word, *hint; } rows[] = {
	{ "login", "starts a session in this shell" }, { "LOGIN", "starts a session" },
	{ "assume-role", "starts a session" },
	{ "logout", "removes the session" }, { "unset", "removes the session" }, { "ls", "awsmfa profiles" },
	{ "whoami", "awsmfa status" }, { "refresh", "renews" }, { "console", "does not open" },
	{ "rotate", "changes no access keys" },
	{ "sso", "aws sso login" }, { "run", "awsmfa exec" }, { "init", "awsmfa hook" }, { "", NULL }, { "lo", NULL },
	{ "login ", NULL }, { "frobnicate", NULL },
};

START_TEST(a_word_is_explained)
{
	struct error err = { .status = STATUS_DONE };
	bool known = synonyms_explain(rows[_i].word, &err);

	ck_assert_msg(known == (rows[_i].hint != NULL), "%s", rows[_i].word);
	ck_assert_msg(!known || strstr(err.hint, rows[_i].hint) != NULL, "%s: %s", rows[_i].word, err.hint);
	ck_assert_msg(known || err.hint[0] == '\0', "%s: %s", rows[_i].word, err.hint);
}
END_TEST

/* A command of ours needs no explanation, and would hide one. */
START_TEST(no_command_is_a_synonym)
{
	struct error err = { .status = STATUS_DONE };
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		ck_assert_msg(!synonyms_explain(commands[i]->name, &err), "%s", commands[i]->name);
}
END_TEST

/* What follows "awsmfa" in a hint is a command, or one of the verbs with which it is the subject. */
START_TEST(hints_name_commands_that_there_are)
{
	static const char *const verbs[] = { "does", "writes", "changes", "makes", "runs", "signs" };
	struct error err = { .status = STATUS_DONE }, ignored;
	char name[40];
	const char *at;
	bool is_verb;
	size_t i;

	if (!synonyms_explain(rows[_i].word, &err))
		return;
	for (at = strstr(err.hint, "awsmfa "); at != NULL; at = strstr(at + 1, "awsmfa ")) {
		ck_assert_int_eq(sscanf(at, "awsmfa %39[a-z]", name), 1);
		for (i = 0, is_verb = false; i < sizeof(verbs) / sizeof(verbs[0]); i++)
			is_verb = is_verb || strcmp(verbs[i], name) == 0;
		ck_assert_msg(is_verb || command_find(name, &ignored) != NULL, "%s", err.hint);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("synonyms");
	TCase *cases = tcase_create("synonyms");

	tcase_add_loop_test(cases, a_word_is_explained, 0, COUNT(rows));
	tcase_add_test(cases, no_command_is_a_synonym);
	tcase_add_loop_test(cases, hints_name_commands_that_there_are, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
