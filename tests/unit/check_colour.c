/* check_colour.c - colour where it is wanted, and nowhere else */
#include "base/colour.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

static const struct { const char *name; enum colour colour; } names[] = {
	{ "black", COLOUR_BLACK }, { "red", COLOUR_RED }, { "green", COLOUR_GREEN }, { "yellow", COLOUR_YELLOW },
	{ "blue", COLOUR_BLUE }, { "magenta", COLOUR_MAGENTA }, { "cyan", COLOUR_CYAN }, { "white", COLOUR_WHITE },
	{ "Red", COLOUR_NONE }, { "bold", COLOUR_NONE }, { "", COLOUR_NONE }, { "red ", COLOUR_NONE },
	{ NULL, COLOUR_NONE },
};

START_TEST(a_colour_has_its_name_in_ansi)
{
	ck_assert_int_eq(colour_find(names[_i].name), names[_i].colour);
	if (names[_i].colour != COLOUR_NONE)
		ck_assert_ptr_nonnull(strstr(colour_names, names[_i].name));
}
END_TEST

static const struct { const char *term, *no_color; bool wanted; } terminals[] = {
	{ "xterm", NULL, true }, { "xterm", "", true }, { "xterm", "1", false }, { "dumb", NULL, false },
	{ "", NULL, false },
};

START_TEST(a_terminal_has_it_unless_the_user_says_no)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), terminal, file = open("/dev/null", O_WRONLY);

	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
	setenv("TERM", terminals[_i].term, 1);
	unsetenv("NO_COLOR");
	if (terminals[_i].no_color != NULL)
		setenv("NO_COLOR", terminals[_i].no_color, 1);
	ck_assert_int_eq(colour_is_wanted(terminal), terminals[_i].wanted);
	ck_assert(!colour_is_wanted(file));
	close(terminal);
	close(master);
	close(file);
}
END_TEST

START_TEST(text_is_coloured_or_as_it_was)
{
	struct secret out = SECRET_INIT;

	colour_add(&out, true, COLOUR_RED, "a");
	colour_add(&out, false, COLOUR_RED, "b");
	colour_add(&out, true, COLOUR_NONE, "c");
	colour_add(&out, true, COLOUR_RED, "");
	ck_assert_str_eq(secret_text(&out), "\033[31ma\033[mbc");
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("colour");
	TCase *cases = tcase_create("colour");

	tcase_add_loop_test(cases, a_colour_has_its_name_in_ansi, 0, COUNT(names));
	tcase_add_loop_test(cases, a_terminal_has_it_unless_the_user_says_no, 0, COUNT(terminals));
	tcase_add_test(cases, text_is_coloured_or_as_it_was);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
