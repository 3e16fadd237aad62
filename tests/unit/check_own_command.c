/* check_own_command.c - which command lines start awsmfa, and for which profile */
#include "profile/own_command.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*command;
	const char	*name;		/* NULL: it is another program's */
} commands[] = {
	{ "awsmfa env --format process", "default" },
	{ "awsmfa env --format process -p default", "default" },
	{ "awsmfa env --format process -p work", "work" },
	{ "awsmfa env -pwork --format process", "work" },
	{ "awsmfa env --profile work --format=process", "work" },
	{ "awsmfa env --profile=work --format process", "work" },
	{ "awsmfa env work --format process", "work" },
	{ "awsmfa env --format process work", "work" },
	{ "awsmfa env -q --share --no-input work", "work" },
	{ "awsmfa env -d 1h --format process -- work", "work" },
	{ "awsmfa env --format process -p 'two words'", "two words" },
	{ "/usr/local/bin/awsmfa env --format process", "default" },
	{ "\"/opt/my tools/awsmfa\" env", "default" },
	{ "/opt/my\\ tools/awsmfa env", "default" },
	{ "AWS_PROFILE=x exec awsmfa env -p work", "work" },
	{ "env -u AWS_PROFILE", NULL },
	{ "/usr/bin/env A=b awsmfa env -p work", "work" },
	{ "awsmfa", "default" },
	{ "awsmfa env -p", "default" },
	{ "awsmfa env --format process | cat", "default" },
	{ "awsmfa-wrapper env", NULL },
	{ "my-tool --with awsmfa", NULL },
	{ "/opt/awsmfa/keys", NULL },
	{ "cat keys; awsmfa env", NULL },
	{ "pass show aws | awsmfa", NULL },
	{ "", NULL },
	{ "   ", NULL },
	{ "# awsmfa env", NULL },
	{ "FOO=1", NULL },
};

START_TEST(finds)
{
	char name[OWN_COMMAND_NAME_SIZE] = "";
	bool found = own_command_find(commands[_i].command, name);

	ck_assert_msg(found == (commands[_i].name != NULL), "%s", commands[_i].command);
	if (found)
		ck_assert_msg(strcmp(name, commands[_i].name) == 0, "%s: '%s'", commands[_i].command, name);
}
END_TEST

/* A policy may be part of the line. */
START_TEST(takes_words_of_any_length)
{
	char command[3000], name[OWN_COMMAND_NAME_SIZE];

	memset(command, 'x', sizeof(command));
	memcpy(command, "awsmfa env ", 11);
	command[sizeof(command) - 1] = '\0';
	ck_assert(own_command_find(command, name));
	ck_assert_uint_eq(strlen(name), sizeof(name) - 1);
	command[6] = 'x';
	ck_assert(!own_command_find(command, name));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("own_command");
	TCase *cases = tcase_create("own_command");

	tcase_add_loop_test(cases, finds, 0, COUNT(commands));
	tcase_add_test(cases, takes_words_of_any_length);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
