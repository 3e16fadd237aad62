/* endpoint.h - which host to ask, and for which region to sign
 *
 *	struct endpoint_settings settings = { .region = "eu-west-1" };
 *	struct endpoint sts;
 *
 *	if (!endpoint_resolve(&sts, ENDPOINT_STS, &settings, err))
 *		...
 *	sts.url is "https://sts.eu-west-1.amazonaws.com/", sts.region "eu-west-1"
 *
 * The rules are AWS's endpoint rule sets for STS and IAM (all partitions, FIPS, dual-stack, the
 * legacy global endpoint); settings come from options, the environment and the profile.
 */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "profile/config.h"
#include "shell/saved.h"

enum endpoint_service {
	ENDPOINT_STS,
	ENDPOINT_IAM
};

/* What the rules depend on. Strings live elsewhere or in the struct itself, so it must not be copied
 * once it was read; NULL: not set. */
struct endpoint_settings {
	const char	*region;	/* validated by endpoint_settings_read */
	const char	*partition;	/* of a role or device ARN: used when there is no region; NULL: "aws" */
	bool		 fips;
	bool		 dualstack;
	bool		 legacy;	/* sts_regional_endpoints = legacy */
	const char	*url[2];	/* custom endpoint by service; NULL: AWS's own */
	const char	*url_from[2];	/* what set it: "AWS_ENDPOINT_URL", "endpoint_url of profile 'x'" */
	int		 attempts;	/* of a request, the first included */
	const char	*ca_bundle;	/* path; NULL: the system's */
	char		 from[2][128];	/* room for a url_from that names a profile or a [services] */
	char		 ca_path[4096];	/* room for a ca_bundle whose ~ was expanded */
};

/* What the caller knows beside files and environment; NULL: nothing. */
struct endpoint_options {
	const struct saved *saved;	/* what a session exported is not the user's setting; NULL: all counts */
	const char	*region;	/* --region */
	const char	*url;		/* --endpoint-url, for STS only */
};

struct endpoint {
	char		 url[2048];	/* scheme, host, port, path ending in '/' or as given */
	char		 host[256];	/* host alone, for messages */
	char		 region[64];	/* to sign for */
	bool		 custom;	/* not one of AWS's own hosts for that service, whatever set it */
};

/* Gathers the settings by the precedence of the AWS SDKs and Tools reference: option, then
 * environment, then PROFILE; an empty variable counts as not set. REGION_ENV is the region the
 * environment gives (the caller knows which of the region variables are the user's own); NULL: none.
 * PROFILE "" or one that does not exist contributes nothing. The settings point into CONFIG, OPTIONS
 * and the environment.
 *
 * Errors (STATUS_LOCAL): a region that is not valid, a `services` that names no section, a word that
 * sts_regional_endpoints does not know. Booleans are true only as "true", in any case. */
bool	endpoint_settings_read(struct endpoint_settings *settings, const struct config *config, const char *profile,
	    const struct endpoint_options *options, const char *region_env, struct error *err) MUST_CHECK;

/* Applies the rules. Without a region: in partition aws the global host, signed for us-east-1, in
 * another one the host of its main region. A custom URL is taken as it is, signed for the region.
 *
 * Errors (STATUS_LOCAL): a region that is not [a-z0-9-]{1,63}, a URL that is not https (or http to
 * loopback), one with a query, a fragment or a user, FIPS or dual-stack with a custom endpoint, and
 * a partition that has no such host. */
bool	endpoint_resolve(struct endpoint *endpoint, enum endpoint_service service,
	    const struct endpoint_settings *settings, struct error *err) MUST_CHECK;

#endif
