#include "session/plan.h"

const char *
plan_settings_profile(const struct plan *plan)
{
	return plan->from_environment ? "default" : plan->profile;
}

const char *
plan_name(const struct plan *plan)
{
	return plan->from_environment ? "the keys in the environment" : plan->profile;
}

void
plan_clear(struct plan *plan)
{
	endpoint_settings_clear(&plan->endpoint);
	config_clear(&plan->config);
	wishes_clear(&plan->wishes);
	secret_clear(&plan->options);
}
