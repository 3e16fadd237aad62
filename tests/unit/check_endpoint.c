/* check_endpoint.c - hosts and signing regions against botocore's, and which setting wins */
#include "aws/endpoint.h"

#include <stdlib.h>
#include <string.h>

#include "shell/saved.h"

#include "check_config.h"
#include "endpoint_rows.h"
#include "unit.h"

START_TEST(is_what_botocore_resolves)
{
	const struct row *row = &rows[_i];
	struct endpoint_settings settings = {
		.region = row->region,
		.fips = row->variant == FIPS || row->variant == BOTH,
		.dualstack = row->variant == DUALSTACK || row->variant == BOTH,
		.legacy = row->variant == LEGACY,
	};
	struct endpoint endpoint;
	struct error err = { .status = STATUS_DONE };
	bool ok = endpoint_resolve(&endpoint, row->service, &settings, &err);

	ck_assert_msg(ok == (row->url != NULL), "row %d, %s: %s", _i, row->region, err.message);
	if (!ok)
		return;
	ck_assert_msg(strcmp(endpoint.url, row->url) == 0, "row %d, %s: %s", _i, row->region, endpoint.url);
	ck_assert_msg(strcmp(endpoint.region, row->signing_region) == 0, "row %d, %s: %s", _i, row->region,
	    endpoint.region);
	ck_assert_msg(!endpoint.custom, "row %d, %s", _i, row->region);
}
END_TEST

