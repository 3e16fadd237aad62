/* check_home.c - a path in the home directory is written as people write it */
#include "base/home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const struct { const char *home, *text, *shown; } rows[] = {
	{ "/home/alice", "/home/alice/.aws/config", "~/.aws/config" },
	{ "/home/alice", "neither in /home/alice/.aws/config nor in /home/alice/.aws/credentials",
	    "neither in ~/.aws/config nor in ~/.aws/credentials" },
	{ "/home/alice", "chmod 600 /home/alice/.aws/credentials", "chmod 600 ~/.aws/credentials" },
	{ "/home/alice", "(/home/alice/.aws/config)", "(~/.aws/config)" },
	{ "/home/alice", "/home/alice/.aws/config:3: odd", "~/.aws/config:3: odd" },
	{ "/home/alice/", "/home/alice/x", "~/x" },
	{ "/home/a b", "chmod 600 '/home/a b/.aws/config'", "chmod 600 '/home/a b/.aws/config'" },
	{ "/home/a b", "in /home/a b/.aws/config", "in ~/.aws/config" },
	{ "/home/alice", "export AWS_CA_BUNDLE=/home/alice/ca.pem", "export AWS_CA_BUNDLE=/home/alice/ca.pem" },
	{ "/home/alice", "PATH=/bin:/home/alice/bin", "PATH=/bin:/home/alice/bin" },
	{ "/home/alice", "/home/alice2/x", "/home/alice2/x" },
	{ "/home/alice", "/home/alice", "/home/alice" },
	{ "/home/alice", "/mnt/home/alice/x", "/mnt/home/alice/x" },
	{ "/home/alice", "//home/alice/x", "//home/alice/x" },
	{ "/", "/etc/passwd", "/etc/passwd" },
	{ "", "/home/alice/x", "/home/alice/x" },
	{ "relative", "relative/x /x", "relative/x /x" },
	{ NULL, "/home/alice/x", "/home/alice/x" },
	{ "/home/alice", "", "" },
};

START_TEST(shortens)
{
	char text[200];

	unsetenv("HOME");
	if (rows[_i].home != NULL)
		setenv("HOME", rows[_i].home, 1);
	snprintf(text, sizeof(text), "%s", rows[_i].text);
	home_shorten(text);
	ck_assert_str_eq(text, rows[_i].shown);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("home");
	TCase *cases = tcase_create("home");

	tcase_add_loop_test(cases, shortens, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
