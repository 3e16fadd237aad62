#include "session/foreign_wishes.h"

static bool
refuse(const struct plan *plan, const char *option, struct error *err)
{
	const struct chain *chain = &plan->chain;

	error_set(err, STATUS_USAGE, "the AWS CLI gets the session of profile '%s' (%s), and cannot be given --%s",
	    chain->source, foreign_name(chain->foreign), option);
	return error_hint(err, "leave it out, or name a role that is assumed with that session: --role-arn ARN");
}

static bool
refuse_code(const struct plan *plan, const char *option, struct error *err)
{
	error_set(err, STATUS_USAGE, "--%s is for an MFA code, and profile '%s' (%s) needs none", option,
	    plan->chain.source, foreign_name(plan->chain.foreign));
	return error_hint(err, "leave it out");
}

/* The wishes that only a role of ours can meet. */
static bool
check_wishes(const struct plan *plan, const struct asked *asked, struct error *err)
{
	static const enum wish of_roles[] = {
		WISH_DURATION, WISH_EXTERNAL_ID, WISH_SOURCE_IDENTITY, WISH_ROLE_SESSION_NAME, WISH_POLICY,
		WISH_POLICY_ARN,
	};
	size_t i;

	if (asked->token_code != NULL)
		return refuse_code(plan, "token-code", err);
	if (asked->wishes.value[WISH_SERIAL_NUMBER] != NULL)
		return refuse_code(plan, "serial-number", err);
	for (i = 0; plan->chain.roles == 0 && i < sizeof(of_roles) / sizeof(of_roles[0]); i++)
		if (asked->wishes.value[of_roles[i]] != NULL)
			return refuse(plan, wish_names[of_roles[i]], err);
	return true;
}

bool
foreign_wishes_settle(struct plan *plan, const struct asked *asked, struct error *err)
{
	if (!check_wishes(plan, asked, err))
		return false;
	/* what is left comes from MFA_DEVICE and MFA_STS_DURATION, which are about MFA sessions */
	plan->wishes.value[WISH_SERIAL_NUMBER] = NULL;
	if (plan->chain.roles == 0)
		plan->wishes.value[WISH_DURATION] = NULL;
	return true;
}
