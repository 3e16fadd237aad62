/* check_retry.c - what is tried again, when, and by which clock */
#include "helper/retry.h"

#include "types/timestamp.h"
#include "unit.h"

static const struct {
	int		 http;
	const char	*code;
	bool		 helps, ambiguous;
} failures[] = {
	{ 500, "InternalFailure", true, true },
	{ 500, "", true, true },
	{ 502, "", true, true },
	{ 503, "ServiceUnavailable", true, true },
	{ 504, "", true, true },
	{ 501, "", false, true },
	{ 503, "SlowDown", true, false },
	{ 503, "Throttling", true, false },
	{ 429, "", true, false },
	{ 400, "Throttling", true, false },
	{ 400, "ThrottlingException", true, false },
	{ 400, "RequestLimitExceeded", true, false },
	{ 400, "PriorRequestNotComplete", true, false },
	{ 400, "RequestTimeout", true, false },
	{ 400, "RequestTimeoutException", true, false },
	{ 400, "ValidationError", false, false },
	{ 403, "AccessDenied", false, false },
	{ 403, "SignatureDoesNotMatch", false, false },
	{ 403, "throttling", false, false },
	{ 200, "", false, false },
	{ 302, "", false, false },
	{ 404, "", false, false },
};

START_TEST(tries_again_what_may_go_better)
{
	ck_assert_msg(retry_helps(failures[_i].http, failures[_i].code) == failures[_i].helps, "%d %s", failures[_i].http,
	    failures[_i].code);
	ck_assert_msg(retry_is_ambiguous(failures[_i].http, failures[_i].code) == failures[_i].ambiguous, "%d %s",
	    failures[_i].http, failures[_i].code);
}
END_TEST

static const struct {
	long	tried;
	double	chance;
	long	ms;
} delays[] = {
	{ 1, 0, 0 }, { 1, 1, 1000 }, { 1, 0.7, 700 }, { 2, 0.5, 1000 }, { 3, 1, 4000 }, { 5, 1, 16000 }, { 6, 1, 20000 },
	{ 600, 1, 20000 },
};

START_TEST(waits_longer_each_time)
{
	ck_assert_int_eq(retry_delay_ms(delays[_i].tried, delays[_i].chance), delays[_i].ms);
}
END_TEST

static const struct {
	const char	*code;
	bool		 suspect;
} codes[] = {
	{ "SignatureDoesNotMatch", true }, { "InvalidSignatureException", true }, { "RequestExpired", true },
	{ "RequestInTheFuture", true }, { "RequestTimeTooSkewed", true }, { "AccessDenied", false },
	{ "ExpiredToken", false }, { "", false },
};

START_TEST(suspects_the_clock)
{
	ck_assert_msg(clock_is_suspect(codes[_i].code) == codes[_i].suspect, "%s", codes[_i].code);
}
END_TEST

#define BEHIND	"Signature expired: 20210502T144040Z is now earlier than 20210502T173143Z (20210502T174643Z - 15 min.)"
#define AHEAD	"Signature not yet current: 20210502T183640Z is still later than 20210502T175140Z (20210502T173640Z + 15 min.)"

static const struct {
	time_t		 date;
	const char	*message;
	const char	*server;	/* NULL: not told */
} clocks[] = {
	{ 0, BEHIND, "20210502T174643Z" },
	{ 0, AHEAD, "20210502T173640Z" },
	{ 0, "(20210502T173640Z + 5 min.)", "20210502T173640Z" },
	{ 1619976400, BEHIND, "20210502T172640Z" },
	{ 1619976400, "", "20210502T172640Z" },
	{ 0, "", NULL },
	{ 0, "The request signature we calculated does not match", NULL },
	{ 0, "(20210502T173640Z", NULL },
	{ 0, "(20210502T173640Z + min.)", NULL },
	{ 0, "(20210502T173640Z * 5 min.)", NULL },
	{ 0, "(20211302T173640Z + 5 min.)", NULL },
	{ 0, "20210502T173640Z + 5 min.)", NULL },
	{ 0, "(never) (20210502T173640Z - 15 min.) (20210502T000000Z - 15 min.)", "20210502T173640Z" },
};

START_TEST(reads_the_clock_of_the_server)
{
	char text[TIMESTAMP_SIZE];
	time_t server = 0;

	ck_assert_msg(clock_of_server(clocks[_i].date, clocks[_i].message, &server) == (clocks[_i].server != NULL), "%s",
	    clocks[_i].message);
	if (clocks[_i].server != NULL)
		ck_assert_str_eq(timestamp_compact(text, server), clocks[_i].server);
}
END_TEST

START_TEST(a_few_minutes_are_not_the_reason)
{
	ck_assert(!clock_is_off(0) && !clock_is_off(239) && !clock_is_off(-239));
	ck_assert(clock_is_off(240) && clock_is_off(-240) && clock_is_off(-86400));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("retry");
	TCase *cases = tcase_create("retry");

	tcase_add_loop_test(cases, tries_again_what_may_go_better, 0, COUNT(failures));
	tcase_add_loop_test(cases, waits_longer_each_time, 0, COUNT(delays));
	tcase_add_loop_test(cases, suspects_the_clock, 0, COUNT(codes));
	tcase_add_loop_test(cases, reads_the_clock_of_the_server, 0, COUNT(clocks));
	tcase_add_test(cases, a_few_minutes_are_not_the_reason);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
