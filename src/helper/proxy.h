/* proxy.h - which proxy the environment names for https, as libcurl finds it
 *
 *	struct proxy proxy;
 *
 *	if (proxy_find(&proxy) && !proxy_is_spoken(&proxy))
 *		... proxy.variable names one of scheme proxy.scheme ...
 *
 * no_proxy is libcurl's to read: a proxy that is found may not be used for every host.
 */
#ifndef HELPER_PROXY_H
#define HELPER_PROXY_H

#include <stdbool.h>

struct proxy {
	const char	*variable;	/* that names it: "https_proxy" */
	char		 scheme[16];	/* lower case, cut; "http" if there is none */
	char		 host[256];	/* with the port, without user and password; cut */
	int		 port;		/* 443 and 1080, libcurl's defaults, if there is none */
};

/* False: there is none. */
bool	proxy_find(struct proxy *proxy);

/* Whether it is one that is asked with CONNECT. SOCKS proxies are not: they were never promised nor tested. */
bool	proxy_is_spoken(const struct proxy *proxy);

#endif
