/* endpoint.c - AWS's endpoint rules for STS and IAM
 *
 * The rules are those of the service models (sts-endpoint-rule-set-1, endpoint-rule-set-1 of iam),
 * written as what they come to: STS is asked in the region, IAM once per partition. If the real
 * SDKs know no host, neither do we.
 *
 *  1. A region MUST be checked before it becomes part of a host name.
 *  2. A URL from outside MUST pass url_parse, and what is used of it is what url_parse took apart.
 */
#include "aws/endpoint.h"

#include <stdio.h>
#include <string.h>

#include "types/region.h"
#include "types/url.h"

enum variant {
	PLAIN		= 0,
	FIPS		= 1,
	DUALSTACK	= 2,
	VARIANTS	= 4
};

struct partition {
	const char	*name;
	const char	*prefixes;		/* its regions: one of these words, then -WORD-NUMBER */
	const char	*pseudo;		/* the region that stands for the whole partition */
	const char	*main_region;		/* asked when no region is known */
	const char	*suffix;
	const char	*dualstack_suffix;	/* NULL: STS and IAM have no dual-stack hosts there */
	const char	*sts_fips;		/* first label of the FIPS host; dual-stack: always "sts-fips" */
	const char	*iam[VARIANTS];
	const char	*iam_region;		/* to sign for */
	const char	*iam_fips_region;
};

/* The first one is also the home of every region that fits none. */
static const struct partition partitions[] = {
	{ "aws", "us eu ap sa ca me af il mx", "aws-global", "us-east-1", "amazonaws.com", "api.aws", "sts-fips",
	    { "iam.amazonaws.com", "iam-fips.amazonaws.com", "iam.global.api.aws", "iam-fips.global.api.aws" },
	    "us-east-1", "us-east-1" },
	{ "aws-cn", "cn", "aws-cn-global", "cn-northwest-1", "amazonaws.com.cn", "api.amazonwebservices.com.cn",
	    "sts-fips",
	    { "iam.cn-north-1.amazonaws.com.cn", "iam-fips.amazonaws.com.cn",
	      "iam.global.api.amazonwebservices.com.cn", "iam-fips.api.amazonwebservices.com.cn" },
	    "cn-north-1", "cn-northwest-1" },
	{ "aws-us-gov", "us-gov", "aws-us-gov-global", "us-gov-west-1", "amazonaws.com", "api.aws", "sts",
	    { "iam.us-gov.amazonaws.com", "iam.us-gov.amazonaws.com", "iam.us-gov.api.aws", "iam.us-gov.api.aws" },
	    "us-gov-west-1", "us-gov-west-1" },
	{ "aws-eusc", "eusc-de", NULL, "eusc-de-east-1", "amazonaws.eu", "api.amazonwebservices.eu", "sts-fips",
	    { "iam.eusc-de-east-1.amazonaws.eu", "iam-fips.amazonaws.eu",
	      "iam.api.amazonwebservices.eu", "iam-fips.api.amazonwebservices.eu" },
	    "eusc-de-east-1", "eusc-de-east-1" },
	{ "aws-iso", "us-iso", "aws-iso-global", "us-iso-east-1", "c2s.ic.gov", "api.aws.ic.gov", "sts-fips",
	    { "iam.us-iso-east-1.c2s.ic.gov", "iam-fips.us-iso-east-1.c2s.ic.gov",
	      "iam.api.aws.ic.gov", "iam-fips.api.aws.ic.gov" },
	    "us-iso-east-1", "us-iso-east-1" },
	{ "aws-iso-b", "us-isob", "aws-iso-b-global", "us-isob-east-1", "sc2s.sgov.gov", "api.aws.scloud", "sts-fips",
	    { "iam.us-isob-east-1.sc2s.sgov.gov", "iam-fips.us-isob-east-1.sc2s.sgov.gov",
	      "iam.api.aws.scloud", "iam-fips.api.aws.scloud" },
	    "us-isob-east-1", "us-isob-east-1" },
	{ "aws-iso-e", "eu-isoe", "aws-iso-e-global", "eu-isoe-west-1", "cloud.adc-e.uk", NULL, "sts-fips",
	    { "iam.eu-isoe-west-1.cloud.adc-e.uk", "iam-fips.cloud.adc-e.uk", NULL, NULL },
	    "eu-isoe-west-1", "eu-isoe-west-1" },
	{ "aws-iso-f", "us-isof", "aws-iso-f-global", "us-isof-south-1", "csp.hci.ic.gov", NULL, "sts-fips",
	    { "iam.us-isof-south-1.csp.hci.ic.gov", "iam-fips.csp.hci.ic.gov", NULL, NULL },
	    "us-isof-south-1", "us-isof-south-1" },
};

