/* check_profile.c - which profile, what it builds on, which region and which STS */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "aws/role.h"
#include "base/environment.h"
#include "doctor/remedy.h"
#include "profile/aws_cli.h"
#include "profile/aws_cli_failure.h"
#include "profile/profile_colour.h"
#include "session/lifetime.h"
#include "session/source.h"
#include "session/profile_choice.h"
#include "session/profile_offer.h"
#include "sharing/refresh_inside.h"
#include "shell/exports.h"
#include "types/timestamp.h"

static const char *
chosen_by(const struct plan *plan)
{
	if (plan->profile_from != NULL)
		return plan->profile_from;
	return plan->from_environment ? "AWS_ACCESS_KEY_ID, and nothing names a profile" : "nothing names another";
}

static void
say_chain(struct checkup *checkup)
{
	const struct plan *plan = &checkup->plan;
	const struct chain *chain = &plan->chain;
	struct secret text = SECRET_INIT;
	size_t i;

	for (i = chain->roles; i > 0; i--)
		secret_printf(&text, ", role %s", chain->role[i - 1].arn);
	if (chain->from_environment && !plan->from_environment)
		secret_puts(&text, ", keys of the environment");
	else if (chain->foreign != FOREIGN_NONE)
		secret_printf(&text, ", %s of profile '%s'", foreign_name(chain->foreign), chain->source);
	else if (!plan->from_environment && strcmp(chain->source, plan->profile) != 0)
		secret_printf(&text, ", keys of profile '%s'", chain->source);
	finding_add(&checkup->findings, "profile", FINDING_OK, "%s (%s)%s", plan_name(plan),
	    chosen_by(plan), secret_text(&text));
	secret_clear(&text);
}

/* A profile that cannot be used, and what to do if the error itself does not say it. */
static void
tell_no_profile(struct checkup *checkup, const struct error *err)
{
	const char *by = chosen_by(&checkup->plan);

	finding_add_error(&checkup->findings, "profile", FINDING_PROBLEM, err);
	if (strncmp(by, "AWS_", 4) == 0 && profile_choice_is_unlike_any(&checkup->plan))
		remedy_unset(checkup, by);
	else if (err->hint[0] == '\0')
		finding_remedy(&checkup->findings, "correct it in %s", checkup->plan.config.file[CONFIG_FILE].path);
}

/* A value that is not valid. */
static void
tell_value(struct checkup *checkup, const char *check, const struct error *err, const char *remedy)
{
	finding_add_error(&checkup->findings, check, FINDING_PROBLEM, err);
	if (err->hint[0] == '\0')
		finding_remedy(&checkup->findings, "%s", remedy);
}

/* The parameters of each role, and the requested lifetime. */
static void
check_values(struct checkup *checkup)
{
	struct plan *plan = &checkup->plan;
	struct error err = { .status = STATUS_DONE };
	size_t i;

	for (i = 0; i < plan->chain.roles; i++)
		if (!role_check(&plan->chain.role[i], &plan->config, &err))
			tell_value(checkup, "profile", &err, "correct that value where it is set");
	if (!lifetime_read(plan, false, &err))
		tell_value(checkup, "profile", &err, "correct that value where it is set");
}

/* aws-mfa writes "2026-11-24 14:15:52", in UTC. */
static bool
has_expired(const char *expiration)
{
	char text[TIMESTAMP_SIZE];
	time_t when;

	if (expiration == NULL || strlen(expiration) != 19)
		return false;
	snprintf(text, sizeof(text), "%.10sT%.8sZ", expiration, expiration + 11);
	return timestamp_parse(text, &when) && when <= time(NULL);
}

/* What aws-mfa left: a program that uses the profile without awsmfa gets that session. */
static void
check_left_session(struct checkup *checkup, const char *profile)
{
	const struct config *config = &checkup->plan.config;
	const char *path = config->file[CREDENTIALS_FILE].path;
	const char *expiration = config_get_from(config, CREDENTIALS_FILE, profile, KEY_EXPIRATION, NULL);

	if (!aws_mfa_holds_session(config, profile))
		return;
	finding_add(&checkup->findings, "profile", FINDING_WARNING,
	    "[%s] in %s holds a session that aws-mfa left there%s: "
	    "programs that use the profile without awsmfa use it", profile, path,
	    has_expired(expiration) ? ", and which has expired" : "");
	finding_remedy(&checkup->findings, "remove [%s] and what is below it from %s; the keys stay in [%s-long-term]",
	    profile, path, profile);
}

static void
check_colour(struct checkup *checkup)
{
	const char *word = profile_colour_unknown(&checkup->plan.config, checkup->plan.profile);

	if (word == NULL)
		return;
	finding_add(&checkup->findings, "profile", FINDING_WARNING, "awsmfa_color is '%s', which is not a colour",
	    word);
	finding_remedy(&checkup->findings, "set it to %s", colour_names);
}

/* --- region and endpoint ------------------------------------------------------------------------ */

