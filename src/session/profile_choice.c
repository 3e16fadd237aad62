#include "session/profile_choice.h"

#include <string.h>

#include "base/environment.h"
#include "base/notice.h"
#include "base/visible.h"
#include "profile/keys.h"
#include "profile/nearest.h"
#include "sharing/refresh_inside.h"

static void
warn_two_profiles(void)
{
	const char *one = environment_get("AWS_PROFILE"), *other = environment_get("AWS_DEFAULT_PROFILE");

	if (one != NULL && other != NULL && strcmp(one, other) != 0)
		notice_warn("AWS_PROFILE is '%s' and AWS_DEFAULT_PROFILE is '%s'; awsmfa uses AWS_PROFILE", one, other);
}

static void
choose(struct plan *plan, const char *profile, const char *from)
{
	plan->profile = profile;
	plan->profile_from = from;
	plan->from_environment = *profile == '\0';
}

/* In the order of the manual. */
static void
choose_first(struct plan *plan, const struct asked *asked, const struct terminal *terminal)
{
	const char *one, *other;

	if (asked->profile != NULL) {
		choose(plan, asked->profile, "the command");
		return;
	}
	one = environment_get("AWS_PROFILE");
	other = environment_get("AWS_DEFAULT_PROFILE");
	if (one != NULL)
		choose(plan, one, "AWS_PROFILE");
	else if (other != NULL)
		choose(plan, other, "AWS_DEFAULT_PROFILE");
	else if (shell_session_is_ours(&terminal->held))
		choose(plan, terminal->held.profile, "the session of this terminal");
	else
		choose(plan, keys_are_in_environment() ? "" : "default", NULL);
}

/* Inside of a run that began with keys from the environment, these are profile default; but a [default] in the files is
 * meant by whoever names it. */
static void
choose_of_run(struct plan *plan, const struct asked *asked)
{
	if (refresh_inside_key() != NULL && strcmp(plan->profile, "default") == 0 &&
	    (asked->profile == NULL || !config_has_profile(&plan->config, "default")))
		choose(plan, "", plan->profile_from);
}

void
profile_choice_make(struct plan *plan, const struct asked *asked, const struct terminal *terminal,
    const struct manner *manner)
{
	if (manner->occasion == IN_HOOK) {
		choose(plan, terminal->held.profile, "the session of this terminal");
		return;
	}
	choose_first(plan, asked, terminal);
	if (manner->occasion == FOR_LIST)
		return;
	choose_of_run(plan, asked);
	if (asked->profile == NULL && manner_tells(manner))
		warn_two_profiles();
	notice_step("profile %s, from %s", plan_name(plan),
	    plan->profile_from != NULL ? plan->profile_from : "the order of the manual");
}

bool
profile_choice_is_unlike_any(const struct plan *plan)
{
	return !config_lacks_prefix(&plan->config, plan->profile) &&
	    nearest_profile(&plan->config, plan->profile) == NULL;
}

static bool
explain_missing(const struct plan *plan, struct error *err)
{
	const struct config *config = &plan->config;
	const char *nearest = nearest_profile(config, plan->profile);
	size_t position = 0;
	char shown[VISIBLE_SIZE];

	error_set(err, STATUS_LOCAL, "profile '%s' is neither in %s nor in %s",
	    visible_text(shown, sizeof(shown), plan->profile), config->file[CONFIG_FILE].path,
	    config->file[CREDENTIALS_FILE].path);
	if (config_lacks_prefix(config, plan->profile))
		return error_hint(err, "in %s the section must be called [profile %s]", config->file[CONFIG_FILE].path,
		    plan->profile);
	if (nearest != NULL)
		return error_hint(err, "did you mean '%s'?", visible_text(shown, sizeof(shown), nearest));
	if (plan->profile_from == NULL)		/* it is the default */
		return error_hint(err, "put the access key of your IAM user under [default] with `aws configure`");
	if (config_next_profile(config, &position) != NULL)
		return error_hint(err, "awsmfa profiles lists them");
	return error_hint(err, "put the access key of your IAM user under [%s] with `aws configure --profile %s`",
	    plan->profile, plan->profile);
}

bool
profile_choice_check(const struct plan *plan, struct error *err)
{
	return plan->from_environment ||
	    aws_mfa_profile_exists(&plan->config, plan->profile, plan->wishes.value[WISH_LONG_TERM_SUFFIX]) ||
	    explain_missing(plan, err);
}

bool
profile_choice_is_open(struct plan *plan, const struct asked *asked, const struct terminal *terminal)
{
	choose_first(plan, asked, terminal);
	return plan->profile_from == NULL && !plan->from_environment &&
	    !aws_mfa_profile_exists(&plan->config, plan->profile, asked->wishes.value[WISH_LONG_TERM_SUFFIX]);
}
