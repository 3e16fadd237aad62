/* check_header.c - the server's clock, from the header lines of its answer */
#include "helper/header.h"

#include <string.h>

#include "unit.h"

#define DATE	"Date: Sun, 02 May 2021 17:46:43 GMT\r\n"
#define WHEN	1619977603

static const struct {
	const char	*name;
	const char	*lines;
	time_t		 date;		/* 0: not known */
} rows[] = {
	{ "AWS's own", "HTTP/1.1 200 OK\r\n" DATE "Content-Length: 5\r\n", WHEN },
	{ "in small letters, without a blank", "HTTP/1.1 200 OK\r\ndate:Sun, 02 May 2021 17:46:43 GMT\r\n", WHEN },
	{ "none", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", 0 },
	{ "an empty one", "Date:\r\n", 0 },
	{ "no colon", "Date", 0 },
	{ "another name", "X-Date: Sun, 02 May 2021 17:46:43 GMT\r\n", 0 },
	{ "a name that only begins so", "Dated: Sun, 02 May 2021 17:46:43 GMT\r\n", 0 },
	{ "no date", "Date: now\r\n", 0 },
	{ "an old Date of a cache", "HTTP/1.1 200 OK\r\n" DATE "Age: 600\r\n", 0 },
	{ "the cache's line comes first", "HTTP/1.1 200 OK\r\nage: 600\r\n" DATE, 0 },
	{ "a proxy's head is not the server's", "HTTP/1.1 200 OK\r\nAge: 3\r\n" DATE "\r\nHTTP/1.1 200 OK\r\n", 0 },
	{ "the last head wins", "HTTP/1.1 100 Continue\r\nAge: 3\r\n\r\nHTTP/1.1 200 OK\r\n" DATE, WHEN },
	{ "the last one wins", "Date: Sat, 01 May 2021 17:46:43 GMT\r\n" DATE, WHEN },
	{ "a bad one is none", DATE "Date: now\r\n", 0 },
	{ "the last that can be signed with", "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n", 253402300799 },
	{ "before 1970", "Date: Wed, 31 Dec 1969 23:59:59 GMT\r\n", 0 },
	{ "after 9999", "Date: Fri, 31 Dec 9999 23:59:59 -1200\r\n", 0 },
};

START_TEST(tells_the_clock)
{
	struct header_facts facts = { .date = 0 };
	const char *line = rows[_i].lines;
	size_t len;

	for (; *line != '\0'; line += len) {
		len = strcspn(line, "\n");
		len += line[len] == '\n';
		header_take(&facts, line, len);
	}
	ck_assert_msg(header_date(&facts) == rows[_i].date, "%s: %lld", rows[_i].name,
	    (long long)header_date(&facts));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("header");
	TCase *cases = tcase_create("header");

	tcase_add_loop_test(cases, tells_the_clock, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
