/* check_wire.c - the lines between awsmfa and awsmfa-sts */
#include "types/wire.h"

#include <string.h>
#include <sys/socket.h>
#include <signal.h>
#include <unistd.h>

#include "unit.h"

static int ends[2];

static void
connect_ends(void)
{
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
}

static void
close_ends(void)
{
	close(ends[0]);
	close(ends[1]);
}

static void
say(const char *text)
{
	ck_assert_int_eq(write(ends[0], text, strlen(text)), (ssize_t)strlen(text));
}

START_TEST(arrives_as_it_was_put)
{
	struct wire wire = WIRE_INIT, arrived = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	wire_put(&wire, "action", "GetSessionToken");
	wire_put(&wire, "message", "two\nlines, \"quotes\" = 100% \xc3\xa9\xff\x01");
	wire_put(&wire, "empty", "");
	wire_put_number(&wire, "skew", -600);
	wire_put(&wire, "parameter.DurationSeconds", "43200");
	ck_assert_msg(wire_send(&wire, ends[0], &err), "%s", err.message);
	ck_assert_uint_eq(wire.text.len, 0);
	ck_assert_msg(wire_receive(&arrived, ends[1], &err), "%s", err.message);
	ck_assert_str_eq(wire_get(&arrived, "action"), "GetSessionToken");
	ck_assert_str_eq(wire_get(&arrived, "message"), "two\nlines, \"quotes\" = 100% \xc3\xa9\xff\x01");
	ck_assert_str_eq(wire_get(&arrived, "empty"), "");
	ck_assert_str_eq(wire_get(&arrived, "parameter.DurationSeconds"), "43200");
	ck_assert_int_eq(wire_get_number(&arrived, "skew", 0), -600);
	ck_assert_ptr_null(wire_get(&arrived, "Action"));
	ck_assert_ptr_null(wire_get(&arrived, "act"));
	wire_clear(&arrived);
}
END_TEST

START_TEST(a_message_without_lines_arrives)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	const char *key, *value;
	size_t position = 0;

	wire_put(&wire, "left", "over");
	say("\n");
	ck_assert(wire_receive(&wire, ends[1], &err));
	ck_assert(!wire_next(&wire, &position, &key, &value));
	wire_clear(&wire);
}
END_TEST

START_TEST(lines_come_in_order_and_the_first_counts)
{
	static const char text[] = "device=a\ndevice_since=1\ndevice=b\ndevice_since=2\n";
	static const char *const expected[] = { "device", "a", "device_since", "1", "device", "b", "device_since", "2" };
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	const char *key, *value;
	size_t position = 0;
	int i = 0;

	ck_assert(wire_parse(&wire, text, sizeof(text) - 1, &err));
	for (; wire_next(&wire, &position, &key, &value); i += 2) {
		ck_assert_str_eq(key, expected[i]);
		ck_assert_str_eq(value, expected[i + 1]);
	}
	ck_assert_int_eq(i, COUNT(expected));
	ck_assert_str_eq(wire_get(&wire, "device"), "a");
	wire_clear(&wire);
}
END_TEST

static const struct {
	const char	*text;
	size_t		 len;
} malformed[] = {
	{ "key", 3 }, { "key=v", 5 }, { "key\n", 4 }, { "=v\n", 3 }, { "\nkey=v\n", 7 }, { "a=1\n\nb=2\n", 9 }, { "ke y=v\n", 7 },
	{ "key =v\n", 7 }, { "key= v\n", 7 }, { "key=a=b\n", 8 }, { "key=%\n", 6 }, { "key=%00\n", 8 }, { "key=\r\n", 6 },
	{ "k-y=v\n", 6 }, { "key=a\0b\n", 8 }, { "k\0y=v\n", 6 }, { "key='v'\n", 8 }, { "good=1\nbad\n", 11 }, { "\xc3\xa9=v\n", 5 },
};