static const struct {
	const char			*name;
	enum endpoint_service		 service;
	struct endpoint_settings	 settings;
	const char			*url, *region;
	bool				 custom;
} resolved[] = {
	{ "nothing is known", ENDPOINT_STS, { .region = NULL }, "https://sts.amazonaws.com/", "us-east-1", false },
	{ "nothing is known, legacy", ENDPOINT_STS, { .legacy = true }, "https://sts.amazonaws.com/", "us-east-1",
	    false },
	{ "nothing is known, FIPS", ENDPOINT_STS, { .fips = true }, "https://sts-fips.us-east-1.amazonaws.com/",
	    "us-east-1", false },
	{ "nothing is known, IAM", ENDPOINT_IAM, { .region = NULL }, "https://iam.amazonaws.com/", "us-east-1", false },
	{ "partition aws", ENDPOINT_STS, { .partition = "aws" }, "https://sts.amazonaws.com/", "us-east-1", false },
	{ "partition aws-cn", ENDPOINT_STS, { .partition = "aws-cn" }, "https://sts.cn-northwest-1.amazonaws.com.cn/",
	    "cn-northwest-1", false },
	{ "partition aws-us-gov", ENDPOINT_STS, { .partition = "aws-us-gov" },
	    "https://sts.us-gov-west-1.amazonaws.com/", "us-gov-west-1", false },
	{ "partition aws-us-gov, IAM", ENDPOINT_IAM, { .partition = "aws-us-gov" }, "https://iam.us-gov.amazonaws.com/",
	    "us-gov-west-1", false },
	{ "the region beats the partition", ENDPOINT_STS, { .region = "eu-west-1", .partition = "aws-cn" },
	    "https://sts.eu-west-1.amazonaws.com/", "eu-west-1", false },
	{ "a region that is not known yet", ENDPOINT_STS, { .region = "eu-north-9" },
	    "https://sts.eu-north-9.amazonaws.com/", "eu-north-9", false },
	{ "a region that no partition has", ENDPOINT_STS, { .region = "mars" }, "https://sts.mars.amazonaws.com/",
	    "mars", false },
	{ "almost a region of China", ENDPOINT_STS, { .region = "cn-north" }, "https://sts.cn-north.amazonaws.com/",
	    "cn-north", false },
	{ "custom", ENDPOINT_STS, { .region = "eu-west-1", .url = { "https://sts.example" } }, "https://sts.example/",
	    "eu-west-1", true },
	{ "custom, no region", ENDPOINT_STS, { .url = { "https://sts.example:8443/base" } },
	    "https://sts.example:8443/base", "us-east-1", true },
	{ "custom, pseudo region", ENDPOINT_STS, { .region = "aws-global", .url = { "https://sts.example" } },
	    "https://sts.example/", "us-east-1", true },
	{ "custom, other partition", ENDPOINT_STS, { .partition = "aws-cn", .url = { "https://sts.example" } },
	    "https://sts.example/", "cn-northwest-1", true },
	{ "custom beats legacy", ENDPOINT_STS,
	    { .region = "eu-west-1", .legacy = true, .url = { "https://sts.example" } },
	    "https://sts.example/", "eu-west-1", true },
	{ "custom for the other service only", ENDPOINT_STS,
	    { .region = "eu-west-1", .url = { NULL, "https://iam.example" } },
	    "https://sts.eu-west-1.amazonaws.com/", "eu-west-1", false },
	{ "custom IAM", ENDPOINT_IAM, { .region = "eu-west-1", .url = { NULL, "https://iam.example" } },
	    "https://iam.example/", "eu-west-1", true },
	{ "loopback", ENDPOINT_STS, { .region = "eu-west-1", .url = { "http://127.0.0.1:4566" } },
	    "http://127.0.0.1:4566/", "eu-west-1", true },
	{ "upper case", ENDPOINT_STS, { .region = "eu-west-1", .url = { "HTTPS://STS.Example" } },
	    "https://sts.example/", "eu-west-1", true },
	{ "AWS's own host as a custom one", ENDPOINT_STS,
	    { .region = "us-east-1", .url = { "https://sts.eu-west-1.amazonaws.com" } },
	    "https://sts.eu-west-1.amazonaws.com/", "us-east-1", false },
	{ "its global host", ENDPOINT_STS, { .url = { "https://sts.amazonaws.com/" } }, "https://sts.amazonaws.com/",
	    "us-east-1", false },
	{ "its FIPS host", ENDPOINT_STS, { .url = { "https://sts-fips.us-west-2.amazonaws.com" } },
	    "https://sts-fips.us-west-2.amazonaws.com/", "us-east-1", false },
	{ "its host in China", ENDPOINT_STS, { .url = { "https://sts.cn-north-1.amazonaws.com.cn" } },
	    "https://sts.cn-north-1.amazonaws.com.cn/", "us-east-1", false },
	{ "a host of the other service", ENDPOINT_STS, { .url = { "https://iam.amazonaws.com" } },
	    "https://iam.amazonaws.com/", "us-east-1", true },
	{ "another port of its host", ENDPOINT_STS, { .url = { "https://sts.eu-west-1.amazonaws.com:8443" } },
	    "https://sts.eu-west-1.amazonaws.com:8443/", "us-east-1", true },
	{ "somebody's bucket", ENDPOINT_STS, { .url = { "https://sts.s3.amazonaws.com" } },
	    "https://sts.s3.amazonaws.com/", "us-east-1", true },
	{ "somebody's API", ENDPOINT_STS, { .url = { "https://sts.execute-api.us-east-1.amazonaws.com" } },
	    "https://sts.execute-api.us-east-1.amazonaws.com/", "us-east-1", true },
	{ "a name that begins like AWS's", ENDPOINT_STS, { .url = { "https://sts.eu-west-1.amazonaws.com.example" } },
	    "https://sts.eu-west-1.amazonaws.com.example/", "us-east-1", true },
	{ "a region of China under the other suffix", ENDPOINT_STS,
	    { .url = { "https://sts.cn-north-1.amazonaws.com" } },
	    "https://sts.cn-north-1.amazonaws.com/", "us-east-1", true },
};

START_TEST(resolves)
{
	struct endpoint endpoint;
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(endpoint_resolve(&endpoint, resolved[_i].service, &resolved[_i].settings, &err), "%s: %s",
	    resolved[_i].name, err.message);
	ck_assert_msg(strcmp(endpoint.url, resolved[_i].url) == 0, "%s: %s", resolved[_i].name, endpoint.url);
	ck_assert_msg(strcmp(endpoint.region, resolved[_i].region) == 0, "%s: %s", resolved[_i].name, endpoint.region);
	ck_assert_msg(endpoint.custom == resolved[_i].custom, "%s: custom", resolved[_i].name);
	ck_assert_msg(strstr(resolved[_i].url, endpoint.host) != NULL, "%s: %s", resolved[_i].name, endpoint.host);
}
END_TEST

