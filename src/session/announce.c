#include "session/announce.h"

#include <string.h>

#include "base/notice.h"
#include "profile/profile_colour.h"
#include "types/duration.h"
#include "types/timestamp.h"

/* Settings of the profile that no variable can carry: said once, when the session is new. */
static void
tell_what_stays_behind(const struct plan *plan)
{
	const char *profile = plan->profile;
	const char *url = config_get(&plan->config, profile, KEY_ENDPOINT_URL);
	const char *services = config_get(&plan->config, profile, KEY_SERVICES);

	if (url != NULL || services != NULL)
		notice_say(
		    "%s of profile '%s' does not come with the session: no variable carries it to other programs",
		    url == NULL ? "services" : services == NULL ? "endpoint_url" : "endpoint_url and services",
		    profile);
}

void
announce_session(const struct plan *plan, const struct session *session, const struct obtained *how,
    enum occasion occasion)
{
	const struct chain *chain = &plan->chain;
	char until[TIMESTAMP_SIZE], left[40];
	const char *role = chain->roles == 0 ? NULL : strchr(chain->role[chain->roles - 1].arn, '/');
	time_t now = time(NULL);
	long seconds = session_remaining(session, now);

	if (notice_is_quiet())
		return;
	if (!how->held && seconds > MINUTE)
		seconds += MINUTE / 2;		/* getting here took a moment: say 12 h, not 11 h 59 min */
	timestamp_local(until, session->expires, now);
	duration_say(left, sizeof(left), seconds);
	notice_say_of(plan_name(plan), profile_colour(&plan->config, plan->profile),
	    "%s%s: session %suntil %s (%s)%s%s", role == NULL ? "" : ", role ", role == NULL ? "" : role + 1,
	    how->held ? "still good " : "", until, left, how->host[0] == '\0' ? "" : ", from ", how->host);
	if (how->held || occasion == IN_HOOK)
		return;
	tell_what_stays_behind(plan);
	if (how->replaces_keys)
		notice_say("the long-term keys in this shell's environment are replaced; set them again to renew");
}
