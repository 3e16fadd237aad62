/* endpoint_settings.h - what the rules of endpoint.h depend on, and where it was set
 *
 *	struct endpoint_settings settings;
 *	struct endpoint_options options = { .region = "eu-west-1" };
 *
 *	if (!endpoint_settings_read(&settings, &config, "prod", &options, NULL, err))
 *		...
 *	settings.region "eu-west-1", settings.region_from "--region"
 */
#ifndef AWS_ENDPOINT_SETTINGS_H
#define AWS_ENDPOINT_SETTINGS_H

#include "profile/blame.h"
#include "shell/saved.h"
#include "types/region.h"

enum endpoint_service {
	ENDPOINT_STS,
	ENDPOINT_IAM
};

/* What the rules depend on. Strings live elsewhere or in the struct itself, so it must not be copied
 * once it was read; NULL: not set. A value that CONFIG gave says in which line it is (blame_place). */
struct endpoint_settings {
	const struct config *config;	/* NULL: none of it is from a file */
	const char	*region;	/* validated by endpoint_settings_read, without a FIPS mark */
	const char	*region_from;	/* what set it: "--region", "AWS_REGION", "region of profile 'x'" */
	const char	*region_text;	/* as it is written there */
	const char	*partition;	/* of a role or device ARN: used when there is no region; NULL: "aws" */
	const char	*partition_text;	/* that ARN */
	bool		 region_by_variable;	/* one of the user's */
	bool		 fips;
	bool		 dualstack;
	bool		 legacy;	/* sts_regional_endpoints = legacy */
	const char	*url[2];	/* custom endpoint by service; NULL: AWS's own */
	const char	*url_from[2];	/* what set it: "AWS_ENDPOINT_URL", "endpoint_url of profile 'x'" */
	int		 attempts;	/* of a request, the first included */
	const char	*ca_bundle;	/* path; NULL: the system's */
	const char	*ca_from;	/* what set it: "AWS_CA_BUNDLE", "ca_bundle"; NULL with a NULL ca_bundle */
	const char	*ca_text;	/* as it is written there */
	char		 from[2][128];	/* room for a url_from that names a profile or a [services] */
	char		 region_place[128];	/* room for a region_from that names a profile */
	char		*ca_path;	/* owned: the ca_bundle, its ~ expanded */
	char		 plain_region[REGION_SIZE];	/* room for a region whose FIPS mark was taken out */
};

/* What the caller knows beside files and environment; NULL: nothing. */
struct endpoint_options {
	const struct saved *saved;	/* what a session exported is not the user's setting; NULL: all counts */
	const char	*region;	/* --region */
	const char	*url;		/* --endpoint-url, for STS only */
};

/* Gathers the settings by the precedence of the AWS SDKs and Tools reference: option, then
 * environment, then PROFILE; an empty variable is treated as unset. REGION_ENV is the region the
 * environment gives (the caller knows which of the region variables are the user's own); NULL: none.
 * PROFILE "" or one that does not exist contributes nothing. The settings point into CONFIG, OPTIONS
 * and the environment, until endpoint_settings_clear.
 *
 * Errors (STATUS_LOCAL): a region that is not valid, a `services` that names no section, a word that
 * sts_regional_endpoints does not know; one about a file begins with PATH:LINE. Booleans are true only as
 * "true", in upper or lower case. A region with a FIPS mark (region_without_fips) is its plain name, with fips set. */
bool	endpoint_settings_read(struct endpoint_settings *settings, const struct config *config, const char *profile,
	    const struct endpoint_options *options, const char *region_env, struct error *err) MUST_CHECK;

void	endpoint_settings_clear(struct endpoint_settings *settings);

#endif