static const struct {
	const char			*name;
	struct endpoint_settings	 settings;
	const char			*message;	/* a part of it */
} refused[] = {
	{ "upper case", { .region = "EU-WEST-1" }, "region 'EU-WEST-1' is not the name" },
	{ "empty", { .region = "" }, "is not the name of a region" },
	{ "a dot", { .region = "evil.example/" }, "is not the name of a region" },
	{ "a fragment", { .region = "x.example#" }, "is not the name of a region" },
	{ "a user", { .region = "x@evil" }, "is not the name of a region" },
	{ "too long", { .region = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	    "is not the name" },
	{ "invalid, with a custom URL", { .region = "x/y", .url = { "https://sts.example" } },
	    "is not the name of a region" },
	{ "unknown partition", { .partition = "aws-moon" }, "partition 'aws-moon' is not known" },
	{ "no dual-stack", { .region = "eu-isoe-west-1", .dualstack = true },
	    "no dual-stack endpoint in partition aws-iso-e" },
	{ "plain http", { .url = { "http://sts.example" }, .url_from = { "AWS_ENDPOINT_URL" } }, "AWS_ENDPOINT_URL: " },
	{ "a query", { .url = { "https://sts.example/?x" } }, "sts.example" },
	{ "FIPS and custom", { .fips = true, .url = { "https://sts.example" }, .url_from = { "--endpoint-url" } },
	    "--endpoint-url is set (sts.example), so a FIPS endpoint cannot be chosen" },
	{ "dual-stack and custom", { .dualstack = true, .url = { "https://sts.example" } },
	    "dual-stack endpoint cannot" },
};

START_TEST(refuses)
{
	struct endpoint endpoint;
	struct error err = { .status = STATUS_DONE };

	ck_assert_msg(!endpoint_resolve(&endpoint, ENDPOINT_STS, &refused[_i].settings, &err), "%s: %s",
	    refused[_i].name, endpoint.url);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strstr(err.message, refused[_i].message) != NULL, "%s: %s", refused[_i].name, err.message);
}
END_TEST

/* --- settings ------------------------------------------------------------------------------------ */

#define NONE	{ .region = NULL }

static const char partition_text[] =
    "[profile plain]\nregion = eu-west-1\n"
    "[profile full]\nregion = eu-west-1\nendpoint_url = https://all.example\nuse_fips_endpoint = TRUE\n"
    "use_dualstack_endpoint = true\nsts_regional_endpoints = legacy\nca_bundle = ~/ca.pem\n"
    "[profile sections]\nservices = mine\nendpoint_url = https://all.example\n"
    "[profile half]\nservices = empty\nendpoint_url = https://all.example\n"
    "[profile lost]\nservices = nowhere\n"
    "[profile ignoring]\nignore_configured_endpoint_urls = true\nendpoint_url = https://all.example\n"
    "services = nowhere\n"
    "[profile bad-mode]\nsts_regional_endpoints = global\n"
    "[profile bad-region]\nregion = eu.west\n"
    "[profile bad-boolean]\nuse_fips_endpoint = yes\n"
    "[profile fips]\nregion = fips-us-west-2\n"
    "[services mine]\nsts =\n  endpoint_url = https://sts.example\niam =\n  endpoint_url = https://iam.example\n"
    "[services empty]\ns3 =\n  endpoint_url = https://s3.example\n";

static const char *const variables[] = {
	"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_IAM", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
	"AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_STS_REGIONAL_ENDPOINTS", "AWS_CA_BUNDLE",
	"REQUESTS_CA_BUNDLE",
};

