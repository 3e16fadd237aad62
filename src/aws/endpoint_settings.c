/* endpoint_settings.c - where the settings of endpoints come from, and which of them wins */
#include "aws/endpoint_settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/environment.h"
#include "base/home.h"
#include "base/visible.h"

/* Where a setting is looked up; what every function here needs. */
struct sources {
	struct endpoint_settings	*settings;
	const struct config		*config;
	const char			*profile;
	const struct saved		*saved;
};

static const char *
from_environment(const struct sources *sources, const char *variable)
{
	return sources->saved == NULL ? environment_get(variable) : saved_user_value(sources->saved, variable);
}

/* The variable, else the key of the profile; NULL: neither is set. */
static const char *
setting(const struct sources *sources, const char *variable, enum config_key key)
{
	const char *value = from_environment(sources, variable);

	return value != NULL ? value : config_get(sources->config, sources->profile, key);
}

static bool
setting_is_true(const struct sources *sources, const char *variable, enum config_key key)
{
	const char *value = setting(sources, variable, key);

	return value != NULL && strcasecmp(value, "true") == 0;
}

/* The variable that gave REGION; one of them may have been replaced by ours since. */
static const char *
region_variable(const char *region)
{
	static const char *const names[] = { "AWS_REGION", "AWS_DEFAULT_REGION" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = environment_get(names[i]);
		if (value != NULL && strcmp(value, region) == 0)
			return names[i];
	}
	return "AWS_REGION or AWS_DEFAULT_REGION";
}

/* Settles the region that was found. */
static bool
check_region(const struct sources *sources, struct error *err)
{
	struct endpoint_settings *settings = sources->settings;
	const char *region = settings->region;
	char shown[VISIBLE_SIZE];

	settings->region_text = region;
	if (region == NULL)
		return true;
	if (region_without_fips(settings->plain_region, region)) {
		settings->region = settings->plain_region;
		settings->fips = true;
	}
	if (region_is_valid(settings->region))
		return true;
	visible_text(shown, sizeof(shown), region);
	error_set(err, STATUS_LOCAL, "%s: '%s' is not the name of a region", settings->region_from, shown);
	error_brief(err, "'%s' is not the name of a region", shown);
	return blame_value(sources->config, region, err);
}

static bool
read_region(const struct sources *sources, const char *option, const char *environment, struct error *err)
{
	struct endpoint_settings *settings = sources->settings;

	if (option != NULL) {
		settings->region = option;
		settings->region_from = "--region";
	} else if (environment != NULL && *environment != '\0') {
		settings->region = environment;
		settings->region_by_variable = true;
		settings->region_from = region_variable(environment);
	} else {
		settings->region = config_get(sources->config, sources->profile, KEY_REGION);
		snprintf(settings->region_place, sizeof(settings->region_place), "region of profile '%s'",
		    sources->profile);
		settings->region_from = settings->region_place;
	}
	return check_region(sources, err);
}

static bool
read_sts_mode(const struct sources *sources, struct error *err)
{
	const char *mode = setting(sources, "AWS_STS_REGIONAL_ENDPOINTS", KEY_STS_REGIONAL_ENDPOINTS);
	char shown[VISIBLE_SIZE];

	if (mode == NULL || strcasecmp(mode, "regional") == 0)
		return true;
	sources->settings->legacy = strcasecmp(mode, "legacy") == 0;
	if (sources->settings->legacy)
		return true;
	error_set(err, STATUS_LOCAL, "'%s' is not a mode of STS endpoints", visible_text(shown, sizeof(shown), mode));
	error_brief(err, "'%.40s' is not a mode of STS endpoints", mode);
	error_hint(err, "use 'regional' or 'legacy'");
	if (mode == from_environment(sources, "AWS_STS_REGIONAL_ENDPOINTS"))
		return error_prefix(err, "AWS_STS_REGIONAL_ENDPOINTS");
	error_prefix(err, "sts_regional_endpoints of profile '%s'", sources->profile);
	return blame_value(sources->config, mode, err);
}

/* The endpoint that the profile's [services NAME] gives; *URL NULL: it gives none. */
static bool
url_of_services(const struct sources *sources, enum endpoint_service service, const char **url, struct error *err)
{
	const char *services = config_get(sources->config, sources->profile, KEY_SERVICES);
	char *from = sources->settings->from[service], shown[VISIBLE_SIZE];

	*url = NULL;
	if (services == NULL)
		return true;
	if (!config_has_services(sources->config, services)) {
		error_set(err, STATUS_LOCAL, "services of profile '%s': there is no section [services %s]",
		    sources->profile, visible_text(shown, sizeof(shown), services));
		error_brief(err, "there is no section [services %s]", services);
		error_hint(err, "add the section to %s, or remove the line", sources->config->file[CONFIG_FILE].path);
		return blame_value(sources->config, services, err);
	}
	*url = config_get_service(sources->config, services, service == ENDPOINT_STS ? "sts" : "iam", "endpoint_url");
	snprintf(from, sizeof(sources->settings->from[service]), "endpoint_url of [services %s]", services);
	sources->settings->url_from[service] = from;
	return true;
}