START_TEST(what_is_malformed_is_refused)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(!wire_parse(&wire, malformed[_i].text, malformed[_i].len, &err), "%s", malformed[_i].text);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "awsmfa and awsmfa-sts do not understand each other");
	wire_clear(&wire);
}
END_TEST

static const struct {
	const char	*value;
	long long	 number;
} numbers[] = {
	{ "0", 0 }, { "1795529752", 1795529752 }, { "-600", -600 }, { "9223372036854775807", 9223372036854775807LL },
	{ "9223372036854775808", -1 }, { "", -1 }, { "x", -1 }, { "12x", -1 }, { "1.5", -1 }, { "0x10", -1 }, { "12%20", -1 },
};

START_TEST(numbers_are_whole)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	char text[64];
	int length = snprintf(text, sizeof(text), "n=%s\n", numbers[_i].value);

	ck_assert(wire_parse(&wire, text, (size_t)length, &err));
	ck_assert_msg(wire_get_number(&wire, "n", -1) == numbers[_i].number, "%s", numbers[_i].value);
	ck_assert_int_eq(wire_get_number(&wire, "missing", 7), 7);
	wire_clear(&wire);
}
END_TEST

START_TEST(the_end_is_told_from_a_break)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	close(ends[0]);
	ck_assert(!wire_receive(&wire, ends[1], &err));
	ck_assert_int_eq(err.cause, CAUSE_HUNG_UP);
	close(ends[1]);
	connect_ends();
	say("action=GetSe");
	close(ends[0]);
	ck_assert(!wire_receive(&wire, ends[1], &err));
	ck_assert_str_eq(err.message, "a message between awsmfa and awsmfa-sts broke off");
	ck_assert_int_eq(err.cause, CAUSE_NONE);
	close(ends[1]);
	connect_ends();
	say("action=GetSessionToken\n");
	close(ends[0]);
	ck_assert(!wire_receive(&wire, ends[1], &err));
	ck_assert_str_eq(err.message, "a message between awsmfa and awsmfa-sts broke off");
	ck_assert_int_eq(err.cause, CAUSE_NONE);
	wire_clear(&wire);
	connect_ends();
}
END_TEST

/* A child that never stops talking must not fill our memory. */
START_TEST(an_endless_message_is_given_up)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	char chunk[4096];
	pid_t child;

	memset(chunk, 'x', sizeof(chunk));
	child = fork();
	if (child == 0)
		close(ends[1]);		/* so that it ends with the reader */
	if (child == 0)
		while (write(ends[0], chunk, sizeof(chunk)) > 0)
			;
	if (child == 0)
		_exit(0);
	close(ends[0]);
	ck_assert(!wire_receive(&wire, ends[1], &err));
	ck_assert_str_eq(err.message, "a message between awsmfa and awsmfa-sts broke off");
	ck_assert_int_eq(err.cause, CAUSE_NONE);
	wire_clear(&wire);
}
END_TEST

START_TEST(nobody_listens)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	signal(SIGPIPE, SIG_IGN);
	close(ends[1]);
	wire_put(&wire, "action", "private");
	ck_assert(!wire_send(&wire, ends[0], &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_uint_eq(wire.text.len, 0);
	ck_assert_ptr_null(strstr(err.message, "private"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wire");
	TCase *cases = tcase_create("wire");

	tcase_add_checked_fixture(cases, connect_ends, close_ends);
	tcase_add_test(cases, arrives_as_it_was_put);
	tcase_add_test(cases, a_message_without_lines_arrives);
	tcase_add_test(cases, lines_come_in_order_and_the_first_counts);
	tcase_add_loop_test(cases, what_is_malformed_is_refused, 0, COUNT(malformed));
	tcase_add_loop_test(cases, numbers_are_whole, 0, COUNT(numbers));
	tcase_add_test(cases, the_end_is_told_from_a_break);
	tcase_add_test(cases, an_endless_message_is_given_up);
	tcase_add_test(cases, nobody_listens);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
