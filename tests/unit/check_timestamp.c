/* check_timestamp.c - RFC 3339 and the compact form, both ways */
#include "types/timestamp.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const struct {
	const char	*text;
	long long	 when;
} taken[] = {
	{ "1970-01-01T00:00:00Z", 0 },
	{ "2026-11-24T14:15:52Z", 1795529752 },
	{ "2026-11-24T14:15:52+00:00", 1795529752 },
	{ "2026-11-24T14:15:52-00:00", 1795529752 },
	{ "2026-11-24T16:15:52+02:00", 1795529752 },
	{ "2026-11-24T08:45:52-05:30", 1795529752 },
	{ "2026-11-24T14:15:52.000Z", 1795529752 },
	{ "2026-11-24T14:15:52.999999999Z", 1795529752 },
	{ "2026-11-24T14:15:52.5+00:00", 1795529752 },
	{ "2024-02-29T00:00:00Z", 1709164800 },
	{ "2000-02-29T12:00:00Z", 951825600 },
	{ "1999-12-31T23:59:59Z", 946684799 },
	{ "2038-01-19T03:14:08Z", 2147483648LL },
	{ "2100-03-01T00:00:00Z", 4107542400LL },
	{ "9999-12-31T23:59:59Z", 253402300799LL },
};

START_TEST(takes)
{
	time_t when = -1;

	ck_assert_msg(timestamp_parse(taken[_i].text, &when), "%s", taken[_i].text);
	ck_assert_msg(when == taken[_i].when, "%s: %lld", taken[_i].text, (long long)when);
}
END_TEST

static const char *const refused[] = {
	"", "2026", "2026-11-24", "2026-11-24T14:15:52", "2026-11-24T14:15Z", "2026-11-24 14:15:52Z",
	    "2026-11-24t14:15:52Z",
	"2026-11-24T14:15:52z", "2026-11-24T14:15:52ZZ", "2026-11-24T14:15:52Z ", " 2026-11-24T14:15:52Z",
	    "2026-11-24T14:15:52.Z",
	"2026-11-24T14:15:52,5Z", "2026-11-24T14:15:52+02", "2026-11-24T14:15:52+0200", "2026-11-24T14:15:52+02:00Z",
	"2026-11-24T14:15:52+24:00", "2026-11-24T14:15:52+02:60", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
	"2026-04-31T00:00:00Z", "2026-11-00T00:00:00Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
	    "2026-11-24T24:00:00Z",
	"2026-11-24T14:60:00Z", "2026-12-31T23:59:60Z", "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
	    "12026-11-24T14:15:52Z",
	"-026-11-24T14:15:52Z", "1795529752", "2026-11-24T14:15:52.5", "20261124T141552Z", "2026-1-24T14:15:52Z",
};

START_TEST(refuses)
{
	time_t when = -1;

	ck_assert_msg(!timestamp_parse(refused[_i], &when), "%s: %lld", refused[_i], (long long)when);
}
END_TEST

static bool
goes_there_and_back(time_t moment)
{
	char text[TIMESTAMP_SIZE];
	time_t when = -1;

	return timestamp_parse(timestamp_utc(text, moment), &when) && when == moment &&
	    timestamp_parse_compact(timestamp_compact(text, moment), &when) && when == moment;
}

START_TEST(every_day_of_two_centuries_goes_there_and_back)
{
	time_t moment;

	for (moment = 0; moment < (time_t)200 * 366 * 86400; moment += 86400 + 3601)
		if (!goes_there_and_back(moment))
			ck_abort_msg("%lld", (long long)moment);
}
END_TEST

START_TEST(writes)
{
	char text[TIMESTAMP_SIZE];

	ck_assert_str_eq(timestamp_utc(text, 1795529752), "2026-11-24T14:15:52Z");
	ck_assert_str_eq(timestamp_compact(text, 1795529752), "20261124T141552Z");
}
END_TEST

START_TEST(compact_is_strict)
{
	static const char *const wrong[] = {
		"", "20261124T141552", "20261124141552Z", "2026-11-24T14:15:52Z", "20261324T141552Z",
		    "20261124T141552Z ",
	};
	time_t when;
	int i;

	for (i = 0; i < COUNT(wrong); i++)
		ck_assert_msg(!timestamp_parse_compact(wrong[i], &when), "%s", wrong[i]);
}
END_TEST

static const struct {
	const char	*zone;
	long long	 when, now;
	const char	*text;
} local[] = {
	{ "UTC0", 1795529752, 1795486552, "14:15" },
	{ "UTC0", 1795529752, 1795443152, "2026-11-24 14:15" },		/* asked the day before */
	{ "UTC0", 1795529752, 1795529752 - 365 * 86400LL, "2026-11-24 14:15" },	/* the same day a year ago */
	{ "EST5", 1795529752, 1795529000, "09:15" },
	{ "IST-5:30", 1795529752, 1795529000, "19:45" },
	{ "NZDT-13", 1795529752, 1795529000, "03:15" },
};

START_TEST(says_local_time)
{
	char text[TIMESTAMP_SIZE];

	setenv("TZ", local[_i].zone, 1);
	tzset();
	timestamp_local(text, (time_t)local[_i].when, (time_t)local[_i].now);
	ck_assert_msg(strcmp(text, local[_i].text) == 0, "%s: %s", local[_i].zone, text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("timestamp");
	TCase *cases = tcase_create("timestamp");

	tcase_add_loop_test(cases, takes, 0, COUNT(taken));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_test(cases, every_day_of_two_centuries_goes_there_and_back);
	tcase_add_test(cases, writes);
	tcase_add_test(cases, compact_is_strict);
	tcase_add_loop_test(cases, says_local_time, 0, COUNT(local));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
