/* check_duration.c - TIME, as it is written and as it is said */
#include "types/duration.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*text;
	long		 seconds;
} taken[] = {
	{ "0", 0 }, { "900", 900 }, { "3600", 3600 }, { "0900", 900 }, { "900s", 900 }, { "0s", 0 }, { "45m", 2700 },
	{ "90m", 5400 }, { "12h", 43200 }, { "36h", 129600 }, { "1h30m", 5400 }, { "1h1s", 3601 }, { "1h2m3s", 3723 },
	{ "2m3s", 123 }, { "240h", 864000 }, { "864000", 864000 },
};

START_TEST(takes)
{
	long seconds = -1;

	ck_assert_msg(duration_parse(taken[_i].text, &seconds), "%s", taken[_i].text);
	ck_assert_msg(seconds == taken[_i].seconds, "%s: %ld", taken[_i].text, seconds);
}
END_TEST

static const char *const refused[] = {
	"", " ", "h", "m5", "-1", "+1", "1.5h", "1,5h", " 1h", "1h ", "1 h", "1H", "1d", "1hour", "1h30", "30m1h",
	    "1h1h", "1s1s",
	"1hm", "241h", "864001", "9999999h", "99999999", "99999999999999999999", "1h\n", "0x10", "\xd9\xa1",
};

START_TEST(refuses)
{
	long seconds = -1;

	ck_assert_msg(!duration_parse(refused[_i], &seconds), "%s: %ld", refused[_i], seconds);
	ck_assert_int_eq(seconds, -1);
}
END_TEST

static const struct {
	long		 seconds;
	const char	*text;
} said[] = {
	{ -5, "0 s" }, { 0, "0 s" }, { 20, "20 s" }, { 59, "59 s" }, { 60, "1 min" }, { 119, "1 min" }, { 3599,
	    "59 min" },
	{ 3600, "1 h" }, { 3659, "1 h" }, { 3660, "1 h 1 min" }, { 5400, "1 h 30 min" }, { 43080, "11 h 58 min" },
	{ 129600, "36 h" },
};

START_TEST(says)
{
	char text[32];

	ck_assert_str_eq(duration_say(text, sizeof(text), said[_i].seconds), said[_i].text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("duration");
	TCase *cases = tcase_create("duration");

	tcase_add_loop_test(cases, takes, 0, COUNT(taken));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_loop_test(cases, says, 0, COUNT(said));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
