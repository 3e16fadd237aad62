/* check_clock.c - when our clock is the suspect, and what the server's says */
#include "helper/clock.h"

#include "types/timestamp.h"
#include "unit.h"

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
	Suite *suite = suite_create("clock");
	TCase *cases = tcase_create("clock");

	tcase_add_loop_test(cases, suspects_the_clock, 0, COUNT(codes));
	tcase_add_loop_test(cases, reads_the_clock_of_the_server, 0, COUNT(clocks));
	tcase_add_test(cases, a_few_minutes_are_not_the_reason);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
