#include "types/timestamp.h"

#include <stdio.h>
#include <string.h>

/* Days from 1970-01-01 to the given day of the proleptic Gregorian calendar. March is the first
 * month here, so that the leap day comes last (Hinnant, "chrono-compatible date algorithms"). */
static long
days_from_civil(int year, int month, int day)
{
	long era, year_of_era, day_of_year;

	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static bool
compose(const int *part, long offset, time_t *when)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year = part[0], month = part[1], day = part[2], last;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1970 || month < 1 || month > 12 || part[3] > 23 || part[4] > 59 || part[5] > 59)
		return false;
	last = days[month - 1] + (month == 2 && leap);
	if (day < 1 || day > last)
		return false;
	*when = (time_t)(days_from_civil(year, month, day) * 86400LL + part[3] * 3600L +
	    part[4] * 60L + part[5] - offset);
	return true;
}

/* Reads TEXT by FORM, in which a letter stands for a digit of part 'a' to 'f' and anything else for
 * itself. Returns what follows, or NULL. */
static const char *
read_form(const char *text, const char *form, int *part)
{
	for (; *form != '\0'; form++, text++) {
		if (*form < 'a' || *form > 'f') {
			if (*text != *form)
				return NULL;
			continue;
		}
		if (*text < '0' || *text > '9')
			return NULL;
		part[*form - 'a'] = part[*form - 'a'] * 10 + (*text - '0');
	}
	return text;
}

bool
timestamp_parse(const char *text, time_t *when)
{
	int part[6] = { 0 }, zone[2] = { 0 };
	long offset = 0;
	size_t digits;
	bool west;

	text = read_form(text, "aaaa-bb-ccTdd:ee:ff", part);
	if (text == NULL)
		return false;
	if (*text == '.') {
		digits = strspn(text + 1, "0123456789");
		if (digits == 0)
			return false;
		text += 1 + digits;
	}
	if (*text == '+' || *text == '-') {
		west = *text == '-';
		text = read_form(text + 1, "aa:bb", zone);
		if (text == NULL || *text != '\0' || zone[0] > 23 || zone[1] > 59)
			return false;
		offset = (zone[0] * 60L + zone[1]) * (west ? -60L : 60L);
	} else if (strcmp(text, "Z") != 0) {
		return false;
	}
	return compose(part, offset, when);
}

bool
timestamp_parse_compact(const char *text, time_t *when)
{
	int part[6] = { 0 };

	text = read_form(text, "aaaabbccTddeeffZ", part);
	return text != NULL && *text == '\0' && compose(part, 0, when);
}

/* What strftime wrote; "" where it wrote nothing. */
static const char *
written(char text[TIMESTAMP_SIZE], size_t length)
{
	text[length] = '\0';
	return text;
}

const char *
timestamp_utc(char text[TIMESTAMP_SIZE], time_t when)
{
	struct tm parts = { 0 };

	gmtime_r(&when, &parts);
	return written(text, strftime(text, TIMESTAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts));
}

const char *
timestamp_compact(char text[TIMESTAMP_SIZE], time_t when)
{
	struct tm parts = { 0 };

	gmtime_r(&when, &parts);
	return written(text, strftime(text, TIMESTAMP_SIZE, "%Y%m%dT%H%M%SZ", &parts));
}

const char *
timestamp_local(char text[TIMESTAMP_SIZE], time_t when, time_t now)
{
	struct tm then = { 0 }, today = { 0 };

	localtime_r(&when, &then);
	localtime_r(&now, &today);
	if (then.tm_year == today.tm_year && then.tm_yday == today.tm_yday)
		return written(text, strftime(text, TIMESTAMP_SIZE, "%H:%M", &then));
	return written(text, strftime(text, TIMESTAMP_SIZE, "%Y-%m-%d %H:%M", &then));
}