/* Sets the variables of LIST, "NAME=value" separated by blanks, and no other of ours. */
static void
set_environment(const char *list)
{
	static char words[8][128];
	size_t i, length;

	setenv("HOME", "/home/alice", 1);
	for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		unsetenv(variables[i]);
	for (i = 0; list != NULL && *list != '\0' && i < 8; i++) {
		length = strcspn(list, " ");
		snprintf(words[i], sizeof(words[i]), "%.*s", (int)length, list);
		ck_assert_int_eq(putenv(words[i]), 0);
		list += length + (list[length] == ' ');
	}
}

static bool
read_settings(struct endpoint_settings *settings, struct config *config, const char *profile, const char *environment,
    const struct endpoint_options *options, const char *region_env, struct error *err)
{
	set_environment(environment);
	ck_assert_msg(parse_files(config, partition_text, NULL, err), "%s", err->message);
	return endpoint_settings_read(settings, config, profile, options, region_env, err);
}

static const struct {
	const char		*name, *profile, *environment;
	struct endpoint_options	 options;
	const char		*region_env;
	const char		*region, *sts, *sts_from, *iam, *iam_from, *ca_bundle;
	bool			 fips, dualstack, legacy;
} read_rows[] = {
	{ "nothing", "", NULL, NONE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "no such profile", "nobody", NULL, NONE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "region of the profile", "plain", NULL, NONE, NULL, "eu-west-1", NULL, NULL, NULL, NULL, NULL,
	    false, false, false },
	{ "region of the environment", "plain", NULL, NONE, "eu-west-2", "eu-west-2", NULL, NULL, NULL, NULL, NULL,
	    false, false, false },
	{ "an empty one", "plain", NULL, NONE, "", "eu-west-1", NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "region by option", "plain", NULL, { .region = "eu-west-3" }, "eu-west-2", "eu-west-3", NULL, NULL, NULL,
	    NULL, NULL, false, false, false },
	{ "an invalid region that does not count", "bad-region", NULL, NONE, "eu-west-2", "eu-west-2", NULL, NULL,
	    NULL, NULL, NULL, false, false, false },
	{ "everything from the profile", "full", NULL, NONE, NULL, "eu-west-1",
	    "https://all.example", "endpoint_url of profile 'full'", "https://all.example",
	    "endpoint_url of profile 'full'", "/home/alice/ca.pem", true, true, true },
	{ "the environment beats the profile", "full",
	    "AWS_ENDPOINT_URL=https://env.example AWS_USE_FIPS_ENDPOINT=false AWS_USE_DUALSTACK_ENDPOINT=False "
	    "AWS_STS_REGIONAL_ENDPOINTS=regional AWS_CA_BUNDLE=/etc/ca.pem", NONE, NULL, "eu-west-1",
	    "https://env.example", "AWS_ENDPOINT_URL", "https://env.example", "AWS_ENDPOINT_URL", "/etc/ca.pem",
	    false, false, false },
	{ "empty variables do not", "full",
	    "AWS_ENDPOINT_URL= AWS_USE_FIPS_ENDPOINT= AWS_USE_DUALSTACK_ENDPOINT= AWS_STS_REGIONAL_ENDPOINTS= "
	    "AWS_CA_BUNDLE=", NONE, NULL, "eu-west-1",
	    "https://all.example", "endpoint_url of profile 'full'", "https://all.example",
	    "endpoint_url of profile 'full'", "/home/alice/ca.pem", true, true, true },
	{ "of one service before all", "plain",
	    "AWS_ENDPOINT_URL_STS=https://sts.env AWS_ENDPOINT_URL=https://env.example", NONE, NULL, "eu-west-1",
	    "https://sts.env", "AWS_ENDPOINT_URL_STS", "https://env.example", "AWS_ENDPOINT_URL", NULL,
	    false, false, false },
	{ "of IAM only", "plain", "AWS_ENDPOINT_URL_IAM=https://iam.env", NONE, NULL, "eu-west-1",
	    NULL, NULL, "https://iam.env", "AWS_ENDPOINT_URL_IAM", NULL, false, false, false },
	{ "the option is for STS", "full", "AWS_ENDPOINT_URL_STS=https://sts.env", { .url = "https://option.example" },
	    NULL, "eu-west-1", "https://option.example", "--endpoint-url", "https://all.example",
	    "endpoint_url of profile 'full'", "/home/alice/ca.pem", true, true, true },
	{ "sections", "sections", NULL, NONE, NULL, NULL,
	    "https://sts.example", "endpoint_url of [services mine]", "https://iam.example",
	    "endpoint_url of [services mine]", NULL, false, false, false },
	{ "the environment beats sections", "sections", "AWS_ENDPOINT_URL=https://env.example", NONE, NULL, NULL,
	    "https://env.example", "AWS_ENDPOINT_URL", "https://env.example", "AWS_ENDPOINT_URL", NULL,
	    false, false, false },
	{ "a section without our services", "half", NULL, NONE, NULL, NULL,
	    "https://all.example", "endpoint_url of profile 'half'", "https://all.example",
	    "endpoint_url of profile 'half'", NULL, false, false, false },
	{ "a missing section that is not reached", "lost", "AWS_ENDPOINT_URL=https://env.example", NONE, NULL, NULL,
	    "https://env.example", "AWS_ENDPOINT_URL", "https://env.example", "AWS_ENDPOINT_URL", NULL,
	    false, false, false },
	{ "ignored by the profile", "ignoring", "AWS_ENDPOINT_URL=https://env.example", NONE, NULL, NULL,
	    NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "ignored by the environment", "sections", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=True", NONE, NULL, NULL,
	    NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "an option is never ignored", "ignoring", NULL, { .url = "https://option.example" }, NULL, NULL,
	    "https://option.example", "--endpoint-url", NULL, NULL, NULL, false, false, false },
	{ "only true is true", "bad-boolean", "AWS_USE_DUALSTACK_ENDPOINT=1", NONE, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, false, false, false },
	{ "what botocore trusts when nothing else is set", "plain", "REQUESTS_CA_BUNDLE=~/corp.pem", NONE, NULL,
	    "eu-west-1",
	    NULL, NULL, NULL, NULL, "/home/alice/corp.pem", false, false, false },
	{ "our own variable before it", "plain", "REQUESTS_CA_BUNDLE=/corp.pem AWS_CA_BUNDLE=/aws.pem", NONE, NULL,
	    "eu-west-1",
	    NULL, NULL, NULL, NULL, "/aws.pem", false, false, false },
	{ "the profile before it", "full", "REQUESTS_CA_BUNDLE=/corp.pem", NONE, NULL, "eu-west-1",
	    "https://all.example", "endpoint_url of profile 'full'", "https://all.example",
	    "endpoint_url of profile 'full'",
	    "/home/alice/ca.pem", true, true, true },
	{ "an empty one is none", "plain", "REQUESTS_CA_BUNDLE=", NONE, NULL, "eu-west-1", NULL, NULL, NULL, NULL, NULL,
	    false, false, false },
	{ "a region of the FIPS kind, in front", "", NULL, { .region = "fips-us-east-1" }, NULL, "us-east-1",
	    NULL, NULL, NULL, NULL, NULL, true, false, false },
	{ "a region of the FIPS kind, behind", "", NULL, NONE, "us-gov-west-1-fips", "us-gov-west-1",
	    NULL, NULL, NULL, NULL, NULL, true, false, false },
	{ "one in the file, whatever the variable says", "fips", "AWS_USE_FIPS_ENDPOINT=false", NONE, NULL, "us-west-2",
	    NULL, NULL, NULL, NULL, NULL, true, false, false },
	{ "one that does not count", "fips", NULL, NONE, "eu-west-2", "eu-west-2",
	    NULL, NULL, NULL, NULL, NULL, false, false, false },
	{ "another user's home is left alone", "", "AWS_CA_BUNDLE=~bob/ca.pem", NONE, NULL, NULL, NULL, NULL, NULL,
	    NULL, "~bob/ca.pem", false, false, false },
};

