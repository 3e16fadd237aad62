/* check_options.c - the command line, word by word */
#include "base/options.h"

#include <string.h>

#include "unit.h"

enum { PROFILE = 1, FORCE, QUIET, ROLE };

static const struct option_spec first[] = {
	{ PROFILE, 'p', "profile", "NAME", "the profile to use", NULL },
	{ FORCE | OPTION_COSTLY, 'f', "force", NULL, "in any case", NULL },
	{ 0 }
};

static const struct option_spec second[] = {
	{ QUIET, 'q', "quiet", NULL, "say less", NULL },
	{ ROLE, 'r', "role-arn", "ARN", "the role", "assume-role assume" },
	{ OPTION_RETIRED, 0, "setup", "run 'awsmfa doctor'", NULL, NULL },
	{ 0 }
};

static const struct option_spec *const tables[] = { first, second, NULL };

static int
split(char *copy, char **argv)
{
	int argc = 0;
	char *rest = copy;

	while (*copy != '\0' && (argv[argc] = strsep(&rest, " ")) != NULL)
		argc++;
	argv[argc] = NULL;
	return argc;
}

static const struct {
	const char	*line;
	const char	*profile, *force, *quiet, *role;
	const char	*arguments;
} read_lines[] = {
	{ "", NULL, NULL, NULL, NULL, "" },
	{ "--profile prod", "prod", NULL, NULL, NULL, "" },
	{ "--profile=prod", "prod", NULL, NULL, NULL, "" },
	{ "--profile=a=b", "a=b", NULL, NULL, NULL, "" },
	{ "--profile=", "", NULL, NULL, NULL, "" },
	{ "-p prod", "prod", NULL, NULL, NULL, "" },
	{ "-pprod", "prod", NULL, NULL, NULL, "" },
	{ "-p=prod", "=prod", NULL, NULL, NULL, "" },
	{ "-fq", NULL, "", "", NULL, "" },
	{ "-fqp prod", "prod", "", "", NULL, "" },
	{ "-fpq", "q", "", NULL, NULL, "" },
	{ "-p -f", "-f", NULL, NULL, NULL, "" },
	{ "--profile --force", "--force", NULL, NULL, NULL, "" },
	{ "--profile --", "--", NULL, NULL, NULL, "" },
	{ "--profile a --profile b", "b", NULL, NULL, NULL, "" },
	{ "--assume-role x", NULL, NULL, NULL, "x", "" },
	{ "--assume=x", NULL, NULL, NULL, "x", "" },
	{ "one --force two -q three", NULL, "", "", NULL, "one two three" },
	{ "one -- --force -q", NULL, NULL, NULL, NULL, "one --force -q" },
	{ "-- --", NULL, NULL, NULL, NULL, "--" },
	{ "-", NULL, NULL, NULL, NULL, "-" },
	{ "-p - x", "-", NULL, NULL, NULL, "x" },
};

static void
same(const char *line, const char *what, const char *found, const char *expected)
{
	ck_assert_msg((found == NULL) == (expected == NULL) && (found == NULL || strcmp(found, expected) == 0),
	    "'%s': %s is %s", line, what, found == NULL ? "(not given)" : found);
}

START_TEST(reads)
{
	char copy[128], arguments[128] = "", *argv[16];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc, i;
	size_t used = 0;

	snprintf(copy, sizeof(copy), "%s", read_lines[_i].line);
	argc = split(copy, argv);
	ck_assert_msg(options_parse(&options, tables, OPTIONS_ANYWHERE, argc, argv, &err), "'%s': %s", read_lines[_i].line, err.message);
	same(read_lines[_i].line, "profile", options.value[PROFILE], read_lines[_i].profile);
	same(read_lines[_i].line, "force", options.value[FORCE], read_lines[_i].force);
	same(read_lines[_i].line, "quiet", options.value[QUIET], read_lines[_i].quiet);
	same(read_lines[_i].line, "role", options.value[ROLE], read_lines[_i].role);
	for (i = 0; i < options.count; i++)
		used += (size_t)snprintf(arguments + used, sizeof(arguments) - used, "%s%s", i == 0 ? "" : " ",
		    options.arguments[i]);
	same(read_lines[_i].line, "the rest", arguments, read_lines[_i].arguments);
}
END_TEST

