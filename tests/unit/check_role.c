/* check_role.c - the parameters of AssumeRole */
#include "aws/role.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define ARN "arn:aws:iam::123456789012:role/path/ops"

static const struct {
	const char	*name;
	struct role	 role;
	const char	*error;		/* a part; NULL: accepted */
} roles[] = {
	{ "plain", { .profile = "p", .arn = ARN }, NULL },
	{ "China", { .profile = "p", .arn = "arn:aws-cn:iam::123456789012:role/ops" }, NULL },
	{ "a user", { .profile = "p", .arn = "arn:aws:iam::123456789012:user/alice" }, "profile 'p': " },
	{ "not an ARN", { .profile = "", .arn = "ops" }, "'ops' is not the ARN of a role" },
	{ "a session name", { .profile = "p", .arn = ARN, .session_name = "a=b,c.d@e-f+g" }, NULL },
	{ "a session name with a blank", { .profile = "p", .arn = ARN, .session_name = "a b" },
	    "role_session_name 'a b'" },
	{ "a session name of one letter", { .profile = "p", .arn = ARN, .session_name = "a" }, "role_session_name" },
	{ "an external id with a colon", { .profile = "p", .arn = ARN, .external_id = "a:b/c" }, NULL },
	{ "an external id with a quote", { .profile = "p", .arn = ARN, .external_id = "a'b" }, "external_id" },
	{ "a source identity with a colon", { .profile = "p", .arn = ARN, .source_identity = "a:b" },
	    "source_identity" },
};

START_TEST(checks)
{
	struct error err = { .status = STATUS_DONE };
	struct config config = CONFIG_INIT;
	bool ok = role_check(&roles[_i].role, &config, &err);

	ck_assert_msg(ok == (roles[_i].error == NULL), "%s: %s", roles[_i].name, err.message);
	if (!ok)
		ck_assert_msg(strstr(err.message, roles[_i].error) != NULL, "%s: %s", roles[_i].name, err.message);
}
END_TEST

static const char *
parameter(const struct wire *message, const char *key)
{
	const char *value = wire_get(message, key);

	return value == NULL ? "(none)" : value;
}

START_TEST(puts_lists_by_number)
{
	struct role role = {
		.profile = "p", .arn = ARN, .policy_arns = "arn:aws:iam::aws:policy/A,arn:aws:iam::aws:policy/B",
		.session_tags = "team=web,cost=1=2,empty=", .transitive_tags = "team,cost",
	};
	struct wire written = WIRE_INIT, message = WIRE_INIT;
	struct error err;

	setenv("USER", "al ice", 1);
	role_put(&written, &role);
	ck_assert(wire_parse(&message, written.text.data, written.text.len, &err));
	ck_assert_str_eq(parameter(&message, "parameter.RoleArn"), ARN);
	ck_assert_ptr_nonnull(strstr(parameter(&message, "parameter.RoleSessionName"), "al-ice@"));
	ck_assert_str_eq(parameter(&message, "parameter.PolicyArns.member.2.arn"), "arn:aws:iam::aws:policy/B");
	ck_assert_str_eq(parameter(&message, "parameter.Tags.member.1.Key"), "team");
	ck_assert_str_eq(parameter(&message, "parameter.Tags.member.1.Value"), "web");
	ck_assert_str_eq(parameter(&message, "parameter.Tags.member.2.Value"), "1=2");
	ck_assert_str_eq(parameter(&message, "parameter.Tags.member.3.Value"), "");
	ck_assert_str_eq(parameter(&message, "parameter.TransitiveTagKeys.member.2"), "cost");
	ck_assert_str_eq(parameter(&message, "parameter.TransitiveTagKeys.member.3"), "(none)");
	ck_assert_str_eq(parameter(&message, "parameter.ExternalId"), "(none)");
	wire_clear(&written);
	wire_clear(&message);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("role");
	TCase *cases = tcase_create("role");

	tcase_add_loop_test(cases, checks, 0, COUNT(roles));
	tcase_add_test(cases, puts_lists_by_number);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
