/* check_environment.c - the variables that a program is started with */
#include "base/environment.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const char *
value_in(const struct environment *environment, const char *name)
{
	size_t i, length = strlen(name);

	for (i = 0; environment->variables[i] != NULL; i++)
		if (strncmp(environment->variables[i], name, length) == 0 && environment->variables[i][length] == '=')
			return environment->variables[i] + length + 1;
	return NULL;
}

START_TEST(changes_what_it_is_told_and_nothing_else)
{
	static const struct change changes[] = {
		{ "SET", "new" }, { "SET_NOT", NULL }, { "EMPTY", "" }, { "LONGER", "x=y\nz" }, { "ABSENT", NULL },
	};
	struct environment environment = ENVIRONMENT_INIT;
	struct error err;
	size_t count;

	clearenv();
	setenv("SET", "old", 1);
	setenv("SET_NOT", "old", 1);
	setenv("SETTER", "kept", 1);
	setenv("LONG", "kept", 1);
	ck_assert(environment_build(&environment, changes, COUNT(changes), &err));
	ck_assert_str_eq(value_in(&environment, "SET"), "new");
	ck_assert_ptr_null(value_in(&environment, "SET_NOT"));
	ck_assert_str_eq(value_in(&environment, "EMPTY"), "");
	ck_assert_str_eq(value_in(&environment, "LONGER"), "x=y\nz");
	ck_assert_str_eq(value_in(&environment, "SETTER"), "kept");
	ck_assert_str_eq(value_in(&environment, "LONG"), "kept");
	for (count = 0; environment.variables[count] != NULL; count++)
		continue;
	ck_assert_uint_eq(count, 5);
	ck_assert_str_eq(getenv("SET"), "old");		/* ours stays as it was */
	environment_clear(&environment);
	environment_clear(&environment);
}
END_TEST

/* Two entries of one name: programs differ in which they read, so neither may stay. */
START_TEST(a_variable_that_is_there_twice_goes_twice)
{
	static char first[] = "NAME=first", second[] = "NAME=second", odd[] = "odd",
	    *own[] = { first, odd, second, NULL };
	static const struct change changes[] = { { "NAME", "new" } };
	struct environment environment = ENVIRONMENT_INIT;
	extern char **environ;
	struct error err;

	environ = own;
	ck_assert(environment_build(&environment, changes, 1, &err));
	ck_assert_str_eq(environment.variables[0], "odd");
	ck_assert_str_eq(environment.variables[1], "NAME=new");
	ck_assert_ptr_null(environment.variables[2]);
	environment_clear(&environment);
}
END_TEST

START_TEST(nothing_is_an_environment_too)
{
	struct environment environment = ENVIRONMENT_INIT;
	struct error err;

	clearenv();
	setenv("ONE", "1", 1);
	ck_assert(environment_build(&environment, NULL, 0, &err));
	ck_assert_str_eq(environment.variables[0], "ONE=1");
	ck_assert_ptr_null(environment.variables[1]);
	environment_clear(&environment);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("environment");
	TCase *cases = tcase_create("environment");

	tcase_add_test(cases, changes_what_it_is_told_and_nothing_else);
	tcase_add_test(cases, a_variable_that_is_there_twice_goes_twice);
	tcase_add_test(cases, nothing_is_an_environment_too);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