static const struct {
	const char	*line, *message, *hint;
} mistakes[] = {
	{ "--prfile x", "unknown option '--prfile'", "did you mean --profile?" },
	{ "--forc", "unknown option '--forc'", "" },	/* it costs a code */
	{ "--format", "unknown option '--format'", "" },
	{ "--zzzzzz", "unknown option '--zzzzzz'", "" },
	{ "--zzzzzz=private", "unknown option '--zzzzzz'", "" },
	{ "--assum", "unknown option '--assum'", "" },
	{ "--=x", "unknown option '--'", "" },
	{ "-x", "unknown option '-x'", "" },
	{ "-fx", "unknown option '-x'", "" },
	{ "--force=yes", "option '--force' takes no value", "" },
	{ "--profile", "option '--profile' needs a value: NAME", "" },
	{ "-p", "option '--profile' needs a value: NAME", "" },
	{ "-fp", "option '--profile' needs a value: NAME", "" },
	{ "--setup", "option '--setup' does not exist here", "run 'awsmfa doctor'" },
	{ "--setup=1", "option '--setup' does not exist here", "run 'awsmfa doctor'" },
	{ "-x -y", "unknown option '-x'", "" },
};

START_TEST(says_the_mistake)
{
	char copy[128], *argv[16];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc;

	snprintf(copy, sizeof(copy), "%s", mistakes[_i].line);
	argc = split(copy, argv);
	ck_assert_msg(!options_parse(&options, tables, OPTIONS_ANYWHERE, argc, argv, &err), "'%s'", mistakes[_i].line);
	ck_assert_int_eq(err.status, STATUS_USAGE);
	same(mistakes[_i].line, "message", err.message, mistakes[_i].message);
	same(mistakes[_i].line, "hint", err.hint, mistakes[_i].hint);
}
END_TEST

/* So that a failing `env` still knows in which form to print its failure. */
START_TEST(what_follows_a_mistake_is_read)
{
	char copy[] = "--wrong -p prod word", *argv[16];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc = split(copy, argv);

	ck_assert(!options_parse(&options, tables, OPTIONS_ANYWHERE, argc, argv, &err));
	ck_assert_str_eq(options.value[PROFILE], "prod");
	ck_assert_int_eq(options.count, 1);
	ck_assert_str_eq(options.arguments[0], "word");
}
END_TEST

START_TEST(help_is_known_everywhere)
{
	char copy[16], *argv[16];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc;

	snprintf(copy, sizeof(copy), "%s", _i == 0 ? "-h" : "--help");
	argc = split(copy, argv);
	ck_assert(options_parse(&options, tables, OPTIONS_ANYWHERE, argc, argv, &err));
	ck_assert_ptr_nonnull(options.value[OPTION_HELP]);
}
END_TEST

static const struct {
	const char	*line;
	const char	*profile, *force;
	const char	*arguments;
} command_lines[] = {
	{ "", NULL, NULL, "" },
	{ "ls -l", NULL, NULL, "ls -l" },
	{ "-p prod ls -p other --force", "prod", NULL, "ls -p other --force" },
	{ "-f -- ls", NULL, "", "ls" },
	{ "-- -f", NULL, NULL, "-f" },
	{ "-- -- ls", NULL, NULL, "-- ls" },
	{ "ls -- -l", NULL, NULL, "ls -- -l" },
	{ "-p ls", "ls", NULL, "" },
	{ "- -f", NULL, NULL, "- -f" },
	{ "--", NULL, NULL, "" },
};

/* A command's own options are not ours, and a NULL ends them, as execve wants it. */
START_TEST(the_first_argument_ends_the_options)
{
	char copy[128], arguments[128] = "", *argv[16];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc, i;
	size_t used = 0;

	snprintf(copy, sizeof(copy), "%s", command_lines[_i].line);
	argc = split(copy, argv);
	ck_assert(options_parse(&options, tables, OPTIONS_FIRST, argc, argv, &err));
	same(command_lines[_i].line, "profile", options.value[PROFILE], command_lines[_i].profile);
	same(command_lines[_i].line, "force", options.value[FORCE], command_lines[_i].force);
	for (i = 0; options.arguments[i] != NULL; i++)
		used += (size_t)snprintf(arguments + used, sizeof(arguments) - used, "%s%s", i == 0 ? "" : " ",
		    options.arguments[i]);
	ck_assert_int_eq(options.count, i);
	same(command_lines[_i].line, "the rest", arguments, command_lines[_i].arguments);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("options");
	TCase *cases = tcase_create("options");

	tcase_add_loop_test(cases, reads, 0, COUNT(read_lines));
	tcase_add_loop_test(cases, says_the_mistake, 0, COUNT(mistakes));
	tcase_add_test(cases, what_follows_a_mistake_is_read);
	tcase_add_loop_test(cases, the_first_argument_ends_the_options, 0, COUNT(command_lines));
	tcase_add_loop_test(cases, help_is_known_everywhere, 0, 2);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
