/* check_qr.c - what awsmfa-qr prints, and how it is drawn */
#include <stdlib.h>
#include <string.h>

#include "assign/half_blocks.h"
#include "assign/qr_program.h"
#include "unit.h"

static const struct {
	const char	*name, *lines;
	size_t		 size;		/* 0: refused */
} printed[] = {
	{ "one module", "1\n", 1 },
	{ "three by three", "010\n111\n000\n", 3 },
	{ "nothing", "", 0 },
	{ "an empty line", "\n", 0 },
	{ "no end", "1", 0 },
	{ "too few lines", "01\n", 0 },
	{ "too many lines", "1\n1\n", 0 },
	{ "a line that is longer", "01\n011\n", 0 },
	{ "a line that is shorter", "011\n01\n01\n1", 0 },
	{ "another digit", "02\n01\n", 0 },
	{ "an escape sequence", "0\033\n01\n", 0 },
};

START_TEST(takes_a_square_of_modules_only)
{
	struct matrix matrix = MATRIX_INIT;
	struct secret lines = SECRET_INIT;

	secret_set(&lines, printed[_i].lines);
	ck_assert_msg(qr_program_take(&matrix, &lines) == (printed[_i].size != 0), "%s", printed[_i].name);
	ck_assert_msg(matrix.size == printed[_i].size, "%s", printed[_i].name);
	secret_clear(&matrix.lines);
	secret_clear(&lines);
}
END_TEST

#define ON "\033[30;47m"
#define OFF "\033[m\n"

START_TEST(draws_two_modules_in_a_character)
{
	struct matrix matrix = { .size = 3 };
	struct secret out = SECRET_INIT;

	setenv("TERM", "xterm", 1);
	secret_set(&matrix.lines, "110\n011\n001\n");
	half_blocks_draw(&out, &matrix);
	ck_assert_str_eq(secret_text(&out), ON "       " OFF ON "  \xe2\x96\x80\xe2\x96\x88\xe2\x96\x84  " OFF
	    ON "    \xe2\x96\x80  " OFF ON "       " OFF);
	ck_assert_uint_eq(half_blocks_columns(&matrix), 7);
	ck_assert_uint_eq(half_blocks_rows(&matrix), 4);
	secret_clear(&matrix.lines);
	secret_clear(&out);
}
END_TEST

START_TEST(takes_colours_that_no_theme_changes)
{
	struct matrix matrix = { .size = 1 };
	struct secret out = SECRET_INIT;

	setenv("TERM", "tmux-256color", 1);
	secret_set(&matrix.lines, "1\n");
	half_blocks_draw(&out, &matrix);
	ck_assert(strncmp(secret_text(&out), "\033[38;5;16;48;5;231m ", 20) == 0);
	secret_clear(&matrix.lines);
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("qr");
	TCase *cases = tcase_create("qr");

	tcase_add_loop_test(cases, takes_a_square_of_modules_only, 0, COUNT(printed));
	tcase_add_test(cases, draws_two_modules_in_a_character);
	tcase_add_test(cases, takes_colours_that_no_theme_changes);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
