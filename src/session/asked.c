#include "session/asked.h"

#include <sys/stat.h>

#include "base/io.h"

#define POLICY_LIMIT 8192		/* bytes; AWS takes at most 2048 characters */

#define WISH(name) (OPTION_WISHES + WISH_##name)

const struct option_spec asked_options[] = {
	{ OPTION_PROFILE, 'p', "profile", "NAME", "use this profile", NULL },
	{ OPTION_TOKEN_CODE, 't', "token-code", "CODE", "use this MFA code; - reads it from stdin", "token mfa-token" },
	{ WISH(SERIAL_NUMBER), 's', "serial-number", "SERIAL", "use this MFA device (ARN or serial number)", "device" },
	{ WISH(DURATION), 'd', "duration", "TIME", "request this lifetime: 15m to 36h, role to 12h", NULL },
	{ WISH(ROLE_ARN), 'r', "role-arn", "ARN", "assume this role", "assume-role assume" },
	{ WISH(ROLE_SESSION_NAME), 0, "role-session-name", "NAME", "name the role session; AWS logs the name", NULL },
	{ WISH(EXTERNAL_ID), 0, "external-id", "ID", "pass the external ID that the role requires", NULL },
	{ WISH(SOURCE_IDENTITY), 0, "source-identity", "ID", "set a source identity, which later roles keep", NULL },
	{ WISH(POLICY), 0, "policy", "FILE|JSON", "limit what the role session may do", NULL },
	{ WISH(POLICY_ARN), 0, "policy-arn", "ARN[,ARN]", "limit it with managed policies", NULL },
	{ WISH(LONG_TERM_SUFFIX), 0, "long-term-suffix", "S", "look for aws-mfa's keys in [PROFILE-S]", "long-suffix" },
	{ WISH(REGION), 0, "region", "REGION", "use and export this region", NULL },
	{ WISH(ENDPOINT_URL), 0, "endpoint-url", "URL", "send STS requests to this URL", NULL },
	{ WISH(SHARE), 0, "share", NULL, "share the MFA session among your terminals", NULL },
	{ OPTION_FORCE | OPTION_COSTLY, 'f', "force", NULL, "always get a new session, with a new code", NULL },
	{ OPTION_MIN, 0, "min", "TIME", "get a new session if less than this is left", NULL },
	{ OPTION_NO_INPUT, 0, "no-input", NULL, "never ask; exit 6 instead", NULL },
	{ OPTION_QUIET, 'q', "quiet", NULL, "print only what went wrong", NULL },
	{ OPTION_VERBOSE, 'v', "verbose", NULL, "print every step", NULL },
	{ OPTION_RETIRED, 0, "setup",
	    "put your keys into ~/.aws/credentials with `aws configure`; awsmfa writes no file", NULL, NULL },
	{ OPTION_RETIRED, 0, "short-term-suffix",
	    "sessions are kept in the shell, not in a section: see `awsmfa help env`", NULL, "short-suffix" },
	{ OPTION_RETIRED, 0, "log-level", "use -v to print every step, -q to print only what went wrong", NULL, NULL },
	{ 0 }
};

static bool
read_profile(struct asked *asked, const struct options *options, struct error *err)
{
	const char *option = options->value[OPTION_PROFILE];

	if (options->count > 1 || (options->count == 1 && option != NULL))
		return error_set(err, STATUS_USAGE, "name only one profile, not also '%s'",
		    options->arguments[options->count - 1]);
	if (option == NULL && options->count == 1)
		option = options->arguments[0];
	if (option != NULL && *option == '\0')
		return error_set(err, STATUS_USAGE, "the profile name is empty");
	asked->profile = option;
	return true;
}

/* The policy travels as text: at the next renewal a path may name another file, or none. */
static bool
read_policy(struct asked *asked, struct error *err)
{
	const char *policy = asked->wishes.value[WISH_POLICY];
	struct stat info;

	if (policy == NULL || *policy == '{')
		return true;
	if (!io_read_file(policy, POLICY_LIMIT, &asked->policy, &info, err))
		return error_prefix(err, "--policy");
	asked->wishes.value[WISH_POLICY] = secret_text(&asked->policy);
	return true;
}

static bool
read_wishes(struct asked *asked, const struct options *options, struct error *err)
{
	const char **value = asked->wishes.value;
	size_t wish;

	for (wish = 0; wish < WISHES; wish++) {
		value[wish] = options->value[OPTION_WISHES + wish];
		if (wish == WISH_SHARE && value[wish] != NULL)	/* a flag */
			value[wish] = "1";
		if (value[wish] != NULL && *value[wish] == '\0')
			return error_set(err, STATUS_USAGE, "the value of '--%s' is empty", wish_names[wish]);
	}
	return read_policy(asked, err);
}

bool
asked_read(struct asked *asked, const struct options *options, struct error *err)
{
	asked->token_code = options->value[OPTION_TOKEN_CODE];
	asked->minimum = options->value[OPTION_MIN];
	asked->force = options->value[OPTION_FORCE] != NULL;
	return read_profile(asked, options, err) && read_wishes(asked, options, err);
}

void
asked_clear(struct asked *asked)
{
	wishes_clear(&asked->wishes);
	secret_clear(&asked->chosen);
	secret_clear(&asked->policy);
}
