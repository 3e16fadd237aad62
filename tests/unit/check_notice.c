/* check_notice.c - what stderr gets */
#include "base/notice.h"

#include <string.h>
#include <unistd.h>

#include "unit.h"

/* Writes what notice_error makes of ERR into TEXT. */
static void
printed(const struct error *err, char text[512])
{
	int ends[2], kept = dup(2);
	ssize_t got;

	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[1], 2);
	notice_error(err);
	dup2(kept, 2);
	close(kept);
	close(ends[1]);
	got = read(ends[0], text, 511);
	text[got < 0 ? 0 : got] = '\0';
	close(ends[0]);
}

START_TEST(an_error_is_two_lines_at_most)
{
	struct error err = { .status = STATUS_LOCAL };
	char text[512];

	printed(&err, text);
	ck_assert_str_eq(text, "");
	error_set(&err, STATUS_LOCAL, "no profile '%s'", "x\033[2J");
	printed(&err, text);
	ck_assert_str_eq(text, "awsmfa: no profile 'x?[2J'\n");
	error_hint(&err, "awsmfa profiles");
	notice_set_level(NOTICE_QUIET);
	printed(&err, text);
	ck_assert_str_eq(text, "awsmfa: no profile 'x?[2J'\nhint: awsmfa profiles\n");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("notice");
	TCase *cases = tcase_create("notice");

	tcase_add_test(cases, an_error_is_two_lines_at_most);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
