#include "helper/proxy.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The value of the variable that counts; libcurl takes an empty one for none at all. */
static const char *
find_value(const char **variable)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		*variable = names[i];
		if (value != NULL && *value != '\0')
			return value;
	}
	return NULL;
}

/* Takes SCHEME:// off the front of TEXT. */
static const char *
take_scheme(struct proxy *proxy, const char *text)
{
	const char *end = strstr(text, "://");
	char *letter;

	snprintf(proxy->scheme, sizeof(proxy->scheme), "%.*s", end == NULL ? 4 : (int)(end - text),
	    end == NULL ? "http" : text);
	for (letter = proxy->scheme; *letter != '\0'; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	return end == NULL ? text : end + 3;
}

bool
proxy_find(struct proxy *proxy)
{
	const char *text = find_value(&proxy->variable), *at, *colon;

	if (text == NULL)
		return false;
	text = take_scheme(proxy, text);
	at = strrchr(text, '@');
	if (at != NULL)
		text = at + 1;
	snprintf(proxy->host, sizeof(proxy->host), "%.*s", (int)strcspn(text, "/"), text);
	colon = strrchr(proxy->host, ':');
	proxy->port = colon != NULL && strchr(colon, ']') == NULL ? (int)strtol(colon + 1, NULL, 10) :
	    strcmp(proxy->scheme, "https") == 0 ? 443 : 1080;
	return true;
}

bool
proxy_is_spoken(const struct proxy *proxy)
{
	return strcmp(proxy->scheme, "http") == 0 || strcmp(proxy->scheme, "https") == 0;
}
