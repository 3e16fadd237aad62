#include "helper/trust_store.h"

#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

const char *
trust_store_find(void)
{
	static const char *const bundles[] = {
		"/etc/ssl/certs/ca-certificates.crt",		/* Debian, Ubuntu, Alpine, Arch, Gentoo */
		"/etc/pki/tls/certs/ca-bundle.crt",		/* Fedora, RHEL and what follows them */
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",	/* newer ones of these */
		"/etc/ssl/ca-bundle.pem",			/* openSUSE */
		"/opt/homebrew/etc/ca-certificates/cert.pem",	/* Homebrew on Apple's processors */
		"/usr/local/etc/ca-certificates/cert.pem",	/* Homebrew on Intel's */
		"/usr/local/share/certs/ca-root-nss.crt",	/* FreeBSD */
		"/etc/openssl/certs/ca-certificates.crt",	/* NetBSD */
		"/etc/ssl/cert.pem",				/* OpenBSD, macOS, Alpine without the package */
	};
	struct stat info;
	size_t i;

	for (i = 0; i < sizeof(bundles) / sizeof(bundles[0]); i++)
		if (stat(bundles[i], &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 &&
		    access(bundles[i], R_OK) == 0)
			return bundles[i];
	return NULL;
}
