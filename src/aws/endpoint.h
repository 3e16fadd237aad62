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
 * legacy global endpoint). endpoint_settings.h has what they depend on.
 */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "aws/endpoint_settings.h"

struct endpoint {
	char		 url[2048];	/* scheme, host, port, path ending in '/' or as given */
	char		 host[256];	/* host alone, for messages */
	char		 region[64];	/* to sign for */
	bool		 custom;	/* not one of AWS's own hosts for that service, whatever set it */
	const char	*url_from;	/* the setting that names the host: "AWS_ENDPOINT_URL"; NULL: AWS's rules do */
	const char	*region_from;	/* the one whose region is in the host: "--region"; NULL: none is */
	const struct config *config;	/* that it may be from, as VALUE (blame_place) */
	const char	*value;		/* of that setting; NULL: there is none */
};

/* Applies the rules. Without a region: in partition aws the global host, signed for us-east-1, in
 * another one the host of its main region. A custom URL is taken as it is, signed for the region.
 * ENDPOINT points into SETTINGS.
 *
 * Errors (STATUS_LOCAL): a region that is not [a-z0-9-]{1,63}, a URL that is not https (or http to
 * loopback), one with a query, a fragment or a user, FIPS or dual-stack with a custom endpoint, and
 * a partition that has no such host. */
bool	endpoint_resolve(struct endpoint *endpoint, enum endpoint_service service,
	    const struct endpoint_settings *settings, struct error *err) MUST_CHECK;

#endif
