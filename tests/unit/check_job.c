/* check_job.c - what the helper takes from awsmfa, and what goes back */
#include "helper/job.h"

#include <string.h>

#include "helper/reply.h"
#include "unit.h"

#define KEYS	"access_key_id=AKIAIOSFODNN7EXAMPLE\nsecret_access_key=wJalrXUtnFEMI%2FK7MDENG\n"
#define PLACE	"url=https%3A%2F%2Fsts.eu-west-1.amazonaws.com%2F\nregion=eu-west-1\nservice=sts\n"
#define X50	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X200	X50 X50 X50 X50
#define GOOD	"action=GetSessionToken\n" PLACE KEYS

static void
receive(struct wire *message, const char *text)
{
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(wire_parse(message, text, strlen(text), &err), "%s", err.message);
}

static const struct {
	const char	*text;
	const char	*body, *code;
} taken[] = {
	{ GOOD, "Action=GetSessionToken&Version=2011-06-15", "" },
	{ GOOD "parameter.DurationSeconds=43200\nparameter.SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fa%20%2B%26%3D\n"
	    "parameter.TokenCode=012345\n", "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=43200"
	    "&SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fa%20%2B%26%3D&TokenCode=012345", "012345" },
	{ "action=AssumeRole\n" PLACE KEYS "parameter.PolicyArns.member.1.arn=a\nsession_token=t\n",
	    "Action=AssumeRole&Version=2011-06-15&PolicyArns.member.1.arn=a", "" },
	{ "action=ListMFADevices\nurl=http%3A%2F%2F127.0.0.1%3A5000\nregion=us-east-1\nservice=iam\n" KEYS
	    "parameter.UserName=alice\n", "Action=ListMFADevices&Version=2010-05-08&UserName=alice", "" },
	{ "action=EnableMFADevice\nurl=http%3A%2F%2F127.0.0.1%3A5000\nregion=us-east-1\nservice=iam\n" KEYS
	    "parameter.AuthenticationCode1=123456\nparameter.AuthenticationCode2=654321\n",
	    "Action=EnableMFADevice&Version=2010-05-08&AuthenticationCode1=123456&AuthenticationCode2=654321",
	    "123456" },
};

START_TEST(writes_the_form)
{
	struct wire message = WIRE_INIT;
	struct job job = JOB_INIT;
	struct error err = { .status = STATUS_DONE };

	receive(&message, taken[_i].text);
	ck_assert_msg(job_read(&job, &message, &err), "%s", err.message);
	ck_assert_str_eq(secret_text(&job.body), taken[_i].body);
	ck_assert_str_eq(secret_text(&job.code), taken[_i].code);
	ck_assert_int_eq(job.connect_seconds, 10);
	ck_assert_int_eq(job.seconds, 30);
	ck_assert_int_eq(job.attempts, 3);
	job_clear(&job);
	wire_clear(&message);
}
END_TEST

static const struct {
	const char	*text;
	const char	*reason;
} refused[] = {
	{ "", "knows no action ''" },
	{ "action=DeleteUser\n" PLACE KEYS, "knows no action 'DeleteUser'" },
	{ "action=ListMFADevices\n" PLACE KEYS, "of service 'sts'" },
	{ "action=GetSessionToken\nregion=eu-west-1\nservice=sts\n" KEYS, "the URL ''" },
	{ "action=GetSessionToken\nurl=http%3A%2F%2Fsts.amazonaws.com\nregion=eu-west-1\nservice=sts\n" KEYS,
	    "plain http" },
	{ "action=GetSessionToken\nurl=https%3A%2F%2Fa\nservice=sts\n" KEYS, "'' is not a region" },
	{ "action=GetSessionToken\nurl=https%3A%2F%2Fa\nregion=a%0D%0AX%3A\nservice=sts\n" KEYS, "is not a region" },
	{ "action=GetSessionToken\nurl=https%3A%2F%2Fa\nregion=a%2Fb\nservice=sts\n" KEYS, "is not a region" },
	{ "action=GetSessionToken\nurl=https%3A%2F%2Fa\nregion=" X200 "\nservice=sts\n" KEYS, "is not a region" },
	{ "action=GetSessionToken\n" PLACE, "the access key id is not" },
	{ "action=GetSessionToken\n" PLACE "access_key_id=" X200 "\nsecret_access_key=x\n",
	    "the access key id is not" },
	{ "action=GetSessionToken\n" PLACE "access_key_id=AKIAIOSFODNN7EXAMPLE\n", "secret access key is missing" },
	{ GOOD "session_token=a%0D%0AX%3A%20y\n", "the session token has a character" },
	{ GOOD "seconds=0\n", "a limit" },
	{ GOOD "seconds=601\n", "a limit" },
	{ GOOD "connect_seconds=-1\n", "a limit" },
	{ GOOD "attempts=0\n", "a limit" },
};

