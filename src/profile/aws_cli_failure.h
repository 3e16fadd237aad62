/* aws_cli_failure.h - what it means when the AWS CLI gives no credentials, and what helps
 *
 *	const struct aws_cli_failure failure = {
 *		.path = "/usr/local/bin/aws", .profile = "dev", .kind = FOREIGN_SSO, .status = 255, .said = text,
 *	};
 *
 *	return aws_cli_failure_explain(&failure, shell, err);
 *
 *	awsmfa: profile 'dev' is not logged in: Error loading SSO Token: Token for corp does not exist
 *	hint: aws sso login --profile dev
 *
 * What it says differs from version to version; the sentences that are known are those of 2.9 to 2.36.
 */
#ifndef PROFILE_AWS_CLI_FAILURE_H
#define PROFILE_AWS_CLI_FAILURE_H

#include "base/error.h"
#include "profile/foreign.h"
#include "shell/shells.h"

struct aws_cli_failure {
	const char	*path;		/* of the program */
	const char	*profile;
	enum foreign_kind kind;
	int		 status;	/* with which it ended */
	const char	*said;		/* on its standard error */
};

/* Returns false. A login that is over or was never there: STATUS_LOCAL with REASON_LOGGED_OUT, whose hint is
 * the line that logs in, in the words of SHELL (NULL: not known). AWS's no is STATUS_REFUSED, AWS not reached
 * STATUS_UNREACHABLE, all else STATUS_LOCAL. */
bool	aws_cli_failure_explain(const struct aws_cli_failure *failure, const struct shell *shell, struct error *err);

/* There is no `aws` for PROFILE. Returns false. */
bool	aws_cli_failure_missing(const char *profile, enum foreign_kind kind, struct error *err);

#endif
