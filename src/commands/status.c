/* status.c - awsmfa status: the session that this shell holds */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/colour.h"
#include "base/environment.h"
#include "base/json.h"
#include "base/printable.h"
#include "commands/command.h"
#include "profile/chain.h"
#include "profile/profile_colour.h"
#include "shell/caller.h"
#include "shell/line.h"
#include "shell/shell_session.h"
#include "types/arn.h"
#include "types/duration.h"
#include "types/timestamp.h"

enum { OPTION_JSON = 1 };

static const struct option_spec own_options[] = {
	{ OPTION_JSON, 0, "json", NULL, "print one JSON object", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_status[] = { own_options, NULL };

static bool status_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_status = {
	.name = "status",
	.arguments = "",
	.summary = "show this terminal's session and the time left",
	.description =
	    "Read only variables and files: ask nothing, use no network. The exit status is 0\n"
	    "while the session is valid, else 3.\n",
	.example = "awsmfa status --json",
	.options = options_of_status,
	.run = status_run,
};

static const char *const state_names[] = {
	[SHELL_SESSION_NONE] = "none", [SHELL_SESSION_REPLACED] = "replaced", [SHELL_SESSION_EXPIRED] = "expired",
	[SHELL_SESSION_DUE] = "due", [SHELL_SESSION_VALID] = "valid",
};

/* What status shows; the strings belong to CONFIG, WISHES and the environment. */
struct facts {
	struct shell_session	 held;
	struct config	 config;
	struct wishes	 wishes;
	struct chain	 chain;
	const char	*role_arn;	/* NULL: no role, or the files no longer say which */
	char		 account[16];	/* as an ARN of the profile names it; "": none does */
	enum colour	 colour;	/* of the profile's name */
	const char	*region;	/* NULL: none */
	long		 left;		/* seconds */
};

/* The role is a wish, or comes from the files; if they cannot be read, only the role is missing. */
static void
find_role(struct facts *facts)
{
	struct error ignored;

	if (!wishes_parse(&facts->wishes, facts->held.options))
		return;
	if (!config_load(&facts->config, &ignored) ||
	    !chain_resolve(&facts->chain, &facts->config, facts->held.profile, &facts->wishes, &ignored)) {
		facts->role_arn = facts->wishes.value[WISH_ROLE_ARN];
		return;
	}
	if (facts->chain.roles > 0)
		facts->role_arn = facts->chain.role[facts->chain.roles - 1].arn;
	facts->colour = profile_colour(&facts->config, facts->held.profile);
}

/* The account of the role, or else of the user, whom the MFA device belongs to. */
static void
find_account(struct facts *facts)
{
	const char *text = facts->role_arn != NULL ? facts->role_arn : facts->chain.serial;
	struct arn arn;

	if (text != NULL && arn_parse(text, &arn))
		memcpy(facts->account, arn.account, sizeof(facts->account));
}

static bool
read_facts(struct facts *facts, time_t now, struct error *err)
{
	if (!shell_session_read(&facts->held, now, err))
		return false;
	facts->region = environment_get("AWS_REGION");
	if (facts->region == NULL)
		facts->region = environment_get("AWS_DEFAULT_REGION");
	if (!shell_session_is_ours(&facts->held))
		return true;
	facts->left = session_remaining(&facts->held.session, now);
	find_role(facts);
	find_account(facts);
	return true;
}

static void
clear_facts(struct facts *facts)
{
	shell_session_clear(&facts->held);
	config_clear(&facts->config);
	wishes_clear(&facts->wishes);
}

static bool
write_json(struct secret *out, const struct facts *facts, struct error *err)
{
	bool ours = shell_session_is_ours(&facts->held);
	struct json json = JSON_INIT;
	char expires[TIMESTAMP_SIZE];

	json_add_text(&json, "profile", ours ? facts->held.profile : NULL);
	json_add_text(&json, "state", state_names[facts->held.state]);
	json_add_text(&json, "expires", ours ? timestamp_utc(expires, facts->held.session.expires) : NULL);
	json_add_number(&json, "seconds_left", facts->left < 0 ? 0 : facts->left);
	json_add_text(&json, "role_arn", facts->role_arn);
	json_add_text(&json, "region", facts->region);
	return json_write(out, &json, err);
}

/* Ten cells for the time left; the text says the same. */
static void
write_bar(struct secret *out, const struct facts *facts)
{
	const struct session *session = &facts->held.session;
	long life = (long)(session->expires - session->started), cells, i;
	char bar[11] = "";

	if (!isatty(1))
		return;
	cells = facts->left <= 0 ? 0 : (facts->left * 10 + life - 1) / life;
	for (i = 0; i < 10; i++)
		bar[i] = i < cells ? '#' : '.';
	secret_puts(out, "  [");
	colour_add(out, colour_is_wanted(1), facts->held.state == SHELL_SESSION_VALID ? COLOUR_GREEN :
	    facts->held.state == SHELL_SESSION_DUE ? COLOUR_YELLOW : COLOUR_RED, bar);
	secret_puts(out, "]");
}

static void
write_line(struct secret *out, const char *name, const char *value, enum colour colour)
{
	struct secret shown = SECRET_INIT;

	if (value == NULL || *value == '\0')
		return;
	secret_set(&shown, value);
	if (!shown.failed)
		printable_make(shown.data, false);	/* it must not steer the terminal */
	secret_printf(out, "%-9s", name);
	colour_add(out, colour_is_wanted(1), colour, secret_text(&shown));
	secret_puts(out, "\n");
	secret_clear(&shown);
}

static void
write_text(struct secret *out, const struct facts *facts, time_t now)
{
	char until[TIMESTAMP_SIZE], left[40];

	if (facts->held.state == SHELL_SESSION_NONE || facts->held.state == SHELL_SESSION_REPLACED) {
		secret_puts(out, facts->held.state == SHELL_SESSION_NONE ? "no session\n" :
		    "replaced: another tool has put other keys into this shell since the session began\n");
		return;
	}
	write_line(out, "profile", *facts->held.profile == '\0' ? "(keys from the environment)" : facts->held.profile,
	    facts->colour);
	write_line(out, "role", facts->role_arn, COLOUR_NONE);
	write_line(out, "account", facts->account, COLOUR_NONE);
	write_line(out, "region", facts->region, COLOUR_NONE);
	timestamp_local(until, facts->held.session.expires, now);
	duration_say(left, sizeof(left), labs(facts->left));
	if (facts->left <= 0)
		secret_printf(out, "%-9s%s, %s ago", "expired", until, left);
	else
		secret_printf(out, "%-9s%s, in %s%s", "expires", until, left,
		    facts->held.state == SHELL_SESSION_DUE ? " (due)" : "");
	write_bar(out, facts);
	secret_puts(out, "\n");
}

/* What to type for a session. Only for someone who looks: a script has asked whether there is one, and knows now. */
static void
write_hint(struct secret *out)
{
	if (!isatty(1))
		return;
	colour_add(out, colour_is_wanted(1), COLOUR_YELLOW, "hint:");
	secret_puts(out, " ");
	line_use(out, caller_shell(NULL), state_is_expected(), NULL);
	secret_puts(out, "\n");
}

static bool
status_run(const struct options *options, struct secret *out, struct error *err)
{
	struct facts facts = { .held = SHELL_SESSION_INIT, .config = CONFIG_INIT, .wishes = WISHES_INIT };
	time_t now = time(NULL);
	bool ok = read_facts(&facts, now, err);

	if (ok && options->value[OPTION_JSON] != NULL) {
		ok = write_json(out, &facts, err);
	} else if (ok) {
		write_text(out, &facts, now);
		if (facts.held.state < SHELL_SESSION_DUE)
			write_hint(out);
	}
	if (ok && facts.held.state < SHELL_SESSION_DUE)
		ok = error_set(err, STATUS_NO_SESSION, "%s", "");
	clear_facts(&facts);
	return ok;
}
