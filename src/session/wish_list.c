#include "session/wish_list.h"

#include <string.h>

#include "base/environment.h"
#include "base/notice.h"
#include "profile/aws_mfa.h"

/* aws-mfa's variables come after options and before the files. They apply when the profile is one of
 * aws-mfa's, or when nothing names a profile. */
static void
apply_aws_mfa_variables(struct plan *plan)
{
	static const struct { const char *name; enum wish wish; } variable[] = {
		{ "MFA_DEVICE", WISH_SERIAL_NUMBER },
		{ "MFA_STS_DURATION", WISH_DURATION },
		{ "MFA_ASSUME_ROLE", WISH_ROLE_ARN },
	};
	struct wishes *wishes = &plan->wishes;
	size_t i;

	if (plan->profile_from != NULL && !aws_mfa_has_section(&plan->config, plan->profile,
	    wishes->value[WISH_LONG_TERM_SUFFIX]))
		return;
	for (i = 0; i < sizeof(variable) / sizeof(variable[0]); i++)
		if (wishes->value[variable[i].wish] == NULL)
			wishes->value[variable[i].wish] = environment_get(variable[i].name);
}

static bool
read_held(struct plan *plan, const struct terminal *terminal, struct error *err)
{
	if (wishes_parse(&plan->wishes, terminal->held.options))
		return true;
	error_set(err, STATUS_LOCAL, "AWSMFA_OPTIONS of this session is damaged");
	return error_hint(err, "awsmfa use starts a new one");
}

/* Whether a bare command means the wishes of the session that the shell holds. */
static bool
keeps_held(const struct plan *plan, const struct asked *asked, const struct terminal *terminal)
{
	return asked->profile == NULL && !wishes_any(&asked->wishes) && shell_session_is_ours(&terminal->held) &&
	    strcmp(terminal->held.profile, plan->profile) == 0;
}

bool
wish_list_read(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	if (manner->occasion == IN_HOOK)
		return read_held(plan, terminal, err);
	if (keeps_held(plan, asked, terminal)) {
		if (wishes_parse(&plan->wishes, terminal->held.options))
			return true;
		if (manner_tells(manner))
			notice_warn("AWSMFA_OPTIONS of this session is damaged; awsmfa does not use it");
	}
	wishes_clear(&plan->wishes);
	memcpy(plan->wishes.value, asked->wishes.value, sizeof(plan->wishes.value));
	apply_aws_mfa_variables(plan);
	return true;
}