static void
same(const char *row, const char *what, const char *found, const char *expected)
{
	ck_assert_msg((found == NULL) == (expected == NULL) && (found == NULL || strcmp(found, expected) == 0),
	    "%s: %s is %s, not %s", row, what, found == NULL ? "(not set)" : found,
	    expected == NULL ? "(not set)" : expected);
}

static const struct {
	const char		*name, *profile, *environment;
	struct endpoint_options	 options;
	const char		*region_env;
	enum endpoint_service	 service;
	const char		*region_from, *url_from;	/* of what is resolved */
} origins[] = {
	{ "of the profile", "plain", NULL, NONE, NULL, ENDPOINT_STS, "region of profile 'plain'", NULL },
	{ "of a variable", "plain", "AWS_REGION=eu-west-2", NONE, "eu-west-2", ENDPOINT_STS, "AWS_REGION", NULL },
	{ "of the other variable", "plain", "AWS_DEFAULT_REGION=eu-west-2", NONE, "eu-west-2", ENDPOINT_STS,
	    "AWS_DEFAULT_REGION", NULL },
	{ "of a variable that ours replaced", "plain", "AWS_REGION=eu-west-3", NONE, "eu-west-2", ENDPOINT_STS,
	    "AWS_REGION or AWS_DEFAULT_REGION", NULL },
	{ "by option", "plain", "AWS_REGION=eu-west-2", { .region = "eu-west-3" }, "eu-west-2", ENDPOINT_STS,
	    "--region", NULL },
	{ "none", "", NULL, NONE, NULL, ENDPOINT_STS, NULL, NULL },
	{ "IAM has one host for all regions", "plain", NULL, NONE, NULL, ENDPOINT_IAM, NULL, NULL },
	{ "so had STS once", "plain", "AWS_STS_REGIONAL_ENDPOINTS=legacy", NONE, NULL, ENDPOINT_STS, NULL, NULL },
	{ "a URL", "plain", "AWS_ENDPOINT_URL_STS=https://sts.eu-west-1.example", NONE, NULL, ENDPOINT_STS, NULL,
	    "AWS_ENDPOINT_URL_STS" },
	{ "AWS's own URL", "plain", "AWS_ENDPOINT_URL_STS=https://sts.eu-west-1.amazonaws.com", NONE, NULL,
	    ENDPOINT_STS, NULL, "AWS_ENDPOINT_URL_STS" },
	{ "the URL of the other service", "plain", "AWS_ENDPOINT_URL_IAM=https://iam.example", NONE, NULL, ENDPOINT_STS,
	    "region of profile 'plain'", NULL },
};

