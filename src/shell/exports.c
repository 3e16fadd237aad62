#include "shell/exports.h"

#include <stdio.h>
#include <string.h>

#include "base/environment.h"
#include "types/timestamp.h"

enum kind {
	SHARED,		/* with everything else that speaks to AWS */
	YIELDING,	/* the same, but the user's own value stays */
	OWN		/* ours alone: goes when the session goes */
};

/* Every variable that a session sets or unsets, and none of the user's settings (AWSMFA_HOOK and the like). The
 * last of our own is unset last. */
static const struct {
	const char	*name;
	enum kind	 kind;
} variables[] = {
	{ "AWS_PROFILE", SHARED }, { "AWS_DEFAULT_PROFILE", SHARED }, { "AWS_SECURITY_TOKEN", SHARED },
	{ "AWS_SESSION_EXPIRATION", SHARED }, { "AWS_ACCOUNT_ID", SHARED }, { "AWSUME_PROFILE", SHARED },
	{ "AWS_SECRET_ACCESS_KEY", SHARED }, { "AWS_SESSION_TOKEN", SHARED }, { "AWS_CREDENTIAL_EXPIRATION", SHARED },
	{ "AWS_ACCESS_KEY_ID", SHARED },
	{ "AWS_REGION", YIELDING }, { "AWS_DEFAULT_REGION", YIELDING }, { "AWS_USE_FIPS_ENDPOINT", YIELDING },
	{ "AWS_USE_DUALSTACK_ENDPOINT", YIELDING }, { "AWS_CA_BUNDLE", YIELDING },
	{ "AWSMFA_REGION", OWN }, { "AWSMFA_PROFILE", OWN }, { "AWSMFA_OPTIONS", OWN }, { "AWSMFA_SAVED", OWN },
	{ "AWSMFA_STARTED", OWN }, { "AWSMFA_KEY_ID", OWN }, { "AWSMFA_EXPIRES", OWN },
};
#define VARIABLES (sizeof(variables) / sizeof(variables[0]))

bool
exports_has(const char *name, bool *yields)
{
	size_t i;

	for (i = 0; i < VARIABLES; i++)
		if (strcmp(variables[i].name, name) == 0) {
			*yields = variables[i].kind == YIELDING;
			return true;
		}
	return false;
}

static void
add(struct exports *exports, const char *name, const char *value)
{
	if (exports->count < EXPORTS_LIMIT)
		exports->change[exports->count++] = (struct change){ name, value };
}

static void
unset(struct exports *exports, const char *name)
{
	add(exports, name, NULL);
}

/* Whether a region variable has the value that we gave it. */
static bool
region_is_ours(enum saved_name name)
{
	const char *value = environment_get(saved_names[name]), *ours = environment_get("AWSMFA_REGION");

	return value != NULL && ours != NULL && strcmp(value, ours) == 0;
}

/* The user's own value of a region variable: what is there unless it is ours, else what ours replaced. */
static const char *
user_region(const struct saved *saved, enum saved_name name)
{
	return region_is_ours(name) ? saved->user[name] : environment_get(saved_names[name]);
}

const char *
exports_user_region(const struct saved *saved)
{
	const char *region = user_region(saved, SAVED_AWS_REGION);

	return region != NULL ? region : user_region(saved, SAVED_AWS_DEFAULT_REGION);
}

/* Restores the user's own region if ours has replaced it. */
static void
give_back_region(struct exports *exports, enum saved_name name)
{
	struct saved *saved = &exports->saved;

	if (region_is_ours(name) || (environment_get(saved_names[name]) == NULL && saved->user[name] != NULL))
		add(exports, saved_names[name], saved->user[name]);
	saved->user[name] = NULL;
}

static void
export_region(struct exports *exports, const struct exports_facts *facts)
{
	struct saved *saved = &exports->saved;
	const char *region = facts->region_wish;
	size_t name;

	if (region == NULL && exports_user_region(saved) != NULL) {	/* the user's own are kept or restored */
		give_back_region(exports, SAVED_AWS_REGION);
		give_back_region(exports, SAVED_AWS_DEFAULT_REGION);
		unset(exports, "AWSMFA_REGION");
		return;
	}
	if (region == NULL)
		region = facts->region_profile;
	for (name = SAVED_AWS_REGION; name <= SAVED_AWS_DEFAULT_REGION; name++) {
		saved->user[name] = user_region(saved, (enum saved_name)name);
		if (region != NULL || region_is_ours((enum saved_name)name))
			add(exports, saved_names[name], region);
	}
	add(exports, "AWSMFA_REGION", region);
}

/* A setting of the profile that would be lost with AWS_PROFILE: exported unless the user has set
 * the variable, and marked, so that it goes with the session. */
static void
export_setting(struct exports *exports, enum saved_name name, const char *value)
{
	struct saved *saved = &exports->saved;
	bool ours = saved_is_ours(saved, name);

	if (environment_get(saved_names[name]) != NULL && !ours) {
		saved->ours[name] = NULL;
		return;
	}
	if (value != NULL || ours)
		add(exports, saved_names[name], value);
	saved->ours[name] = value;
}

/* Whether the user has set a variable of ours to 1. */
static bool
is_wanted(const char *name)
{
	const char *wanted = environment_get(name);

	return wanted != NULL && strcmp(wanted, "1") == 0;
}

/* The name of the profile where prompts look for it, with AWSMFA_AWSUME=1: no SDK reads it. What the user had there
 * comes back. */
