/* peer.h - whether the other side's certificate is good enough for today
 *
 * The TLS library has checked that the certificate is trusted, valid and for that host. It still accepts
 * from a private authority what browsers have refused for years: short keys, old hashes, a certificate for
 * clients, a name in the subject alone. Before anything is sent:
 *
 *	if (!peer_is_good(curl, "sts.eu-west-1.amazonaws.com", err))
 *		...			"...: its certificate is too weak: RSA with 1024 bits"
 *
 * The rules are those of the CA/Browser Forum's Baseline Requirements, 6.1.5 (keys), 7.1.3 (signatures) and
 * 7.1.2.7 (subjectAltName, key usage), and of RFC 9325, 4.1 (no RSA key transport).
 */
#ifndef HELPER_PEER_H
#define HELPER_PEER_H

#include <curl/curl.h>

#include "base/error.h"

/* Judges the connection of CURL, to HOST. Without TLS, and with a TLS library other than GnuTLS (which
 * has its own level), it has nothing to judge. STATUS_UNREACHABLE, CAUSE_CERTIFICATE_WEAK. */
bool	peer_is_good(CURL *curl, const char *host, struct error *err) MUST_CHECK;

#endif