#define PARTITIONS (sizeof(partitions) / sizeof(partitions[0]))

/* Regions from the time when STS had one host for all of them. */
static const char legacy_regions[] =
    " ap-northeast-1 ap-south-1 ap-southeast-1 ap-southeast-2 aws-global ca-central-1 eu-central-1 eu-north-1"
    " eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2 ";

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

/* Whether REST is -WORD-NUMBER, what follows the prefix in the name of a region. */
static bool
is_place(const char *rest)
{
	size_t word, number;

	if (*rest++ != '-')
		return false;
	word = strspn(rest, letters);
	if (word == 0 || rest[word] != '-')
		return false;
	rest += word + 1;
	number = strspn(rest, "0123456789");
	return number > 0 && rest[number] == '\0';
}

static bool
has_region(const struct partition *partition, const char *region)
{
	const char *prefix = partition->prefixes;
	size_t length;

	if (partition->pseudo != NULL && strcmp(partition->pseudo, region) == 0)
		return true;
	for (; *prefix != '\0'; prefix += length + (prefix[length] == ' ')) {
		length = strcspn(prefix, " ");
		if (strncmp(prefix, region, length) == 0 && is_place(region + length))
			return true;
	}
	return false;
}

static const struct partition *
partition_of_region(const char *region)
{
	size_t i;

	for (i = 0; i < PARTITIONS; i++)
		if (has_region(&partitions[i], region))
			return &partitions[i];
	return NULL;
}

static const struct partition *
find_partition(const struct endpoint_settings *settings, struct error *err)
{
	const struct partition *found = NULL;
	char place[BLAME_SIZE];
	size_t i;

	if (settings->region != NULL) {
		found = partition_of_region(settings->region);
		return found == NULL ? &partitions[0] : found;
	}
	if (settings->partition == NULL)
		return &partitions[0];
	for (i = 0; i < PARTITIONS; i++)
		if (strcmp(partitions[i].name, settings->partition) == 0)
			found = &partitions[i];
	if (found == NULL) {
		error_set(err, STATUS_LOCAL, "%spartition '%s' is not known",
		    blame_place(place, settings->config, settings->partition_text), settings->partition);
		error_hint(err, "check the ARN, or name the region with --region");
	}
	return found;
}

static bool
is_legacy_region(const char *region)
{
	char word[72];

	snprintf(word, sizeof(word), " %s ", region);
	return strstr(legacy_regions, word) != NULL;
}

/* REGION NULL: none is known. */
static void
resolve_sts(struct endpoint *endpoint, const struct partition *partition, const char *region, unsigned variant,
    bool legacy)
{
	bool first = partition == &partitions[0];
	bool global = first && (region == NULL || strcmp(region, partitions[0].pseudo) == 0);
	const char *label = variant == FIPS ? partition->sts_fips : variant == (FIPS | DUALSTACK) ? "sts-fips" : "sts";

	if (variant == PLAIN && (global || (legacy && is_legacy_region(region == NULL ? "" : region)))) {
		snprintf(endpoint->host, sizeof(endpoint->host), "sts.%s", partition->suffix);
		snprintf(endpoint->region, sizeof(endpoint->region), "%s", partition->main_region);
		return;
	}
	if (region == NULL)
		region = partition->main_region;
	snprintf(endpoint->host, sizeof(endpoint->host), "%s.%s.%s", label, region,
	    (variant & DUALSTACK) != 0 ? partition->dualstack_suffix : partition->suffix);
	snprintf(endpoint->region, sizeof(endpoint->region), "%s", global ? partition->main_region : region);
}

static void
resolve_iam(struct endpoint *endpoint, const struct partition *partition, unsigned variant)
{
	snprintf(endpoint->host, sizeof(endpoint->host), "%s", partition->iam[variant]);
	snprintf(endpoint->region, sizeof(endpoint->region), "%s",
	    (variant & FIPS) != 0 ? partition->iam_fips_region : partition->iam_region);
}

