#include "profile/aws_cli_failure.h"

#include <stdio.h>
#include <string.h>

#include "shell/line.h"

#define DOWNLOAD "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"

/* The exit statuses of a command line that the CLI does not understand: version 1 has the one of Python's argparse. */
#define USAGE_1	2
#define USAGE_2	252

/* --- its words ---------------------------------------------------------------------------------- */

static const char *const logged_out[] = {
	"Error loading SSO Token",			/* none, or a damaged one */
	"SSO session associated with this profile has expired",
	"Token has expired",
	"UnauthorizedException",			/* of GetRoleCredentials: signed out elsewhere */
	"Error loading login session token",
	"eauthenticate",				/* "Please reauthenticate using 'aws login'." and the like */
	"refreshing a login session",
	NULL
};

static const char *const not_reached[] = {
	"Could not connect to the endpoint URL", "onnect timeout on endpoint URL", "ead timeout on endpoint URL",
	"Connection was closed before", "Failed to connect to proxy URL", "SSL validation failed",
	NULL
};

static bool
says(const struct aws_cli_failure *failure, const char *const *sentences)
{
	for (; *sentences != NULL; sentences++)
		if (strstr(failure->said, *sentences) != NULL)
			return true;
	return false;
}

/* Goes behind what the CLI says before each error. */
static const char *
skip_preamble(const char *line)
{
	static const char *const preambles[] = {
		"aws: [ERROR]: ", "An error occurred (Configuration): ", "Unable to retrieve credentials: ",
	};
	size_t i;

	for (i = 0; i < sizeof(preambles) / sizeof(preambles[0]); i++)
		if (strncmp(line, preambles[i], strlen(preambles[i])) == 0)
			line += strlen(preambles[i]);
	return line;
}

/* The line of SAID that tells the reason: the last one with "rror" or "nable" in it, else the last one. */
static void
find_reason(char *reason, size_t size, const char *said)
{
	const char *found = "", *line;
	bool is_sure = false, tells;
	size_t length, found_length = 0;

	for (line = said; *line != '\0'; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		tells = memmem(line, length, "rror", 4) != NULL || memmem(line, length, "nable", 5) != NULL;
		if (strspn(line, " \t\r") >= length || (is_sure && !tells))
			continue;
		is_sure = tells;
		found = skip_preamble(line);
		found_length = length - (size_t)(found - line);
	}
	while (found_length > 0 && strchr(". \t\r", found[found_length - 1]) != NULL)
		found_length--;
	if (found_length == 0)
		snprintf(reason, size, "it says nothing");
	else
		snprintf(reason, size, "%.*s", (int)found_length, found);
}

/* --- what it means ------------------------------------------------------------------------------ */

/* A line to type: WORDS and the profile. */
static bool
hint_line(const struct aws_cli_failure *failure, const char *words, const struct shell *shell, struct error *err)
{
	struct secret line = SECRET_INIT;

	secret_printf(&line, "%s --profile ", words);
	line_word(&line, shell, failure->profile);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

static bool
is_too_old(const struct aws_cli_failure *failure)
{
	return (failure->status == USAGE_1 || failure->status == USAGE_2) &&
	    strstr(failure->said, "nvalid choice") != NULL;
}

/* `aws login` came with version 2.32; one before passes over login_session. */
static bool
lacks_login(const struct aws_cli_failure *failure)
{
	return failure->kind == FOREIGN_LOGIN && strstr(failure->said, "no credentials found") != NULL;
}

bool
aws_cli_failure_explain(const struct aws_cli_failure *failure, const struct shell *shell, struct error *err)
{
	const char *login = foreign_login(failure->kind), *profile = failure->profile;
	char reason[300];

	find_reason(reason, sizeof(reason), failure->said);
	if (is_too_old(failure)) {
		error_set(err, STATUS_LOCAL, "%s is version 1 of the AWS CLI, or an early version 2, and cannot give "
		    "the credentials of profile '%s' (%s)", failure->path, profile, foreign_name(failure->kind));
		return error_hint(err, "install version 2.9 or newer: " DOWNLOAD);
	}
	if (lacks_login(failure)) {
		error_set(err, STATUS_LOCAL, "%s does not know `aws login`, which profile '%s' needs", failure->path,
		    profile);
		return error_hint(err, "install version 2.32 or newer: " DOWNLOAD);
	}
	if (login != NULL && says(failure, logged_out)) {
		error_set(err, STATUS_LOCAL, "profile '%s' is not logged in: %s", profile, reason);
		err->reason = REASON_LOGGED_OUT;
		return hint_line(failure, login, shell, err);
	}
	if (says(failure, not_reached))
		return error_set(err, STATUS_UNREACHABLE, "the AWS CLI did not reach AWS for profile '%s': %s", profile,
		    reason);
	if (strstr(failure->said, " when calling the ") != NULL)
		return error_set(err, STATUS_REFUSED, "AWS gives no credentials for profile '%s': %s", profile, reason);
	error_set(err, STATUS_LOCAL, "the AWS CLI gives no credentials for profile '%s' (status %d): %s", profile,
	    failure->status, reason);
	return hint_line(failure, "aws sts get-caller-identity", shell, err);
}

bool
aws_cli_failure_missing(const char *profile, enum foreign_kind kind, struct error *err)
{
	error_set(err, STATUS_LOCAL,
	    "profile '%s' (%s) needs the AWS CLI, and PATH has no program `aws` (awsmfa cannot see an alias or a "
	    "function, and ignores relative directories)", profile, foreign_name(kind));
	error_brief(err, "needs the AWS CLI, and PATH has no `aws`");
	return error_hint(err, "install version 2: " DOWNLOAD);
}
