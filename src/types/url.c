/* url.c
 *
 *  1. What is not understood byte by byte MUST be refused: curl would read it in its own way, and the
 *     host we checked must be the host it connects to.
 *  2. Plain http MUST go to a loopback address only, and what loopback is MUST be decided from its text:
 *     the resolver's other spellings (127.1, 0x7f.1, 2130706433) are not host names here.
 *  3. A reason MUST NOT show what comes before an '@', which may be a password.
 */
#include "types/url.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/visible.h"

#define DIGITS	"0123456789"
#define LETTERS	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool
refuse(struct error *err, const char *text, const char *reason)
{
	const char *at = strrchr(text, '@');
	char shown[VISIBLE_SIZE];

	return error_set(err, STATUS_LOCAL, "the URL '%s%s' %s", at == NULL ? "" : "...",
	    visible_text(shown, sizeof(shown), at == NULL ? text : at), reason);
}

/* Copies LENGTH bytes in lower case, by ASCII: the user's locale has no say in host names. */
static bool
copy_lower(char *to, size_t size, const char *from, size_t length)
{
	size_t i;

	if (length >= size)
		return false;
	for (i = 0; i < length; i++)
		to[i] = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] - 'A' + 'a' : from[i]);
	to[length] = '\0';
	return true;
}

/* Whether HOST is four decimal numbers, each as short as it can be: 010 is 8 to some readers. */
static bool
is_dotted_quad(const char *host)
{
	int part, value;
	size_t digits;

	for (part = 0; part < 4; part++) {
		digits = strspn(host, DIGITS);
		if (digits == 0 || digits > 3 || (digits > 1 && *host == '0'))
			return false;
		for (value = 0; digits > 0; digits--)
			value = value * 10 + (*host++ - '0');
		if (value > 255 || *host != (part == 3 ? '\0' : '.'))
			return false;
		host++;
	}
	return true;
}

/* Whether a resolver could take the last label for a part of an IPv4 address. */
static bool
ends_in_a_number(const char *host)
{
	const char *dot = strrchr(host, '.'), *last = dot == NULL ? host : dot + 1;

	if (strncmp(last, "0x", 2) == 0 && last[2 + strspn(last + 2, DIGITS "abcdef")] == '\0')
		return true;
	return last[strspn(last, DIGITS)] == '\0';
}

/* Host names as the DNS has them, and '_', which private networks use. */
static bool
is_host_name(const char *host)
{
	size_t label;

	if (strlen(host) > 253 || host[strspn(host, LETTERS DIGITS "-_.")] != '\0')
		return false;
	for (;;) {
		label = strcspn(host, ".");
		if (label == 0 || label > 63 || host[0] == '-' || host[label - 1] == '-')
			return false;
		if (host[label] == '\0')
			return true;
		host += label + 1;
	}
}

static bool
take_name(struct url *url, const char *start, size_t length)
{
	if (!copy_lower(url->host, sizeof(url->host), start, length))
		return false;
	if (is_dotted_quad(url->host)) {
		url->loopback = strncmp(url->host, "127.", 4) == 0;
		return true;
	}
	url->loopback = strcmp(url->host, "localhost") == 0;
	return is_host_name(url->host) && !ends_in_a_number(url->host);
}

static bool
take_ipv6(struct url *url, const char *start, size_t length)
{
	struct in6_addr address;

	if (!copy_lower(url->host, sizeof(url->host), start, length) || inet_pton(AF_INET6, url->host, &address) != 1)
		return false;
	url->loopback = memcmp(&address, &in6addr_loopback, sizeof(address)) == 0;
	return true;
}

/* The host at *NEXT, which is moved behind it. */
static bool
take_host(struct url *url, const char **next)
{
	const char *start = *next;
	size_t length;

	if (*start == '[') {
		length = strcspn(start, "]/");
		*next += length + 1;
		return start[length] == ']' && take_ipv6(url, start + 1, length - 1);
	}
	length = strcspn(start, ":/");
	*next += length;
	return take_name(url, start, length);
}

