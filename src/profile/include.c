#include "profile/include.h"

#include <stdio.h>
#include <string.h>

#include "profile/blame.h"
#include "profile/config_table.h"
#include "profile/nearest.h"

static bool
report(const struct config *config, const char *profile, size_t steps, struct error *err)
{
	const char *value = config_get_included(config, profile), *next = profile;
	char way[512] = "";
	size_t i, used = 0;

	for (i = 0; i < steps && used < sizeof(way); i++) {
		next = config_get_included(config, next);
		used += (size_t)snprintf(way + used, sizeof(way) - used, " -> %s", next);
	}
	error_set(err, STATUS_LOCAL, "the include_profile of profile '%s' leads back to where it was: %s%s", profile,
	    profile, way);
	error_brief(err, "a cycle of include_profile: %s%s", profile, way);
	error_hint(err, "remove one of these lines");
	return blame_value(config, value, err);
}

bool
include_check(const struct config *config, const char *profile, struct error *err)
{
	const char *seen[CONFIG_INCLUDE_LIMIT + 1] = { profile }, *next;
	size_t count, i;

	for (count = 1; (next = config_get_included(config, seen[count - 1])) != NULL; count++) {
		for (i = 0; i < count; i++)
			if (strcmp(seen[i], next) == 0)
				return report(config, profile, count, err);
		if (count > CONFIG_INCLUDE_LIMIT) {
			error_set(err, STATUS_LOCAL, "profile '%s' includes more than %d others", profile,
			    CONFIG_INCLUDE_LIMIT);
			error_brief(err, "more than %d profiles included", CONFIG_INCLUDE_LIMIT);
			return blame_value(config, config_get_included(config, profile), err);
		}
		seen[count] = next;
	}
	return true;
}

bool
include_check_foreign(const struct config *config, const char *profile, struct error *err)
{
	static const enum config_key keys[] = {
		KEY_SSO_SESSION, KEY_SSO_START_URL, KEY_SSO_ACCOUNT_ID, KEY_SSO_ROLE_NAME, KEY_SSO_REGION,
		KEY_LOGIN_SESSION, KEY_WEB_IDENTITY_TOKEN_FILE, KEY_CREDENTIAL_SOURCE, KEY_ROLE_ARN
	};
	const char *value, *key;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		value = config_get(config, profile, keys[i]);
		if (value == NULL || config_get_own(config, profile, keys[i]) != NULL)
			continue;
		key = config_key_name(keys[i]);
		error_set(err, STATUS_LOCAL,
		    "profile '%s' gets its %s from include_profile, which the AWS CLI does not know", profile, key);
		error_brief(err, "%s comes from include_profile", key);
		error_hint(err, "write the %s line into profile '%s' too", key, profile);
		return blame_value(config, value, err);
	}
	return true;
}

/* Warns if the include_profile of PROFILE in FILE names none. */
static void
warn_of(struct config *config, enum config_file file, const char *profile)
{
	const struct config_property *where;
	const char *name = config_get_from(config, file, profile, KEY_INCLUDE_PROFILE, &where), *nearest;

	if (name == NULL || config_has_profile(config, name))
		return;
	nearest = nearest_profile(config, name);
	if (nearest == NULL)
		config_table_warn(config, file, where->line, profile, "include_profile '%.60s' does not exist", name);
	else
		config_table_warn(config, file, where->line, profile,
		    "include_profile '%.50s' does not exist; did you mean '%.50s'?", name, nearest);
}

void
include_warn(struct config *config)
{
	const char *profile;
	size_t position = 0, file;

	while (config->includes && (profile = config_next_profile(config, &position)) != NULL)
		for (file = 0; file < CONFIG_FILES; file++)
			warn_of(config, (enum config_file)file, profile);
}
