/* check_command_line.c - which typed lines are worth a code */
#include <stddef.h>

#include "session/command_line.h"
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
	ck_assert_msg(command_line_runs_aws(lines[_i].line, lines[_i].commands) == lines[_i].runs, "%s",
	    lines[_i].line == NULL ? "(none)" : lines[_i].line);
}
END_TEST

static const struct {
	const char	*line;
	bool		 skips;
} skipped[] = {
	/* awsmfa first */
	{ "awsmfa use", true }, { "awsmfa", true }, { "awsmfa use b && make", true }, { "awsmfa drop; ls", true },
	{ "  awsmfa env --format fish | source", true }, { "awsmfa env --format fish | string collect | source", true },
	{ "command awsmfa env", true }, { "AWS_PROFILE=x awsmfa use", true }, { "/usr/bin/awsmfa status", true },
	{ "\\awsmfa", true }, { "\"awsmfa\" use", true }, { "(awsmfa status)", true }, { "awsmfa exe", true },
	{ "awsmfa exec ls", false }, { "awsmfa exec ls; exit", false }, { "make && awsmfa use b", false },
	{ "echo awsmfa", false }, { "awsmfa2", false }, { "terraform apply; awsmfa drop", false },
	/* taken in by eval or source */
	{ "eval \"$(awsmfa env -p x)\"", true }, { "eval $(awsmfa env)", true }, { "eval `awsmfa env`", true },
	{ "eval \"`awsmfa env`\"", true }, { "eval (awsmfa env --format fish | string collect)", true },
	{ "eval \"$(command awsmfa env)\" && make", true }, { "source <(awsmfa env)", true },
	{ ". <(awsmfa env)", true }, { "builtin eval \"$(awsmfa env)\"", true },
	{ "eval \"$(ssh-agent)\"", false }, { "source ~/.bashrc", false }, { "eval awsmfa", false }, { "eval", false },
	{ "eval \"$(terraform output; awsmfa env)\"", false }, { "source x; awsmfa env", false }, { ".", false },
	{ "x=$(awsmfa env)", false }, { "eval ls; (awsmfa use)", false },
	/* nothing but the end of the shell */
	{ "exit", true }, { "exit 1", true }, { "logout", true }, { " exit 3 ;", true }, { "exit # bye", true },
	{ "exit $?", true }, { "builtin exit", true }, { "exit\n", true },
	{ "terraform apply || exit 1", false }, { "terraform apply; exit", false },
	{ "exit $(terraform output x)", false },
	{ "exit | aws", false }, { "exit && aws s3 ls", false }, { "echo exit", false }, { "exec zsh", false },
	{ "trap 'exit' INT; aws s3 ls", false },
	/* credentials from elsewhere */
	{ "aws login", true }, { "aws sso login", true }, { "aws sso login --profile x && make", true },
	{ "aws configure", true },
	{ "aws configure sso", true }, { "aws  sso   login", true }, { "AWS_PROFILE=x aws sso login", true },
	{ "/usr/local/bin/aws login", true }, { "command aws login", true }, { "aws login;", true },
	{ "aws sso logout", false }, { "aws sso", false }, { "aws", false }, { "aws logins", false },
	{ "aws s3 ls login", false }, { "make && aws sso login", false }, { "aws2 login", false },
	{ "ls", false }, { "", false }, { ";;;(((", false }, { "# awsmfa", false }, { "'", false }, { NULL, false },
};

START_TEST(sees_what_needs_no_renewal)
{
	ck_assert_msg(command_line_skips_renewal(skipped[_i].line) == skipped[_i].skips, "%s",
	    skipped[_i].line == NULL ? "(none)" : skipped[_i].line);
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
	Suite *suite = suite_create("command_line");
	TCase *cases = tcase_create("command_line");

	tcase_add_loop_test(cases, sees_what_uses_aws, 0, COUNT(lines));
	tcase_add_loop_test(cases, sees_what_needs_no_renewal, 0, COUNT(skipped));
	tcase_add_loop_test(cases, sees_what_logs_in, 0, COUNT(logins));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
