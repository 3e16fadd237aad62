/* refresh_served.c
 *
 *  1. A profile MUST be served only if the MFA session of the run is that of its keys and device, and at an STS that
 *     the session may be sent to: AWS's own, or the same other one.
 *  2. A profile that is neither served nor left as it is MUST have an entry: without one an SDK would look elsewhere.
 */
#include "refresh/refresh_served.h"

#include <stdio.h>
#include <string.h>

#include "base/notice.h"
#include "profile/keys.h"
#include "profile/made_config.h"
#include "profile/own_command.h"
#include "refresh/refresh_entry.h"
#include "session/planning.h"

enum judgement {
	SERVED,
	AS_IT_IS,
	REFUSED
};

const char *
refresh_served_name(const struct plan *plan)
{
	return plan_settings_profile(plan);
}

/* --- the judgement ------------------------------------------------------------------------------ */

static bool
same_host(const struct endpoint_settings *one, const struct endpoint_settings *other)
{
	const char *a = one->url[ENDPOINT_STS], *b = other->url[ENDPOINT_STS];

	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* "": no ARN names it, and it is that of the keys. */
static bool
same_partition(const char *one, const char *other)
{
	return *one == '\0' || *other == '\0' || strcmp(one, other) == 0;
}

/* Rule 1, all but the keys. */
static bool
has_same_place(const struct refresh_served *served, const struct plan *plan, struct error *err)
{
	const struct refresh_base *base = served->base;
	const char *serial = plan->chain.serial;

	if (serial != NULL && base->serial[0] != '\0' && strcmp(serial, base->serial) != 0)
		return error_set(err, STATUS_LOCAL, "profile '%s' has another MFA device than this run", plan->profile);
	if (!same_host(&plan->endpoint, &served->plan->endpoint) ||
	    !same_partition(plan->partition, served->plan->partition))
		return error_set(err, STATUS_LOCAL, "profile '%s' has another STS than this run", plan->profile);
	return true;
}

static bool
other_keys(const struct plan *plan, struct error *err)
{
	error_set(err, STATUS_LOCAL, "profile '%s' has other keys than this run of `awsmfa exec --refresh`",
	    plan->profile);
	return error_hint(err, "start COMMAND with -p %s, or use another profile in it", plan->profile);
}

/* Judges the keys at the beginning of the chain. */
static enum judgement
judge_keys(const struct refresh_served *served, const struct plan *plan, struct error *err)
{
	const struct chain *chain = &plan->chain, *main = &served->plan->chain;
	struct keys keys = KEYS_INIT;
	const char *process = NULL;
	enum judgement judgement = REFUSED;

	if (chain->from_environment)
		judgement = served->base->from_environment ? SERVED : REFUSED;
	else if (!keys_find_in_files(&keys, &plan->config, chain, &process, err))
		return REFUSED;
	else if (process != NULL)
		judgement = !main->from_environment && strcmp(chain->source, main->source) == 0 ? SERVED : AS_IT_IS;
	else if (served->base->key[0] != '\0' && strcmp(keys.credentials.access_key_id, served->base->key) == 0)
		judgement = SERVED;
	if (judgement == REFUSED)
		other_keys(plan, err);
	keys_clear(&keys);
	return judgement;
}

/* Makes the plan of NAME in PLAN, whose config is that of the run, and judges it. */
static enum judgement
judge(const struct refresh_served *served, struct plan *plan, const char *name, struct error *err)
{
	static const enum wish common[] = { WISH_LONG_TERM_SUFFIX, WISH_REGION, WISH_ENDPOINT_URL };
	static const struct manner manner = { .occasion = FOR_LIST };
	struct terminal nothing = TERMINAL_INIT;
	struct asked asked = { .profile = name };
	enum judgement judgement;
	size_t i;

	for (i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		asked.wishes.value[common[i]] = served->plan->wishes.value[common[i]];
	plan->refreshes = true;
	plan->chain.foreign = FOREIGN_NONE;
	if (!planning_make(plan, &asked, &nothing, &manner, err))
		return plan->chain.foreign == FOREIGN_NONE ? REFUSED : AS_IT_IS;
	if (plan->chain.foreign != FOREIGN_NONE)
		return AS_IT_IS;
	judgement = judge_keys(served, plan, err);
	if (judgement == SERVED && (!planning_read_endpoint(plan, &served->terminal->saved, err) ||
	    !has_same_place(served, plan, err)))
		return REFUSED;
	return judgement;
}

/* --- the sections ------------------------------------------------------------------------------- */

static void
write_process(struct refresh_served *served, struct secret *config, const char *name)
{
	char process[1200];

	snprintf(process, sizeof(process), "%s run-credentials %zu", served->process, ++served->count);
	made_config_profile(config, &served->plan->config, name, process);
}

static void
write_refusal(struct refresh_served *served, const char *name, const struct error *why, struct secret *config,
    struct secret *record)
{
	notice_step("profile %s is not served: %s", name, why->message);
	refresh_entry_refuse(record, name, why);
	write_process(served, config, name);
}

/* The profile that a credential_process which is awsmfa asks for; NULL: it is none, or there is a better source. */
static const char *
alias_of(const struct config *config, const char *name, char alias[OWN_COMMAND_NAME_SIZE])
{
	const char *process = config_get(config, name, KEY_CREDENTIAL_PROCESS);

	return process != NULL && config_get(config, name, KEY_ROLE_ARN) == NULL && own_command_find(process, alias) ?
	    alias : NULL;
}

static void
note_metadata(struct refresh_served *served, const struct plan *plan)
{
	if (plan->chain.foreign == FOREIGN_INSTANCE)
		served->metadata = true;
}

/* Rule 2. */
static void
write_profile(struct refresh_served *served, struct plan *plan, const char *name, struct secret *config,
    struct secret *record)
{
	struct error why = { .status = STATUS_DONE };
	char alias[OWN_COMMAND_NAME_SIZE];
	const char *meant = alias_of(&plan->config, name, alias);

	switch (judge(served, plan, meant == NULL ? name : meant, &why)) {
	case SERVED:
		refresh_entry_write(record, plan);
		write_process(served, config, name);
		break;
	case AS_IT_IS:
		note_metadata(served, plan);
		made_config_profile(config, &plan->config, name, NULL);
		break;
	case REFUSED:
		write_refusal(served, name, &why, config, record);
	}
}

/* The profile of the run, with all its wishes. */
static void
write_main(struct refresh_served *served, struct secret *config, struct secret *record)
{
	const char *name = refresh_served_name(served->plan);

	if (served->base->key[0] == '\0') {
		note_metadata(served, served->plan);
		made_config_profile(config, &served->plan->config, name, NULL);
		return;
	}
	refresh_entry_write(record, served->plan);
	write_process(served, config, name);
}

/* The name without aws-mfa's suffix, if that is a profile which has no section of its own; NULL: it is not. */
static const char *
without_suffix(const struct plan *plan, const char *name, char short_name[SECTION_NAME_SIZE])
{
	char section[SECTION_NAME_SIZE];
	const char *suffix = plan->wishes.value[WISH_LONG_TERM_SUFFIX];
	size_t length = strlen(name), size = strlen(suffix == NULL ? "long-term" : suffix) + 1;

	if (length <= size || length >= SECTION_NAME_SIZE)
		return NULL;
	snprintf(short_name, SECTION_NAME_SIZE, "%.*s", (int)(length - size), name);
	return aws_mfa_section(section, &plan->config, short_name, suffix) && strcmp(section, name) == 0 &&
	    !config_has_profile(&plan->config, short_name) ? short_name : NULL;
}

/* PLAN, a scratch one, has the config of the run meanwhile. */
static void
write_others(struct refresh_served *served, struct plan *plan, struct secret *config, struct secret *record)
{
	const char *main = refresh_served_name(served->plan), *name, *other;
	char short_name[SECTION_NAME_SIZE];
	size_t position = 0;

	while ((name = config_next_profile(&served->plan->config, &position)) != NULL) {
		other = without_suffix(served->plan, name, short_name);
		if (strcmp(name, main) != 0)
			write_profile(served, plan, name, config, record);
		if (other != NULL && strcmp(other, main) != 0)
			write_profile(served, plan, other, config, record);
	}
}

bool
refresh_served_write(struct refresh_served *served, struct secret *config, struct secret *record, struct error *err)
{
	struct plan scratch = PLAN_INIT;

	write_main(served, config, record);
	if (!served->only) {
		scratch.config = served->plan->config;	/* lent: it is not cleared with the scratch */
		write_others(served, &scratch, config, record);
		scratch.config = (struct config)CONFIG_INIT;
	}
	plan_clear(&scratch);
	made_config_others(config, &served->plan->config);
	return secret_check(config, err) && secret_check(record, err);
}
