#include "session/lifetime.h"

#include <stdio.h>

#include "base/visible.h"
#include "profile/blame.h"
#include "types/duration.h"

bool
lifetime_is_direct(const struct plan *plan)
{
	return plan->chain.roles == 1 && plan->duration > HOUR && !plan->refreshes &&
	    plan->chain.foreign == FOREIGN_NONE;
}

bool
lifetime_needs_no_code(const struct plan *plan, const struct state *state)
{
	if (plan->chain.foreign != FOREIGN_NONE)
		return true;
	return plan->chain.roles > 0 && !lifetime_is_direct(plan) &&
	    (plan->shares || state->mfa.count > 0);
}

long
lifetime_of(const struct plan *plan)
{
	if (plan->refreshes && plan->chain.roles > 0 && plan->duration > HOUR)
		return HOUR;
	if (plan->duration != 0)
		return plan->duration;
	if (plan->chain.roles == 0 && plan->chain.foreign == FOREIGN_LOGIN)
		return 15 * MINUTE;
	return plan->chain.roles > 0 ? HOUR : 12 * HOUR;
}

static bool
check_duration(const struct plan *plan, enum status status, const char *from, const char *text, struct error *err)
{
	long longest = plan->chain.roles > 0 ? 12 * HOUR : SESSION_LONGEST;

	if (plan->duration < 900 || plan->duration > longest) {
		error_set(err, status, "%s '%s' is out of range", from, text);
		error_brief(err, "the duration '%s' is out of range", text);
		return error_hint(err, plan->chain.roles > 0 ?
		    "a role session lasts 900s to 12h, and no longer than the role allows" :
		    "an MFA session lasts 900s to 36h");
	}
	if (plan->duration > HOUR && !plan->refreshes &&
	    (plan->chain.roles > 1 || plan->chain.foreign != FOREIGN_NONE)) {
		error_set(err, status, "%s '%s': a role that %s%s assumes lasts 1 h at most", from, text,
		    plan->chain.roles > 1 ? "another role" : "a session of ",
		    plan->chain.roles > 1 ? "" : foreign_name(plan->chain.foreign));
		error_brief(err, "the duration '%s' is too long in a chain", text);
		return error_hint(err, "AWS's limit for role chaining; use 1h or less");
	}
	return true;
}

static bool
take_duration(struct plan *plan, enum status status, const char *text, struct error *err)
{
	char from[200] = "the duration", shown[VISIBLE_SIZE];

	if (plan->wishes.value[WISH_DURATION] == NULL)
		snprintf(from, sizeof(from), "profile '%.140s': duration_seconds", plan->profile);
	if (!duration_parse(text, &plan->duration)) {
		error_set(err, status, "%s '%s' is not a time", from, visible_text(shown, sizeof(shown), text));
		error_brief(err, "the duration '%s' is not a time", text);
		error_hint(err, "write 3600, 900s, 45m, 12h or 1h30m");
		return blame_value(&plan->config, text, err);
	}
	return check_duration(plan, status, from, text, err) || blame_value(&plan->config, text, err);
}

bool
lifetime_read(struct plan *plan, bool by_option, struct error *err)
{
	const char *text = plan->wishes.value[WISH_DURATION];

	if (text == NULL)
		text = plan->chain.duration;
	plan->duration = 0;
	return text == NULL || take_duration(plan, by_option ? STATUS_USAGE : STATUS_LOCAL, text, err);
}

bool
lifetime_read_minimum(struct plan *plan, const char *text, struct error *err)
{
	char longest[40];

	plan->minimum = 0;
	if (text == NULL)
		return true;
	if (!duration_parse(text, &plan->minimum)) {
		error_set(err, STATUS_USAGE, "--min '%s' is not a time", text);
		return error_hint(err, "write 3600, 900s, 45m, 12h or 1h30m");
	}
	if (plan->minimum <= (plan->refreshes && plan->chain.roles > 0 ? 12 * HOUR : lifetime_of(plan)))
		return true;
	error_set(err, STATUS_USAGE, "--min %s is longer than the session can last, %s", text,
	    duration_say(longest, sizeof(longest), lifetime_of(plan)));
	return error_hint(err, "use --duration to get a longer one");
}