/* A part of its path would name other certificates. */
START_TEST(refuses_a_ca_bundle_whose_path_does_not_fit)
{
	struct wire message = WIRE_INIT;
	struct job job = JOB_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;
	size_t i;

	secret_puts(&text, GOOD "ca_bundle=%2F");
	for (i = 0; i < sizeof(job.ca_bundle); i++)
		secret_puts(&text, "x");
	secret_puts(&text, "\n");
	receive(&message, secret_text(&text));
	ck_assert(!job_read(&job, &message, &err));
	ck_assert_str_eq(err.message, "the path of the CA bundle is too long");
	job_clear(&job);
	wire_clear(&message);
	secret_clear(&text);
}
END_TEST

START_TEST(refuses)
{
	struct wire message = WIRE_INIT;
	struct job job = JOB_INIT;
	struct error err = { .status = STATUS_DONE };

	receive(&message, refused[_i].text);
	ck_assert_msg(!job_read(&job, &message, &err), "%s", refused[_i].text);
	ck_assert_msg(strstr(err.message, refused[_i].reason) != NULL, "'%s' has no '%s'", err.message,
	    refused[_i].reason);
	job_clear(&job);
	wire_clear(&message);
}
END_TEST

/* What is written for REPLY after a request with a code, decoded; the caller clears MESSAGE. */
static void
write_reply(const struct reply *reply, struct wire *message)
{
	struct job job = JOB_INIT;
	struct wire lines = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	receive(&lines, GOOD "session_token=FwoGZXIvYXdzEJr%2F%3D\nparameter.TokenCode=123456\n");
	ck_assert_msg(job_read(&job, &lines, &err), "%s", err.message);
	wire_clear(&lines);
	reply_write(reply, &job, &lines);
	receive(message, secret_text(&lines.text));
	wire_clear(&lines);
	job_clear(&job);
}

static const struct {
	const char	*said, *handed_on;
} words[] = {
	{ "no", "no" },
	{ "", "" },
	{ "x-amz-security-token:FwoGZXIvYXdzEJr/=\n", "x-amz-security-token:[...]\n" },
	{ "secret wJalrXUtnFEMI/K7MDENG twice wJalrXUtnFEMI/K7MDENG", "secret [...] twice [...]" },
	{ "Value '123456' at 'tokenCode'", "Value '[...]' at 'tokenCode'" },
	{ "123456", "[...]" },
	{ "arn:aws:iam::123456789012:user/alice 0123456", "arn:aws:iam::123456789012:user/alice 0123456" },
};

/* Both codes of a new device are worth a session until their time is over. */
START_TEST(keeps_both_codes_out_of_the_words_of_aws)
{
	struct reply reply = { .answer = ANSWER_INIT, .outcome = OUTCOME_REFUSED, .http = 403 };
	struct wire lines = WIRE_INIT, message = WIRE_INIT;
	struct job job = JOB_INIT;
	struct error err = { .status = STATUS_DONE };

	receive(&lines, taken[4].text);
	ck_assert_msg(job_read(&job, &lines, &err), "%s", err.message);
	wire_clear(&lines);
	snprintf(reply.answer.code, sizeof(reply.answer.code), "InvalidAuthenticationCode");
	secret_set(&reply.answer.message, "123456 and 654321 do not follow each other");
	reply_write(&reply, &job, &lines);
	receive(&message, secret_text(&lines.text));
	ck_assert_str_eq(wire_get(&message, "message"), "[...] and [...] do not follow each other");
	reply_clear(&reply);
	wire_clear(&lines);
	wire_clear(&message);
	job_clear(&job);
}
END_TEST

