#include "session/lifetime.h"

#include <stdio.h>

#include "types/duration.h"

bool
request_is_direct(const struct request *request)
{
	return request->chain.roles == 1 && request->duration > HOUR;
}

bool
request_is_silent(const struct request *request)
{
	return request->chain.roles > 0 && !request_is_direct(request) &&
	    (request->share || request->state.mfa.count > 0);
}

long
request_duration(const struct request *request)
{
	if (request->duration != 0)
		return request->duration;
	return request->chain.roles > 0 ? HOUR : 12 * HOUR;
}

static bool
check_duration(const struct request *request, enum status status, const char *from, const char *text, struct error *err)
{
	long longest = request->chain.roles > 0 ? 12 * HOUR : SESSION_LONGEST;

	if (request->duration < 900 || request->duration > longest) {
		error_set(err, status, "%s '%s' is out of range", from, text);
		error_brief(err, "the duration '%s' is out of range", text);
		return error_hint(err, request->chain.roles > 0 ?
		    "a role's session lives 900s to 12h (and no longer than the role allows)" :
		    "an MFA session lives 900s to 36h");
	}
	if (request->chain.roles > 1 && request->duration > HOUR) {
		error_set(err, status, "%s '%s': a role that is assumed by another role lives 1 h at most", from, text);
		error_brief(err, "the duration '%s' is too long in a chain", text);
		return error_hint(err, "AWS's limit for role chaining; use 1h or less");
	}
	return true;
}

bool
request_read_duration(struct request *request, bool by_option, struct error *err)
{
	const char *text = request->wishes.value[WISH_DURATION];
	enum status status = by_option ? STATUS_USAGE : STATUS_LOCAL;
	char from[200] = "the duration";

	if (text == NULL && request->chain.duration != NULL) {
		text = request->chain.duration;
		snprintf(from, sizeof(from), "profile '%.140s': duration_seconds", request->profile);
	}
	if (text == NULL)
		return true;
	if (!duration_parse(text, &request->duration)) {
		error_set(err, status, "%s '%s' is not a time", from, text);
		error_brief(err, "the duration '%s' is not a time", text);
		return error_hint(err, "write 3600, 900s, 45m, 12h or 1h30m");
	}
	return check_duration(request, status, from, text, err);
}

bool
request_read_minimum(struct request *request, const char *text, struct error *err)
{
	char longest[40];

	if (text == NULL)
		return true;
	if (!duration_parse(text, &request->minimum)) {
		error_set(err, STATUS_USAGE, "--min '%s' is not a time", text);
		return error_hint(err, "write 3600, 900s, 45m, 12h or 1h30m");
	}
	if (request->minimum <= request_duration(request))
		return true;
	error_set(err, STATUS_USAGE, "--min %s is more than the session can have, %s", text,
	    duration_say(longest, sizeof(longest), request_duration(request)));
	return error_hint(err, "--duration asks for a longer one");
}
