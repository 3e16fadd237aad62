/* check_table.c - rows for a screen and rows for programs */
#include "base/table.h"

#include <string.h>

#include "unit.h"

static const struct table_column columns[] = {
	{ "", TABLE_SCREEN }, { "profile", TABLE_WHOLE }, { "role", TABLE_KEEP_END }, { "note", 0 }, { NULL, 0 }
};

#define ROLE "arn:aws:iam::123456789012:role/ops"

static const struct {
	const char	*name;
	size_t		 width;		/* of the screen; 0: none */
	const char	*cell[9];	/* "": empty; NULL: no more */
	const char	*shown;
} tables[] = {
	{ "no screen: tabs, no head, a dash for nothing", 0, { "*", "a b", ROLE, "", "", "c", "", "good" },
	    "a b\t" ROLE "\t-\nc\t-\tgood\n" },
	{ "no row on a screen", 80, { NULL }, "" },
	{ "no row, no screen", 0, { NULL }, "" },
	{ "a screen that is wide enough", 80, { "*", "prod", ROLE, "", "", "dev", "", "good" },
	    "   profile  role                                note\n"
	    "*  prod     " ROLE "\n"
	    "   dev                                          good\n" },
	{ "an empty column is left out", 80, { "", "prod", "", "good", "", "development", "", "" },
	    "profile      note\nprod         good\ndevelopment\n" },
	{ "an ARN keeps its end, the name is whole", 40, { "", "a-profile-of-some-length", ROLE, "" },
	    "profile                   role\na-profile-of-some-length  ...12:role/ops\n" },
	{ "other text keeps its front", 20, { "", "dev", "", "source_profile is missing" },
	    "profile  note\ndev      source_p...\n" },
	{ "a name is shortened when nothing else can be", 20, { "", "a-profile-of-some-length", ROLE, "" },
	    "profile    role\na-prof...  ...le/ops\n" },
	{ "never below the least, however narrow", 1, { "", "dev", ROLE, "" }, "profile  role\ndev      ...le/ops\n" },
	{ "columns of the screen, not bytes", 80, { "", "\xc3\xbc", "", "x", "", "\xe6\x97\xa5\xe6\x9c\xac", "", "y" },
	    "profile  note\n\xc3\xbc        x\n\xe6\x97\xa5\xe6\x9c\xac     y\n" },
	{ "no character is cut apart", 20, { "", "dev", "",
	    "\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5\xe6\x9c\xac" },
	    "profile  note\ndev      \xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5\xe6\x9c\xac...\n" },
	{ "nothing steers the terminal", 80, { "", "a\tb\033[2J", "", "\xff" }, "profile  note\na?b?[2J  ?\n" },
	{ "nor ends a field or a line", 0, { "", "a\tb\nc", "", "\x9b" }, "a?b?c\t-\t?\n" },
};

START_TEST(writes)
{
	struct secret out = SECRET_INIT;
	struct table table = TABLE_INIT(columns, &out, tables[_i].width);
	struct error err = { .status = STATUS_DONE };
	size_t i;

	for (i = 0; tables[_i].cell[i] != NULL; i++)
		table_add(&table, tables[_i].cell[i]);
	ck_assert_msg(table_end(&table, &err), "%s", tables[_i].name);
	ck_assert_msg(strcmp(secret_text(&out), tables[_i].shown) == 0, "%s:\n%s", tables[_i].name, secret_text(&out));
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table");
	TCase *cases = tcase_create("table");

	tcase_add_loop_test(cases, writes, 0, COUNT(tables));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
