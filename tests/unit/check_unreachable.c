/* check_unreachable.c - AWS was not reached: which setting leads to a host that is not there */
#include "aws/unreachable.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*name;
	const char	*cause;
	const char	*url_from, *region_from;
	const char	*hint;		/* a part; "": none */
} rows[] = {
	{ "a region that is none", "host-not-found", NULL, "region of profile 'prod'",
	    "check the region eu-west-9 (region of profile 'prod')" },
	{ "a host of a variable", "host-not-found", "AWS_ENDPOINT_URL", NULL, "check AWS_ENDPOINT_URL, which names the host" },
	{ "no name service", "host-not-found", NULL, NULL, "check the connection and the name service" },
	{ "a server that is down", "connection-refused", "--endpoint-url", NULL, "that its server runs" },
	{ "AWS behind a firewall", "connection-refused", NULL, NULL, "https_proxy" },
	{ "no way", "no-route", NULL, NULL, "https_proxy" },
	{ "a cause without a setting", "broke-off", "AWS_ENDPOINT_URL", NULL, "" },
	{ "a word of a later version", "moon-in-the-way", NULL, NULL, "" },
};

START_TEST(hints)
{
	struct endpoint endpoint = { .host = "sts.example", .region = "eu-west-9" };
	struct wire written = WIRE_INIT, answer = WIRE_INIT;
	struct error err;

	endpoint.url_from = rows[_i].url_from;
	endpoint.region_from = rows[_i].region_from;
	wire_put(&written, "outcome", "unreachable");
	wire_put(&written, "message", "sts.example: clock, proxy, not trusted by");	/* decides nothing */
	wire_put(&written, "cause", rows[_i].cause);
	ck_assert(wire_parse(&answer, written.text.data, written.text.len, &err));
	ck_assert(!unreachable_explain(&answer, &endpoint, &err));
	ck_assert_int_eq(err.status, STATUS_UNREACHABLE);
	ck_assert_str_eq(err.message, "sts.example: clock, proxy, not trusted by");
	ck_assert_msg(rows[_i].hint[0] == '\0' ? err.hint[0] == '\0' : strstr(err.hint, rows[_i].hint) != NULL, "%s: '%s'",
	    rows[_i].name, err.hint);
	wire_clear(&written);
	wire_clear(&answer);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unreachable");
	TCase *cases = tcase_create("unreachable");

	tcase_add_loop_test(cases, hints, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