static void
resolve(struct endpoint *endpoint, enum endpoint_service service, const struct partition *partition, const char *region,
    unsigned variant, bool legacy)
{
	if (service == ENDPOINT_STS)
		resolve_sts(endpoint, partition, region, variant, legacy);
	else
		resolve_iam(endpoint, partition, variant);
}

/* Whether the rules could lead to URL for some region. A suffix would prove nothing: everybody can
 * have a host below amazonaws.com (a bucket, a load balancer), even one that begins with "sts.". */
static bool
is_of_aws(const struct url *url, enum endpoint_service service)
{
	const char *label = strchr(url->host, '.');
	const struct partition *partition;
	struct endpoint own;
	char region[64];
	unsigned variant;
	size_t i;

	if (!url->tls || url->port != 443 || label == NULL)
		return false;
	snprintf(region, sizeof(region), "%.*s", (int)strcspn(label + 1, "."), label + 1);
	partition = partition_of_region(region);
	for (i = 0; i < PARTITIONS; i++)
		for (variant = PLAIN; variant < VARIANTS; variant++) {
			if ((variant & DUALSTACK) != 0 && partitions[i].dualstack_suffix == NULL)
				continue;
			resolve(&own, service, &partitions[i], partition == &partitions[i] ? region : NULL, variant,
			    false);
			if (strcmp(own.host, url->host) == 0)
				return true;
		}
	return false;
}

static bool
resolve_custom(struct endpoint *endpoint, enum endpoint_service service, const struct endpoint_settings *settings,
    const struct partition *partition, struct error *err)
{
	const char *from = settings->url_from[service] == NULL ? "endpoint" : settings->url_from[service];
	const char *region = settings->region, *value = settings->url[service];
	char place[BLAME_SIZE];
	struct url url;

	if (!url_parse(value, &url, err))
		return error_prefix(err, "%s%s", blame_place(place, settings->config, value), from);
	if (settings->fips || settings->dualstack) {
		error_set(err, STATUS_LOCAL, "%s%s is set (%s), so a %s endpoint cannot be chosen",
		    blame_place(place, settings->config, value), from, url.host,
		    settings->fips ? "FIPS" : "dual-stack");
		return error_hint(err, "set only one of the two");
	}
	if (region == NULL || (partition->pseudo != NULL && strcmp(region, partition->pseudo) == 0))
		region = service == ENDPOINT_STS ? partition->main_region : partition->iam_region;
	snprintf(endpoint->url, sizeof(endpoint->url), "%s://%s%s", url.tls ? "https" : "http", url.authority,
	    url.path);
	snprintf(endpoint->host, sizeof(endpoint->host), "%s", url.host);
	snprintf(endpoint->region, sizeof(endpoint->region), "%s", region);
	endpoint->custom = !is_of_aws(&url, service);
	endpoint->url_from = from;
	endpoint->value = value;
	return true;
}

bool
endpoint_resolve(struct endpoint *endpoint, enum endpoint_service service, const struct endpoint_settings *settings,
    struct error *err)
{
	const struct partition *partition;
	unsigned variant = (unsigned)((settings->fips ? FIPS : 0) | (settings->dualstack ? DUALSTACK : 0));

	*endpoint = (struct endpoint){ .config = settings->config };
	if (settings->region != NULL && !region_is_valid(settings->region))
		return error_set(err, STATUS_LOCAL, "region '%s' is not the name of a region", settings->region);
	partition = find_partition(settings, err);
	if (partition == NULL)
		return false;
	if (settings->url[service] != NULL)
		return resolve_custom(endpoint, service, settings, partition, err);
	if (settings->dualstack && partition->dualstack_suffix == NULL)
		return error_set(err, STATUS_LOCAL, "there is no dual-stack endpoint in partition %s", partition->name);
	resolve(endpoint, service, partition, settings->region, variant, settings->legacy);
	if (settings->region != NULL && strstr(endpoint->host, settings->region) != NULL) {
		endpoint->region_from = settings->region_from;
		endpoint->value = settings->region_text;
	}
	snprintf(endpoint->url, sizeof(endpoint->url), "https://%s/", endpoint->host);
	return true;
}
