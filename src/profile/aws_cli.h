/* aws_cli.h - the user's own AWS CLI, which gets the keys of foreign profiles (foreign.h)
 *
 *	aws configure export-credentials --profile=dev --format process
 *
 * It alone knows how to log in, renew a login and assume the roles of such profiles, and keeps its own caches for
 * that in ~/.aws.
 *
 *	struct environment environment = ENVIRONMENT_INIT;
 *	struct aws_cli cli = { .path = path, .profile = "dev", .kind = FOREIGN_SSO, ... };
 *
 *	if (!aws_cli_find(path, sizeof(path)))
 *		return aws_cli_failure_missing("dev", FOREIGN_SSO, err);
 *	ok = aws_cli_environment(&environment, &held, "dev", err) && aws_cli_export(&credentials, &cli, err);
 *	environment_clear(&environment);
 */
#ifndef PROFILE_AWS_CLI_H
#define PROFILE_AWS_CLI_H

#include "base/environment.h"
#include "profile/foreign.h"
#include "shell/shell_session.h"
#include "shell/state.h"
#include "types/credentials.h"

struct aws_cli {
	const char		*path;		/* absolute */
	const char		*profile;	/* in which the foreign keys stand */
	enum foreign_kind	 kind;
	const char		*login;		/* foreign_login_of it */
	char *const		*environment;	/* aws_cli_environment */
	int			 seconds;	/* to wait for it */
	const struct state	*state;		/* of the terminal: hints are written for its shell */
};

/* Finds the program along PATH, without its relative and empty entries. False: there is none. */
bool	aws_cli_find(char *path, size_t size) MUST_CHECK;

/* Makes the environment for PROFILE: that of the user as `drop` would leave it without the session HELD, without
 * the relative entries of PATH. */
bool	aws_cli_environment(struct environment *environment, const struct shell_session *held, const char *profile,
	    struct error *err) MUST_CHECK;

/* Runs it and takes the session that it prints, whose expiration is in CREDENTIALS. It is waited for so long as
 * CLI says and goes on after that: REASON_STILL_RUNNING, as when another awsmfa runs it for the same login. For
 * other failures see aws_cli_failure.h. */
bool	aws_cli_export(struct credentials *credentials, const struct aws_cli *cli, struct error *err) MUST_CHECK;

#endif