START_TEST(tells_where_the_host_comes_from)
{
	const char *name = origins[_i].name;
	struct endpoint_settings settings;
	struct endpoint endpoint;
	struct config config;
	struct error err;

	unsetenv("AWS_REGION");
	unsetenv("AWS_DEFAULT_REGION");
	ck_assert_msg(read_settings(&settings, &config, origins[_i].profile, origins[_i].environment,
	    &origins[_i].options, origins[_i].region_env, &err), "%s: %s", name, err.message);
	ck_assert_msg(endpoint_resolve(&endpoint, origins[_i].service, &settings, &err), "%s: %s", name, err.message);
	same(name, "the region", endpoint.region_from, origins[_i].region_from);
	same(name, "the URL", endpoint.url_from, origins[_i].url_from);
	endpoint_settings_clear(&settings);
	config_clear(&config);
}
END_TEST

START_TEST(reads)
{
	const char *name = read_rows[_i].name;
	struct endpoint_settings settings;
	struct config config;
	struct error err;

	ck_assert_msg(read_settings(&settings, &config, read_rows[_i].profile, read_rows[_i].environment,
	    &read_rows[_i].options, read_rows[_i].region_env, &err), "%s: %s", name, err.message);
	same(name, "region", settings.region, read_rows[_i].region);
	same(name, "STS", settings.url[ENDPOINT_STS], read_rows[_i].sts);
	same(name, "IAM", settings.url[ENDPOINT_IAM], read_rows[_i].iam);
	if (settings.url[ENDPOINT_STS] != NULL)
		same(name, "source of STS", settings.url_from[ENDPOINT_STS], read_rows[_i].sts_from);
	if (settings.url[ENDPOINT_IAM] != NULL)
		same(name, "source of IAM", settings.url_from[ENDPOINT_IAM], read_rows[_i].iam_from);
	same(name, "CA bundle", settings.ca_bundle, read_rows[_i].ca_bundle);
	ck_assert_msg(settings.fips == read_rows[_i].fips, "%s: FIPS", name);
	ck_assert_msg(settings.dualstack == read_rows[_i].dualstack, "%s: dual-stack", name);
	ck_assert_msg(settings.legacy == read_rows[_i].legacy, "%s: legacy", name);
	endpoint_settings_clear(&settings);
	config_clear(&config);
}
END_TEST