START_TEST(keeps_our_secrets_out_of_the_words_of_aws)
{
	struct reply reply = REPLY_INIT;
	struct wire message = WIRE_INIT;

	reply.outcome = OUTCOME_REFUSED;
	reply.http = 403;
	snprintf(reply.answer.code, sizeof(reply.answer.code), "AccessDenied");
	secret_puts(&reply.answer.message, words[_i].said);
	write_reply(&reply, &message);
	ck_assert_str_eq(wire_get(&message, "outcome"), "refused");
	ck_assert_str_eq(wire_get(&message, "code"), "AccessDenied");
	ck_assert_str_eq(wire_get(&message, "message"), words[_i].handed_on);
	ck_assert_int_eq(wire_get_number(&message, "http", 0), 403);
	ck_assert(wire_get(&message, "spent") == NULL && wire_get(&message, "skew") == NULL);
	reply_clear(&reply);
	wire_clear(&message);
}
END_TEST

START_TEST(cuts_long_words_between_characters)
{
	struct reply reply = REPLY_INIT;
	struct wire message = WIRE_INIT;
	int i;

	reply.outcome = OUTCOME_REFUSED;
	secret_puts(&reply.answer.message, "x");
	for (i = 0; i < 300; i++)
		secret_puts(&reply.answer.message, "\xc3\xa9");
	write_reply(&reply, &message);
	ck_assert_uint_eq(strlen(wire_get(&message, "message")), 511);
	reply_clear(&reply);
	wire_clear(&message);
}
END_TEST

START_TEST(hands_on_a_session)
{
	struct reply reply = REPLY_INIT;
	struct wire message = WIRE_INIT;

	reply.skew = -600;
	reply.date = 1795486552;
	reply.http = 200;
	wire_put(&reply.answer.result, "access_key_id", "ASIAIOSFODNN7EXAMPLE");
	wire_put(&reply.answer.result, "secret_access_key", "s+/");
	wire_put(&reply.answer.result, "session_token", "t==");
	wire_put_number(&reply.answer.result, "expiration", 1795529752);
	write_reply(&reply, &message);
	ck_assert_str_eq(wire_get(&message, "outcome"), "done");
	ck_assert_int_eq(wire_get_number(&message, "skew", 0), -600);
	ck_assert_int_eq(wire_get_number(&message, "date", 0), 1795486552);
	ck_assert_str_eq(wire_get(&message, "secret_access_key"), "s+/");
	ck_assert_str_eq(wire_get(&message, "session_token"), "t==");
	ck_assert_int_eq(wire_get_number(&message, "expiration", 0), 1795529752);
	ck_assert(wire_get(&message, "arn") == NULL && wire_get(&message, "device") == NULL);
	reply_clear(&reply);
	wire_clear(&message);
}
END_TEST

START_TEST(says_what_happened_instead)
{
	struct reply reply = REPLY_INIT;
	struct wire message = WIRE_INIT;

	reply.outcome = OUTCOME_UNREACHABLE;
	reply.spent = true;
	error_set(&reply.error, STATUS_UNREACHABLE, "sts.example: host not found");
	error_cause(&reply.error, CAUSE_HOST_NOT_FOUND);
	write_reply(&reply, &message);
	ck_assert_str_eq(wire_get(&message, "outcome"), "unreachable");
	ck_assert_str_eq(wire_get(&message, "message"), "sts.example: host not found");
	ck_assert_str_eq(wire_get(&message, "cause"), "host-not-found");
	ck_assert_int_eq(wire_get_number(&message, "spent", 0), 1);
	ck_assert(wire_get(&message, "http") == NULL && wire_get(&message, "date") == NULL);
	reply_clear(&reply);
	wire_clear(&message);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("job");
	TCase *cases = tcase_create("job");

	tcase_add_loop_test(cases, writes_the_form, 0, COUNT(taken));
	tcase_add_test(cases, keeps_both_codes_out_of_the_words_of_aws);
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_test(cases, refuses_a_ca_bundle_whose_path_does_not_fit);
	tcase_add_loop_test(cases, keeps_our_secrets_out_of_the_words_of_aws, 0, COUNT(words));
	tcase_add_test(cases, cuts_long_words_between_characters);
	tcase_add_test(cases, hands_on_a_session);
	tcase_add_test(cases, says_what_happened_instead);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