/* The order of botocore's ConfiguredEndpointProvider: what is said of the service before what is
 * said of all services, the environment before the files. */
static bool
read_url(const struct sources *sources, enum endpoint_service service, struct error *err)
{
	static const char *const variables[2][2] = {
		[ENDPOINT_STS] = { "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL" },
		[ENDPOINT_IAM] = { "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL" },
	};
	struct endpoint_settings *settings = sources->settings;
	const char **url = &settings->url[service];
	size_t i;

	for (i = 0; i < 2; i++) {
		*url = from_environment(sources, variables[service][i]);
		settings->url_from[service] = variables[service][i];
		if (*url != NULL)
			return true;
	}
	if (!url_of_services(sources, service, url, err))
		return false;
	if (*url != NULL)
		return true;
	*url = config_get(sources->config, sources->profile, KEY_ENDPOINT_URL);
	snprintf(settings->from[service], sizeof(settings->from[service]), "endpoint_url of profile '%s'",
	    sources->profile);
	settings->url_from[service] = *url == NULL ? NULL : settings->from[service];
	return true;
}

static bool
read_urls(const struct sources *sources, const char *option, struct error *err)
{
	struct endpoint_settings *settings = sources->settings;
	bool ignore = setting_is_true(sources, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
	    KEY_IGNORE_CONFIGURED_ENDPOINT_URLS);

	if (option != NULL) {
		settings->url[ENDPOINT_STS] = option;
		settings->url_from[ENDPOINT_STS] = "--endpoint-url";
	} else if (!ignore && !read_url(sources, ENDPOINT_STS, err)) {
		return false;
	}
	return ignore || read_url(sources, ENDPOINT_IAM, err);
}

static bool
read_ca_bundle(const struct sources *sources, struct error *err)
{
	struct endpoint_settings *settings = sources->settings;
	const char *path = from_environment(sources, "AWS_CA_BUNDLE");

	settings->ca_from = "AWS_CA_BUNDLE";
	if (path == NULL) {
		path = config_get(sources->config, sources->profile, KEY_CA_BUNDLE);
		settings->ca_from = "ca_bundle";
	}
	if (path == NULL) {	/* as in botocore, which has it from the library of that name */
		path = environment_get("REQUESTS_CA_BUNDLE");
		settings->ca_from = path == NULL ? NULL : "REQUESTS_CA_BUNDLE";
	}
	settings->ca_bundle = settings->ca_text = path;
	if (path == NULL || !home_is_meant(path))
		return true;
	settings->ca_bundle = settings->ca_path = home_expand(path, err);
	return settings->ca_path != NULL || error_prefix(err, "%s", settings->ca_from);
}

#define ATTEMPTS 3		/* as SDKs do in their standard mode */
#define MOST_ATTEMPTS 10

static bool
read_attempts(const struct sources *sources, struct error *err)
{
	const char *text = setting(sources, "AWS_MAX_ATTEMPTS", KEY_MAX_ATTEMPTS);
	char *end, shown[VISIBLE_SIZE];
	long number = text == NULL ? ATTEMPTS : strtol(text, &end, 10);

	if (text != NULL && (*text < '1' || *text > '9' || *end != '\0' || number > MOST_ATTEMPTS)) {
		error_set(err, STATUS_LOCAL, "'%s' is not a number of attempts (AWS_MAX_ATTEMPTS, max_attempts)",
		    visible_text(shown, sizeof(shown), text));
		error_brief(err, "'%.40s' is not a number of attempts", text);
		error_hint(err, "1 to %d", MOST_ATTEMPTS);
		return blame_value(sources->config, text, err);
	}
	sources->settings->attempts = (int)number;
	return true;
}

bool
endpoint_settings_read(struct endpoint_settings *settings, const struct config *config, const char *profile,
    const struct endpoint_options *options, const char *region_env, struct error *err)
{
	struct sources sources = { settings, config, profile, options->saved };

	*settings = (struct endpoint_settings){ .config = config };
	settings->fips = setting_is_true(&sources, "AWS_USE_FIPS_ENDPOINT", KEY_USE_FIPS_ENDPOINT);
	settings->dualstack = setting_is_true(&sources, "AWS_USE_DUALSTACK_ENDPOINT", KEY_USE_DUALSTACK_ENDPOINT);
	return read_region(&sources, options->region, region_env, err) && read_sts_mode(&sources, err) &&
	    read_attempts(&sources, err) && read_urls(&sources, options->url, err) && read_ca_bundle(&sources, err);
}

void
endpoint_settings_clear(struct endpoint_settings *settings)
{
	free(settings->ca_path);
	*settings = (struct endpoint_settings){ .region = NULL };
}
