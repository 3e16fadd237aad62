/* check_table.c - rows for a screen and rows for programs */
#include "commands/table.h"

#include <string.h>

#include "unit.h"

static const struct table_column columns[] = {
	{ "", TABLE_FIXED }, { "profile", TABLE_NAME }, { "role", 0 }, { "region", 0 }, { "", TABLE_BELOW }, { NULL, 0 }
};

#define ROLE "OrganizationAccountAccessRole"
#define JAPAN "\xe6\x97\xa5\xe6\x9c\xac"

static const struct {
	const char	*name;
	size_t		 width;		/* of the screen; 0: none */
	const char	*cell[21];	/* "": empty; NULL: no more */
	const char	*shown;
} tables[] = {
	{ "no screen: tabs, no head, a dash for nothing", 0, { "*", "a b", ROLE, "", "", "", "c", "", "eu", "good" },
	    "*\ta b\t" ROLE "\t-\t-\n-\tc\t-\teu\tgood\n" },
	{ "no row on a screen", 80, { NULL }, "" },
	{ "no row, no screen", 0, { NULL }, "" },
	{ "a screen that is wide enough", 80, { "*", "prod", ROLE, "eu", "", "", "dev", "", "us", "" },
	    "   profile  role                           region\n"
	    "*  prod     " ROLE "  eu\n"
	    "   dev                                     us\n" },
	{ "an empty column is left out", 80, { "", "prod", "", "eu", "", "", "development", "", "", "" },
	    "profile      region\nprod         eu\ndevelopment\n" },
	{ "a problem is a line below its row", 80, { "", "prod", "x", "", "no access key", "", "dev", "y", "", "" },
	    "profile  role\nprod     x\n  no access key\ndev      y\n" },
	{ "below the name, where rows are marked", 80, { "*", "prod", "x", "", "no key", "", "dev", "y", "", "" },
	    "   profile  role\n*  prod     x\n     no key\n   dev      y\n" },
	{ "a problem that is longer than the screen", 20, { "", "prod", "x", "", "the source 'e' has no access key" },
	    "profile  role\nprod     x\n  the source 'e' has\n  no access key\n" },
	{ "one cell that finds no room is said below", 36,
	    { "", "prod", "ops", "eu-1", "", "", "dev", ROLE, "us-2", "" },
	    "profile  role  region\nprod     ops   eu-1\ndev            us-2\n  role " ROLE "\n" },
	{ "what is the same in all rows is said once", 20,
	    { "", "prod", "ops", "eu-west-1", "", "", "dev", "audit", "eu-west-1", "" },
	    "profile  role\nprod     ops\ndev      audit\nregion: eu-west-1, everywhere\n" },
	{ "and where some have none, too", 20,
	    { "", "prod", "ops", "eu-west-1", "", "", "dev", "audit", "eu-west-1", "", "", "x", "y", "", "" },
	    "profile  role\nprod     ops\ndev      audit\nx        y\nregion: eu-west-1, wherever there is one\n" },
	{ "two that find no room", 12, { "", "prod", "ops", "eu", "" }, "profile\nprod\n  role ops,\n  region eu\n" },
	{ "a name is whole, and has a line for itself", 24,
	    { "", "a-name-of-some-length", "ops", "", "", "", "a", "x", "", "", "", "b", "y", "", "", "",
	      "c", "z", "", "", NULL },
	    "profile  role\na-name-of-some-length\n         ops\na        x\nb        y\nc        z\n" },
	{ "a word that is longer than the screen stays whole", 12, { "", "dev", "x", "", "see https://example.org/x" },
	    "profile\ndev\n  role x\n  see\n  https://example.org/x\n" },
	{ "columns of the screen, not bytes", 80, { "", "\xc3\xbc", "x", "", "", "", JAPAN, "y", "", "" },
	    "profile  role\n\xc3\xbc        x\n" JAPAN "     y\n" },
	{ "nothing steers the terminal", 80, { "", "a\tb\033[2J", "\xff", "", "\033x" },
	    "profile  role\na?b?[2J  ?\n  ?x\n" },
	{ "nor ends a field or a line", 0, { "", "a\tb\nc", "", "\x9b", "" }, "-\ta?b?c\t-\t?\t-\n" },
};

START_TEST(writes)
{
	struct secret out = SECRET_INIT;
	struct table table = TABLE_INIT(columns, &out, tables[_i].width);
	struct error err = { .status = STATUS_DONE };
	size_t i;

	for (i = 0; i < 20 && tables[_i].cell[i] != NULL; i++)
		table_add(&table, tables[_i].cell[i]);
	ck_assert_msg(table_end(&table, &err), "%s", tables[_i].name);
	ck_assert_msg(strcmp(secret_text(&out), tables[_i].shown) == 0, "%s:\n%s", tables[_i].name, secret_text(&out));
	secret_clear(&out);
}
END_TEST

/* A table of a million rows is read as fast as it scrolls by: the layout looks at widths, not at rows. */
START_TEST(a_layout_is_a_matter_of_widths)
{
	static struct table_layout layout;
	size_t i;

	layout.column = columns;
	for (i = 0; i < 1000000; i++) {
		table_layout_note(&layout, 1, 4 + i % 30);
		table_layout_note(&layout, 2, 1 + i % 100);
		table_layout_note(&layout, 3, 9);
	}
	layout.varies[1] = layout.varies[2] = true;
	table_layout_fit(&layout, 60);
	ck_assert_uint_eq(layout.width[0], 0);
	ck_assert_uint_ge(layout.width[1], strlen("profile"));
	ck_assert_uint_eq(layout.width[3], 0);		/* the same in all rows */
	ck_assert_uint_le(layout.width[1] + TABLE_GAP + layout.width[2], 60);
}
END_TEST

/* Colour is around a cell, never around the blanks that fill its column. */
START_TEST(colour_is_around_the_word)
{
	struct table_screen screen = TABLE_SCREEN_INIT(columns);
	struct secret out = SECRET_INIT;

	table_screen_add(&screen, 0, "", COLOUR_NONE);
	table_screen_add(&screen, 1, "prod", COLOUR_RED);
	table_screen_add(&screen, 2, "x\033[31m", COLOUR_NONE);
	table_screen_add(&screen, 3, "", COLOUR_GREEN);
	table_screen_add(&screen, 4, "no key", COLOUR_YELLOW);
	table_screen_write(&screen, &out, 80, true);
	ck_assert_str_eq(secret_text(&out), "\033[1mprofile\033[m  \033[1mrole\033[m\n"
	    "\033[31mprod\033[m     x?[31m\n  \033[33mno\033[m \033[33mkey\033[m\n");
	table_screen_clear(&screen);
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table");
	TCase *cases = tcase_create("table");

	tcase_add_loop_test(cases, writes, 0, COUNT(tables));
	tcase_add_test(cases, a_layout_is_a_matter_of_widths);
	tcase_add_test(cases, colour_is_around_the_word);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
