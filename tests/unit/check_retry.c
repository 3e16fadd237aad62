/* check_retry.c - what is tried again, and when */
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

int
main(void)
{
	Suite *suite = suite_create("retry");
	TCase *cases = tcase_create("retry");

	tcase_add_loop_test(cases, tries_again_what_may_go_better, 0, COUNT(failures));
	tcase_add_loop_test(cases, waits_longer_each_time, 0, COUNT(delays));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
