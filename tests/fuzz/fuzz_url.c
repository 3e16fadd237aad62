/* fuzz_url.c - URLs: what is taken apart is one that we may send to, and put together it is taken apart the same */
#include <stdio.h>

#include "fuzz.h"
#include "types/url.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct url url, again;
	struct error err = { .status = STATUS_DONE };
	char *text = fuzz_text(bytes, len), whole[1400];

	if (url_parse(text, &url, &err)) {
		require(url.tls || url.loopback);
		require(url.host[0] != '\0' && url.path[0] == '/' && url.port > 0 && url.port < 65536);
		require(strpbrk(url.host, "/@?#\\ %") == NULL && strpbrk(url.path, "?#\\ \n\r") == NULL);
		snprintf(whole, sizeof(whole), "%s://%s%s", url.tls ? "https" : "http", url.authority, url.path);
		require(url_parse(whole, &again, &err));
		require(strcmp(url.host, again.host) == 0 && url.port == again.port &&
		    strcmp(url.path, again.path) == 0);
	} else {
		require(err.status == STATUS_LOCAL && err.message[0] != '\0');
	}
	free(text);
	return 0;
}