static const struct {
	const char		*name, *profile, *environment;
	struct endpoint_options	 options;
	const char		*region_env;
	const char		*message;
} unreadable[] = {
	{ "missing section", "lost", NULL, NONE, NULL,
	    "services of profile 'lost': there is no section [services nowhere]" },
	{ "missing section, for IAM", "lost", "AWS_ENDPOINT_URL_STS=https://x", NONE, NULL, "[services nowhere]" },
	{ "mode of the profile", "bad-mode", NULL, NONE, NULL,
	    "sts_regional_endpoints of profile 'bad-mode': 'global' is not a mode" },
	{ "mode of the environment", "plain", "AWS_STS_REGIONAL_ENDPOINTS=both", NONE, NULL,
	    "AWS_STS_REGIONAL_ENDPOINTS: 'both' is not a mode" },
	{ "region of the profile", "bad-region", NULL, NONE, NULL,
	    "region of profile 'bad-region': 'eu.west' is not the name of a region" },
	{ "region of the environment", "plain", NULL, NONE, "a b", "AWS_REGION or AWS_DEFAULT_REGION: 'a b' is not" },
	{ "region by option", "plain", NULL, { .region = "" }, NULL, "--region: '' is not" },
};

START_TEST(does_not_read)
{
	struct endpoint_settings settings;
	struct config config;
	struct error err;

	ck_assert_msg(!read_settings(&settings, &config, unreadable[_i].profile, unreadable[_i].environment,
	    &unreadable[_i].options, unreadable[_i].region_env, &err), "%s", unreadable[_i].name);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strstr(err.message, unreadable[_i].message) != NULL, "%s: %s", unreadable[_i].name, err.message);
	endpoint_settings_clear(&settings);
	config_clear(&config);
}
END_TEST

/* What a session exported for the profile must not decide for the next one. */
START_TEST(what_a_session_set_is_not_the_users)
{
	struct endpoint_settings settings;
	struct saved saved = SAVED_INIT;
	struct endpoint_options options = { .saved = &saved };
	struct config config;
	struct error err;

	saved.ours[SAVED_AWS_USE_FIPS_ENDPOINT] = "true";
	ck_assert(read_settings(&settings, &config, "plain", "AWS_USE_FIPS_ENDPOINT=true", &options, NULL, &err));
	ck_assert(!settings.fips);
	endpoint_settings_clear(&settings);
	config_clear(&config);
	saved.ours[SAVED_AWS_USE_FIPS_ENDPOINT] = "false";
	ck_assert(read_settings(&settings, &config, "plain", "AWS_USE_FIPS_ENDPOINT=true", &options, NULL, &err));
	ck_assert(settings.fips);
	endpoint_settings_clear(&settings);
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("endpoint");
	TCase *rules = tcase_create("rules"), *settings = tcase_create("settings");

	tcase_add_loop_test(rules, is_what_botocore_resolves, 0, COUNT(rows));
	tcase_add_loop_test(rules, resolves, 0, COUNT(resolved));
	tcase_add_loop_test(rules, refuses, 0, COUNT(refused));
	tcase_add_loop_test(settings, tells_where_the_host_comes_from, 0, COUNT(origins));
	tcase_add_loop_test(settings, reads, 0, COUNT(read_rows));
	tcase_add_loop_test(settings, does_not_read, 0, COUNT(unreadable));
	tcase_add_test(settings, what_a_session_set_is_not_the_users);
	suite_add_tcase(suite, rules);
	suite_add_tcase(suite, settings);
	return unit_run(suite);
}
