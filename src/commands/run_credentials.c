/* run_credentials.c - the command in the made config of `exec --refresh`, which SDKs run */
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "refresh/refresh_answer.h"
#include "shell/document.h"
#include "types/timestamp.h"

static const struct option_spec *const options_of_run_credentials[] = { NULL };

static bool run_credentials_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_run_credentials = {
	.name = "run-credentials",
	.arguments = "NUMBER",
	.summary = "print the credentials of a profile for an SDK",
	.description = "For programs that run inside of `awsmfa exec --refresh` only.\n",
	.example = "awsmfa exec --refresh -- terraform apply",
	.options = options_of_run_credentials,
	.run = run_credentials_run,
	.is_hidden = true,
};

static bool
run_credentials_run(const struct options *options, struct secret *out, struct error *err)
{
	const char *number = options->count == 1 ? options->arguments[0] : "";
	struct session session = SESSION_INIT;
	char expiration[TIMESTAMP_SIZE];
	bool ok;

	if (*number == '\0' || number[strspn(number, "0123456789")] != '\0')
		return error_set(err, STATUS_USAGE, "run-credentials is for the config of `awsmfa exec --refresh`");
	ok = refresh_answer(&session, strtoul(number, NULL, 10), err);
	if (ok) {
		const struct change members[] = {
			{ "AWS_ACCESS_KEY_ID", session.credentials.access_key_id },
			{ "AWS_SECRET_ACCESS_KEY", secret_text(&session.credentials.secret_access_key) },
			{ "AWS_SESSION_TOKEN", secret_text(&session.credentials.session_token) },
			{ "AWS_CREDENTIAL_EXPIRATION", timestamp_utc(expiration, session.expires) },
		};

		ok = format_write(out, &format_process, members, sizeof(members) / sizeof(members[0]), err);
	}
	session_clear(&session);
	return ok;
}