static void
say_region(struct checkup *checkup)
{
	const struct plan *plan = &checkup->plan;
	const char *region = plan->endpoint.region, *from_user = exports_user_region(&checkup->terminal.saved);

	if (region == NULL)
		finding_add(&checkup->findings, "region", FINDING_OK, "none is set");
	else if (plan->wishes.value[WISH_REGION] != NULL)
		finding_add(&checkup->findings, "region", FINDING_OK, "%s (option --region of the session)", region);
	else if (from_user == NULL)
		finding_add(&checkup->findings, "region", FINDING_OK, "%s (profile '%s')", region,
		    plan_settings_profile(plan));
	else
		finding_add(&checkup->findings, "region", FINDING_OK, "%s (%s)", region,
		    environment_get("AWS_REGION") != NULL ? "AWS_REGION" : "AWS_DEFAULT_REGION");
}

static void
check_endpoint(struct checkup *checkup)
{
	struct plan *plan = &checkup->plan;
	struct error err = { .status = STATUS_DONE };
	struct endpoint sts;

	if (!planning_read_endpoint(plan, &checkup->terminal.saved, &err)) {
		tell_value(checkup, "region", &err, "write it as AWS does, for example eu-west-1");
		return;
	}
	say_region(checkup);
	if (!endpoint_resolve(&sts, ENDPOINT_STS, &plan->endpoint, &err)) {
		tell_value(checkup, "endpoint", &err, "correct or unset what names it");
		return;
	}
	checkup->has_endpoint = true;
	if (sts.custom)
		finding_add(&checkup->findings, "endpoint", FINDING_OK, "%s, which is not AWS's own (%s)", sts.url,
		    plan->endpoint.url_from[ENDPOINT_STS]);
	else
		finding_add(&checkup->findings, "endpoint", FINDING_OK, "%s", sts.url);
}

/* --- keys --------------------------------------------------------------------------------------- */

/* The program that gets them, which is not run here. */
static void
check_aws_cli(struct checkup *checkup)
{
	const struct chain *chain = &checkup->plan.chain;
	struct error err = { .status = STATUS_DONE };
	char path[PATH_MAX];

	if (aws_cli_find(path, sizeof(path))) {
		finding_add(&checkup->findings, "keys", FINDING_SKIPPED,
		    "the AWS CLI, %s, gets them (%s of profile '%s'); it is not run here", path,
		    foreign_name(chain->foreign), chain->source);
		return;
	}
	aws_cli_failure_missing(chain->source, chain->foreign, &err);
	finding_add_error(&checkup->findings, "keys", FINDING_PROBLEM, &err);
}

static void
check_keys(struct checkup *checkup)
{
	struct plan *plan = &checkup->plan;
	const struct chain *chain = &plan->chain;
	struct error err = { .status = STATUS_DONE };
	char shown[CREDENTIALS_ID_SHOWN_SIZE];
	const char *process = NULL;

	if (!checkup->has_chain) {
		finding_add(&checkup->findings, "keys", FINDING_SKIPPED,
		    "without the profile, doctor cannot tell where they are");
		return;
	}
	if (chain->foreign != FOREIGN_NONE) {
		check_aws_cli(checkup);
		return;
	}
	checkup->has_keys = source_find_at_rest(&checkup->keys, &process, plan, &checkup->terminal, &err) &&
	    process == NULL;
	if (process != NULL) {
		finding_add(&checkup->findings, "keys", FINDING_SKIPPED,
		    "they come from the credential_process of profile '%s', which doctor does not run", chain->source);
		return;
	}
	if (checkup->has_keys)
		finding_add(&checkup->findings, "keys", FINDING_OK, "%s from %s",
		    credentials_id_shown(shown, checkup->keys.credentials.access_key_id), checkup->keys.from);
	else	/* a session that replaced them serves as well while it is valid */
		finding_add_error(&checkup->findings, "keys",
		    chain->from_environment &&
		    (shell_session_is_ours(&checkup->terminal.held) || refresh_inside_key() != NULL) ?
		    FINDING_WARNING : FINDING_PROBLEM, &err);
}

void
check_profile(struct checkup *checkup)
{
	struct plan *plan = &checkup->plan;
	struct error err = { .status = STATUS_DONE };

	if (!checkup->has_files) {
		finding_add(&checkup->findings, "profile", FINDING_SKIPPED, "the files could not be read");
	} else {
		checkup->has_chain = planning_choose(plan, &checkup->asked, &checkup->terminal,
		    &checkup->manner, &err) && profile_choice_check(plan, &err) &&
		    planning_read_chain(plan, &err);
		if (checkup->has_chain) {
			say_chain(checkup);
			check_values(checkup);
			check_colour(checkup);
		} else {
			profile_offer_hint(plan, &checkup->asked, &checkup->terminal, "awsmfa doctor", &err);
			tell_no_profile(checkup, &err);
		}
		check_left_session(checkup, plan->profile);
		if (checkup->has_chain && strcmp(plan->chain.source, plan->profile) != 0)
			check_left_session(checkup, plan->chain.source);
	}
	check_endpoint(checkup);
	check_keys(checkup);
}
