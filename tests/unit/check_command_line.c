/* check_aws_commands.c - which typed lines are worth a code */
#include <stddef.h>

#include "session/renew.h"
#include "unit.h"

static const struct {
	const char	*line;
	const char	*commands;	/* NULL: the built-in list */
	bool		 runs;
} lines[] = {
	{ "aws s3 ls", NULL, true },
	{ "  aws", NULL, true },
	{ "/usr/local/bin/aws s3 ls", NULL, true },
	{ "\\aws s3 ls", NULL, true },
	{ "\"aws\" s3 ls", NULL, true },
	{ "terraform plan", NULL, true },
	{ "ls", NULL, false },
	{ "awsome", NULL, false },
	{ "echo aws", NULL, false },
	{ "vi aws.txt", NULL, false },
	{ "cd aws", NULL, false },
	{ "# aws", NULL, false },
	{ "ls; aws s3 ls", NULL, true },
	{ "ls && aws s3 ls", NULL, true },
	{ "false || aws s3 ls", NULL, true },
	{ "cat x | aws s3 cp - s3://b/x", NULL, true },
	{ "(aws s3 ls)", NULL, true },
	{ "( aws s3 ls )", NULL, true },
	{ "x=$(aws s3 ls)", NULL, true },
	{ "echo `aws s3 ls`", NULL, true },
	{ "echo (aws s3 ls)", NULL, true },
	{ "diff <(aws s3 ls) y", NULL, true },
	{ "for i in 1 2; do aws s3 ls; done", NULL, true },
	{ "for i in 1 2\ndo\naws s3 ls\ndone", NULL, true },
	{ "if true; then aws s3 ls; fi", NULL, true },
	{ "while ! aws s3 ls; do :; done", NULL, true },
	{ "{ aws s3 ls; }", NULL, true },
	{ "! aws s3 ls", NULL, true },
	{ "time aws s3 ls", NULL, true },
	{ "sudo aws s3 ls", NULL, true },
	{ "sudo -E aws s3 ls", NULL, true },
	{ "env FOO=1 aws s3 ls", NULL, true },
	{ "FOO=1 BAR='x' aws s3 ls", NULL, true },
	{ "FOO='a b' BAR=\"c d\" aws s3 ls", NULL, true },
	{ "'/usr/bin/aws' s3 ls", NULL, true },
	{ "AWS_PROFILE=x terraform plan", NULL, true },
	{ "nice -n 5 aws s3 ls", NULL, true },
	{ "timeout 5m aws s3 ls", NULL, true },
	{ "xargs -n 1 aws s3 rm", NULL, true },
	{ "begin; aws s3 ls; end", NULL, true },
	{ "aws&", NULL, true },
	{ "aws>x", NULL, true },
	{ "awsmfa exec terraform plan", NULL, true },
	{ "awsmfa  exec -p prod -- ls", NULL, true },
	{ "awsmfa exec ls", "mytool", false },
	{ "awsmfa status", NULL, false },
	{ "awsmfa executive", NULL, false },
	{ "awsmfa", NULL, false },
	{ "aws", "mytool", false },
	{ "mytool x", "mytool", true },
	{ "other", "mytool other", true },
	{ "other", "mytool,other", true },
	{ "other", "mytool:other", true },
	{ "tool", "mytool", false },
	{ "aws", "", true },
	{ "ls", "", false },
	{ "", NULL, true },		/* could not be read */
	{ NULL, NULL, true },
	{ ";;;&&||((", NULL, false },
	{ "''", NULL, false },
	{ "=", NULL, false },
};

START_TEST(sees_what_uses_aws)
{
	ck_assert_msg(runs_aws_command(lines[_i].line, lines[_i].commands) == lines[_i].runs, "%s",
	    lines[_i].line == NULL ? "(none)" : lines[_i].line);
}
END_TEST

static const struct {
	const char	*line;
	bool		 ends;
} endings[] = {
	{ "awsmfa use", true }, { "awsmfa", true }, { "eval \"$(awsmfa env -p x)\"", true }, { "awsmfa env --format fish | source", true },
	{ "awsmfa exec ls", false }, { "awsmfa exec ls; exit", true }, { "awsmfa exe", true },
	{ "exit", true }, { "exit 1", true }, { "logout", true }, { "exec zsh", false }, { "ls", false }, { "echo awsmfa", false },
	{ "", false }, { NULL, false },
};

START_TEST(sees_what_needs_no_code)
{
	ck_assert_msg(ends_session(endings[_i].line) == endings[_i].ends, "%s",
	    endings[_i].line == NULL ? "(none)" : endings[_i].line);
}
END_TEST

static const struct {
	const char	*line;
	bool		 logs_in;
} logins[] = {
	{ "aws login", true }, { "  aws login --profile dev", true }, { "aws sso login", true },
	{ "aws configure", true },
	{ "aws configure sso; ls", true }, { "aws sso login && aws s3 ls", true }, { "/usr/local/bin/aws login", true },
	{ "\\aws login", true }, { "aws --profile dev login", true },
	{ "aws --no-cli-pager --region=eu-west-1 sso login", true },
	{ "aws sso --profile dev login", true }, { "AWS_PROFILE=dev aws sso login", true }, { "aws login;ls", true },
	{ "aws", false }, { "aws s3 ls login", false }, { "aws sso logout", false }, { "aws sso", false },
	{ "aws logins", false }, { "aws; login", false }, { "ls; aws login", false }, { "echo aws login", false },
	{ "aws --profile login s3 ls", false },
	{ "saws login", false }, { "aws logout", false }, { "", false }, { "x=y", false }, { NULL, false },
};

START_TEST(sees_what_logs_in)
{
	ck_assert_msg(command_line_logs_in(logins[_i].line) == logins[_i].logs_in, "%s",
	    logins[_i].line == NULL ? "(none)" : logins[_i].line);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("aws_commands");
	TCase *cases = tcase_create("aws_commands");

	tcase_add_loop_test(cases, sees_what_uses_aws, 0, COUNT(lines));
	tcase_add_loop_test(cases, sees_what_needs_no_code, 0, COUNT(endings));
	tcase_add_loop_test(cases, sees_what_logs_in, 0, COUNT(logins));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
