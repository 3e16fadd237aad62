#include "session/planning.h"

#include <stdio.h>

#include "aws/role.h"
#include "base/environment.h"
#include "profile/file_warnings.h"
#include "session/foreign_wishes.h"
#include "session/lifetime.h"
#include "session/profile_choice.h"
#include "session/share_setting.h"
#include "session/wish_list.h"
#include "shell/exports.h"
#include "types/arn.h"
#include "types/region.h"

bool
planning_load_files(struct plan *plan, struct error *err)
{
	return config_load(&plan->config, err);
}

/* --- steps -------------------------------------------------------------------------------------- */

bool
planning_choose(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	plan->token_code = asked->token_code;
	plan->force = asked->force;
	profile_choice_make(plan, asked, terminal, manner);
	return wish_list_read(plan, asked, terminal, manner, err);
}

bool
planning_read_chain(struct plan *plan, struct error *err)
{
	if (!chain_resolve(&plan->chain, &plan->config, plan->profile, &plan->wishes, err))
		return false;
	if (plan->from_environment)
		plan->chain.from_environment = true;
	if (plan->chain.serial == NULL && plan->chain.foreign == FOREIGN_NONE) {
		plan->chain.serial = environment_get("AWS_MFA_SERIAL");
		snprintf(plan->chain.serial_from, sizeof(plan->chain.serial_from), "AWS_MFA_SERIAL");
	}
	return true;
}

/* Without a region, the partition is the one that an ARN of the profile names. */
static void
take_partition(struct plan *plan)
{
	const struct chain *chain = &plan->chain;
	const char *text = chain->serial;
	struct arn arn;

	if (chain->roles > 0 && arn_parse(chain->role[0].arn, &arn))
		text = chain->role[0].arn;
	if (text == NULL || !arn_parse(text, &arn))
		return;
	snprintf(plan->partition, sizeof(plan->partition), "%s", arn.partition);
	plan->endpoint.partition = plan->partition;
	plan->endpoint.partition_text = text;
}

bool
planning_read_endpoint(struct plan *plan, const struct saved *saved, struct error *err)
{
	struct endpoint_options options = {
		.region = plan->wishes.value[WISH_REGION],
		.url = plan->wishes.value[WISH_ENDPOINT_URL],
		.saved = saved,
	};

	endpoint_settings_clear(&plan->endpoint);
	if (!endpoint_settings_read(&plan->endpoint, &plan->config, plan_settings_profile(plan), &options,
	    exports_user_region(saved), err))
		return false;
	take_partition(plan);
	return true;
}

/* --- what cannot work --------------------------------------------------------------------------- */

/* If there is no role, an option that only a role understands is an error, not silently dropped. */
static bool
check_role_wishes(const struct plan *plan, struct error *err)
{
	static const enum wish of_roles[] = {
		WISH_ROLE_SESSION_NAME, WISH_EXTERNAL_ID, WISH_SOURCE_IDENTITY, WISH_POLICY, WISH_POLICY_ARN,
	};
	size_t i;

	if (plan->chain.roles > 0)
		return true;
	for (i = 0; i < sizeof(of_roles) / sizeof(of_roles[0]); i++)
		if (plan->wishes.value[of_roles[i]] != NULL) {
			error_set(err, STATUS_USAGE, "--%s is for a role, and %s has none", wish_names[of_roles[i]],
			    plan_name(plan));
			return error_hint(err, "name the role with --role-arn, or with role_arn in the profile");
		}
	return true;
}

static bool
check_chain(const struct plan *plan, const struct manner *manner, struct error *err)
{
	size_t i;

	if (!check_role_wishes(plan, err))
		return false;
	for (i = 0; i < plan->chain.roles; i++)
		if (!role_check(&plan->chain.role[i], &plan->config, err))
			return false;
	return manner->occasion == FOR_DEVICES || chain_check_device(&plan->chain, &plan->config, err);
}

/* Whether the endpoint of a listed profile may be wrong; most have no setting that could be. */
static bool
may_fail_endpoint(const struct config *config, const char *profile)
{
	static const uint64_t others = CONFIG_KEY_BIT(KEY_SERVICES) | CONFIG_KEY_BIT(KEY_STS_REGIONAL_ENDPOINTS) |
	    CONFIG_KEY_BIT(KEY_MAX_ATTEMPTS);
	const char *region = config_get(config, profile, KEY_REGION);

	return (region != NULL && !region_is_valid(region)) ||
	    (config_may_have(config, profile, others) && (config_get(config, profile, KEY_SERVICES) != NULL ||
	    config_get(config, profile, KEY_STS_REGIONAL_ENDPOINTS) != NULL ||
	    config_get(config, profile, KEY_MAX_ATTEMPTS) != NULL));
}

static bool
check_endpoint(struct plan *plan, const struct saved *saved, const struct manner *manner, struct error *err)
{
	return (manner->occasion == FOR_LIST && !may_fail_endpoint(&plan->config, plan->profile)) ||
	    planning_read_endpoint(plan, saved, err);
}

/* What the files said that matters to this profile, and whether others can read the keys. */
static void
tell_warnings(const struct plan *plan)
{
	const struct file_warnings_about about = { plan->profile, plan->chain.source, plan->chain.long_term };

	file_warnings_tell(&plan->config, &about);
	file_warnings_tell_modes(&plan->config);
}

bool
planning_make(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	bool found;

	plan->partition[0] = '\0';
	if (!planning_choose(plan, asked, terminal, manner, err))
		return false;
	found = profile_choice_check(plan, err) && planning_read_chain(plan, err);
	if (manner_tells(manner))	/* also when nothing is found: a file that cannot be read may be why */
		tell_warnings(plan);
	if (!found || (plan->chain.foreign != FOREIGN_NONE && !foreign_wishes_settle(plan, asked, err)))
		return false;
	if (manner->occasion != FOR_LIST) {
		secret_clear(&plan->options);
		wishes_write(&plan->options, &plan->wishes);
	}
	if (manner_tells(manner))
		chain_tell(&plan->chain);
	return check_chain(plan, manner, err) && check_endpoint(plan, &terminal->saved, manner, err) &&
	    share_setting_read(plan, err) &&
	    lifetime_read(plan, asked->wishes.value[WISH_DURATION] != NULL, err) &&
	    lifetime_read_minimum(plan, asked->minimum, err) && secret_check(&plan->options, err);
}
