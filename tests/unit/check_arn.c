/* check_arn.c - what an ARN is made of */
#include "types/arn.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*text, *partition, *service, *account, *resource;
} taken[] = {
	{ "arn:aws:iam::123456789012:mfa/alice", "aws", "iam", "123456789012", "mfa/alice" },
	{ "arn:aws-us-gov:iam::123456789012:role/team/admin", "aws-us-gov", "iam", "123456789012", "role/team/admin" },
	{ "arn:aws:sts::123456789012:assumed-role/admin/alice@host", "aws", "sts", "123456789012",
	    "assumed-role/admin/alice@host" },
	{ "arn:aws:iam::aws:policy/ReadOnlyAccess", "aws", "iam", "aws", "policy/ReadOnlyAccess" },
	{ "arn:aws:sns:eu-west-1:123456789012:topic:with:colons", "aws", "sns", "123456789012", "topic:with:colons" },
	{ "arn:aws:s3:::bucket", "aws", "s3", "", "bucket" },
};

START_TEST(takes)
{
	struct arn arn;

	ck_assert_msg(arn_parse(taken[_i].text, &arn), "%s", taken[_i].text);
	ck_assert_str_eq(arn.partition, taken[_i].partition);
	ck_assert_str_eq(arn.service, taken[_i].service);
	ck_assert_str_eq(arn.account, taken[_i].account);
	ck_assert_str_eq(arn.resource, taken[_i].resource);
}
END_TEST

static const char *const refused[] = {
	"", "arn", "arn:", "ARN:aws:iam::123456789012:mfa/alice", " arn:aws:iam::123456789012:mfa/alice",
	    "arn:aws:iam:123456789012",
	"arn:aws:iam::123456789012", "arn:aws:iam::123456789012:", "arn::iam::123456789012:mfa/alice", "GAHT12345678",
	"arn:aws:iam::12345678901234567890:mfa/alice", "arn:a-partition-whose-name-is-longer-than-any:iam::1:mfa/a",
};

START_TEST(refuses)
{
	struct arn arn;

	ck_assert_msg(!arn_parse(refused[_i], &arn), "%s", refused[_i]);
}
END_TEST

static const struct {
	const char	*text;
	bool		 is_role;
} roles[] = {
	{ "arn:aws:iam::123456789012:role/admin", true },
	{ "arn:aws-cn:iam::123456789012:role/team/admin", true },
	{ "arn:aws:iam::1:role/a", true },		/* 20 characters and more, as STS counts */
	{ "arn:aws:iam::1:role/", true },
	{ "arn:aws:iam::123456789012:user/alice", false },
	{ "arn:aws:iam::123456789012:mfa/alice", false },
	{ "arn:aws:iam::123456789012:role", false },
	{ "arn:aws:sts::123456789012:assumed-role/admin/alice", false },
	{ "arn:aws:sts::123456789012:role/admin", false },
	{ "arn:aws:iam::123456789012:role/ad min", false },
	{ "arn:aws:iam::123456789012:role/admin\n", false },
	{ "arn:aws:iam::123456789012:role/\xc3\xa9", false },
	{ "admin", false },
	{ "", false },
};

START_TEST(knows_roles)
{
	ck_assert_msg(arn_is_role(roles[_i].text) == roles[_i].is_role, "%s", roles[_i].text);
}
END_TEST

START_TEST(a_role_has_2048_characters_at_most)
{
	static const char start[] = "arn:aws:iam::123456789012:role/";
	char text[2050];

	memcpy(text, start, sizeof(start) - 1);
	memset(text + sizeof(start) - 1, 'x', sizeof(text) - sizeof(start));
	text[2049] = '\0';
	ck_assert(!arn_is_role(text));
	text[2048] = '\0';
	ck_assert(arn_is_role(text));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("arn");
	TCase *cases = tcase_create("arn");

	tcase_add_loop_test(cases, takes, 0, COUNT(taken));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_loop_test(cases, knows_roles, 0, COUNT(roles));
	tcase_add_test(cases, a_role_has_2048_characters_at_most);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
