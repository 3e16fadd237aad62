/* fuzz_endpoint.c - a config file, a region and a partition: the host is AWS's own, or the user's, and named so */
#include "aws/endpoint.h"
#include "fuzz.h"
#include "types/url.h"

static void
resolve(const struct config *config, const char *region)
{
	static const char *const profiles[] = { "default", "a" };
	struct endpoint_settings settings;
	struct endpoint_options options = { .region = *region == '\0' ? NULL : region };
	struct endpoint endpoint;
	struct error err = { .status = STATUS_DONE };
	struct url url;
	size_t i, service;

	for (i = 0; i < 2; i++) {
		bool ok = endpoint_settings_read(&settings, config, profiles[i], &options, NULL, &err);

		for (service = 0; ok && service < 2; service++)
			if (endpoint_resolve(&endpoint, (enum endpoint_service)service, &settings, &err)) {
				require(url_parse(endpoint.url, &url, &err));
				require(strcmp(url.host, endpoint.host) == 0 || endpoint.url_from != NULL);
			}
		endpoint_settings_clear(&settings);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len), *rest = text, *region = fuzz_line(&rest);
	struct config config = CONFIG_INIT;
	struct secret file = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_set(&file, rest);
	if (config_parse(&config, CONFIG_FILE, &file, &err))
		resolve(&config, region);
	secret_clear(&file);
	config_clear(&config);
	free(text);
	return 0;
}