static bool
take_port(struct url *url, const char **next)
{
	size_t digits;

	url->port = url->tls ? 443 : 80;
	if (**next != ':')
		return true;
	++*next;
	digits = strspn(*next, DIGITS);
	if (digits == 0 || digits > 5)
		return false;
	for (url->port = 0; digits > 0; digits--)
		url->port = url->port * 10 + (*(*next)++ - '0');
	return url->port >= 1 && url->port <= 65535;
}

/* Whether PATH has a segment "." or "..", however it is written: curl takes such segments out, and
 * then sends another path than the one that was signed. */
static bool
has_dot_segment(const char *path)
{
	size_t dots;

	while (*path == '/') {
		for (path++, dots = 0; *path == '.' || strncasecmp(path, "%2e", 3) == 0; dots++)
			path += *path == '.' ? 1 : 3;
		if ((dots == 1 || dots == 2) && (*path == '/' || *path == '\0'))
			return true;
		path += strcspn(path, "/");
	}
	return false;
}

/* RFC 3986's path: what else there may be must be percent-encoded. */
static bool
take_path(struct url *url, const char *path)
{
	size_t i;

	if (*path == '\0')
		path = "/";
	if (*path != '/' || strlen(path) >= sizeof(url->path) || has_dot_segment(path))
		return false;
	for (i = 0; path[i] != '\0'; i++) {
		if (path[i] == '%' && strspn(path + i + 1, DIGITS "abcdefABCDEF") < 2)
			return false;
		if (strchr(LETTERS DIGITS "-._~!$&'()*+,;=:@/%", path[i]) == NULL)
			return false;
	}
	memcpy(url->path, path, i + 1);
	return true;
}

static void
write_authority(struct url *url)
{
	bool brackets = strchr(url->host, ':') != NULL;
	int used;

	used = snprintf(url->authority, sizeof(url->authority), "%s%s%s", brackets ? "[" : "", url->host,
	    brackets ? "]" : "");
	if (url->port != (url->tls ? 443 : 80))
		snprintf(url->authority + used, sizeof(url->authority) - (size_t)used, ":%d", url->port);
}

/* Names the characters that delimit the parts and that no part would report, for a better reason. */
static const char *
general_reason(const char *text, const char *authority)
{
	const char *byte;

	for (byte = text; *byte != '\0'; byte++)
		if (*byte > '\0' && (*byte <= ' ' || *byte == 0x7f))
			return "holds a blank or a control byte";
	if (strchr(text, '?') != NULL)
		return "has a query (?...), which an endpoint cannot have";
	if (strchr(text, '#') != NULL)
		return "has a fragment (#...), which an endpoint cannot have";
	if (memchr(authority, '@', strcspn(authority, "/")) != NULL)
		return "names a user, which an endpoint cannot have";
	return NULL;
}

bool
url_parse(const char *text, struct url *url, struct error *err)
{
	const char *next, *reason;

	*url = (struct url){ .tls = strncasecmp(text, "https://", 8) == 0 };
	if (!url->tls && strncasecmp(text, "http://", 7) != 0)
		return refuse(err, text, "begins with neither https:// nor http://");
	next = text + (url->tls ? 8 : 7);
	reason = general_reason(text, next);
	if (reason != NULL)
		return refuse(err, text, reason);
	if (strchr(":/", *next) != NULL)		/* also finds the end of TEXT */
		return refuse(err, text, "names no host");
	if (!take_host(url, &next))
		return refuse(err, text, "names a host that is neither a host name nor an address");
	if (!take_port(url, &next))
		return refuse(err, text, "has a port that is not one of 1 to 65535");
	if (!take_path(url, next))
		return refuse(err, text,
		    "has a path that is too long, has a '..' in it, or bytes that must be written as %XX");
	if (!url->tls && !url->loopback)
		return refuse(err, text, "uses plain http, which awsmfa sends only to this machine; use https");
	write_authority(url);
	return true;
}
