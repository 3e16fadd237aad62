/* url.h - the one kind of URL we send requests to
 *
 *	struct url url;
 *
 *	if (!url_parse("https://sts.eu-west-1.amazonaws.com", &url, err))
 *		...
 *	url.host "sts.eu-west-1.amazonaws.com", url.authority the same, url.path "/"
 */
#ifndef TYPES_URL_H
#define TYPES_URL_H

#include "base/error.h"

struct url {
	bool	tls;			/* https */
	bool	loopback;		/* 127.0.0.0/8, ::1 or localhost, by name alone */
	char	host[256];		/* lower case; an IPv6 address without its brackets */
	int	port;			/* 443 or 80 when the URL names none */
	char	authority[272];		/* the Host header: brackets, and the port unless it is the scheme's own */
	char	path[1024];		/* begins with '/' */
};

/* Takes TEXT apart. Refused, with a reason that quotes TEXT (but not what comes before an '@', which
 * may be a password): another scheme than https and http, http to a host that is not loopback, a user, a
 * query, a fragment, blanks or control bytes, an empty host, characters that no host name has, a host
 * that ends in a number and is no dotted quad (127.1), a port outside 1 to 65535, "." and ".." in the
 * path. STATUS_LOCAL. */
bool	url_parse(const char *text, struct url *url, struct error *err) MUST_CHECK;

#endif