static void
export_name(struct exports *exports, const char *profile)
{
	struct saved *saved = &exports->saved;
	const enum saved_name name = SAVED_AWSUME_PROFILE;
	const char *value = is_wanted("AWSMFA_AWSUME") && *profile != '\0' ? profile : NULL;
	bool ours = saved_is_ours(saved, name);

	if (!ours)
		saved->user[name] = value == NULL ? NULL : environment_get(saved_names[name]);
	if (value != NULL || ours)
		add(exports, saved_names[name], value != NULL ? value : saved->user[name]);
	saved->ours[name] = value;
	if (value == NULL)
		saved->user[name] = NULL;
}

/* What the user's command found set replaces what was saved; found unset keeps it. */
static void
save(struct saved *saved, enum saved_name name)
{
	const char *value = environment_get(saved_names[name]);

	if (value != NULL)
		saved->user[name] = value;
}

static void
export_credentials(struct exports *exports, const struct session *session)
{
	const struct credentials *credentials = &session->credentials;

	snprintf(exports->started, sizeof(exports->started), "%lld", (long long)session->started);
	snprintf(exports->expires, sizeof(exports->expires), "%lld", (long long)session->expires);
	timestamp_utc(exports->expiration, session->expires);
	add(exports, "AWSMFA_STARTED", exports->started);
	add(exports, "AWSMFA_KEY_ID", credentials->access_key_id);
	add(exports, "AWS_SECRET_ACCESS_KEY", secret_text(&credentials->secret_access_key));
	add(exports, "AWS_SESSION_TOKEN", secret_text(&credentials->session_token));
	if (is_wanted("AWSMFA_SECURITY_TOKEN"))		/* the only name that boto 2 reads */
		add(exports, "AWS_SECURITY_TOKEN", secret_text(&credentials->session_token));
	add(exports, "AWS_CREDENTIAL_EXPIRATION", exports->expiration);
	add(exports, "AWS_ACCESS_KEY_ID", credentials->access_key_id);
	add(exports, "AWSMFA_EXPIRES", exports->expires);
}

void
exports_session(struct exports *exports, const struct exports_facts *facts)
{
	exports_clear(exports);
	saved_read(&exports->saved);
	if (!facts->renewal) {
		save(&exports->saved, SAVED_AWS_PROFILE);
		save(&exports->saved, SAVED_AWS_DEFAULT_PROFILE);
		unset(exports, "AWS_PROFILE");
		unset(exports, "AWS_DEFAULT_PROFILE");
	}
	if (!is_wanted("AWSMFA_SECURITY_TOKEN"))
		unset(exports, "AWS_SECURITY_TOKEN");
	unset(exports, "AWS_SESSION_EXPIRATION");
	unset(exports, "AWS_ACCOUNT_ID");
	export_region(exports, facts);
	export_setting(exports, SAVED_AWS_USE_FIPS_ENDPOINT, facts->fips);
	export_setting(exports, SAVED_AWS_USE_DUALSTACK_ENDPOINT, facts->dualstack);
	export_setting(exports, SAVED_AWS_CA_BUNDLE, facts->ca_bundle);
	export_name(exports, facts->profile);
	saved_write(&exports->saved_text, &exports->saved);
	add(exports, "AWSMFA_PROFILE", facts->profile);
	add(exports, "AWSMFA_OPTIONS", facts->options);
	add(exports, "AWSMFA_SAVED", secret_text(&exports->saved_text));
	export_credentials(exports, facts->session);
}

static void
drop_credentials(struct exports *exports, const struct credentials *keys)
{
	bool given_back = keys != NULL && keys->access_key_id[0] != '\0';
	const char *old = environment_get("AWS_SECURITY_TOKEN"), *token = environment_get("AWS_SESSION_TOKEN");

	add(exports, "AWS_ACCESS_KEY_ID", given_back ? keys->access_key_id : NULL);
	add(exports, "AWS_SECRET_ACCESS_KEY", given_back ? secret_text(&keys->secret_access_key) : NULL);
	unset(exports, "AWS_SESSION_TOKEN");
	if (old != NULL && token != NULL && strcmp(old, token) == 0)
		unset(exports, "AWS_SECURITY_TOKEN");
	unset(exports, "AWS_CREDENTIAL_EXPIRATION");
}

/* A saved name is restored only if the user has not set it again. */
static void
restore(struct exports *exports, enum saved_name name)
{
	if (exports->saved.user[name] != NULL && environment_get(saved_names[name]) == NULL)
		add(exports, saved_names[name], exports->saved.user[name]);
}

void
exports_drop(struct exports *exports, const struct shell_session *held, const struct credentials *keys)
{
	size_t i;

	exports_clear(exports);
	saved_read(&exports->saved);
	if (shell_session_is_ours(held)) {
		drop_credentials(exports, keys);
		for (i = SAVED_AWS_USE_FIPS_ENDPOINT; i < SAVED_NAMES; i++)
			if (saved_is_ours(&exports->saved, (enum saved_name)i))
				add(exports, saved_names[i], exports->saved.user[i]);
		give_back_region(exports, SAVED_AWS_REGION);
		give_back_region(exports, SAVED_AWS_DEFAULT_REGION);
		restore(exports, SAVED_AWS_PROFILE);
		restore(exports, SAVED_AWS_DEFAULT_PROFILE);
	}
	for (i = 0; i < VARIABLES; i++)
		if (variables[i].kind == OWN)
			unset(exports, variables[i].name);
}

void
exports_clear(struct exports *exports)
{
	saved_clear(&exports->saved);
	secret_clear(&exports->saved_text);
	*exports = (struct exports)EXPORTS_INIT;
}
