/* peer.c
 *
 *  1. Keys MUST be RSA of 2048 bits, elliptic curves of 256, or better.
 *  2. Signatures of the certificate MUST be of a hash that is not broken: neither MD5 nor SHA-1.
 *  3. The certificate MUST be for a server, and name the host in subjectAltName.
 *  4. The key exchange MUST be of fresh keys: a stolen private key must not open what was recorded.
 */
#include "helper/peer.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>

/* The GnuTLS session of a connection; NULL: there is none. */
static gnutls_session_t
session_of(CURL *curl)
{
	struct curl_tlssessioninfo *info = NULL;

	if (curl_easy_getinfo(curl, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || info == NULL ||
	    info->backend != CURLSSLBACKEND_GNUTLS)
		return NULL;
	return info->internals;
}

static bool
weak(const char *host, const char *what, struct error *err)
{
	error_set(err, STATUS_UNREACHABLE, "%s: its certificate is too weak: %s", host, what);
	return error_cause(err, CAUSE_CERTIFICATE_WEAK);
}

static bool
has_good_key(gnutls_x509_crt_t certificate, const char *host, struct error *err)
{
	unsigned int bits = 0;
	int algorithm = gnutls_x509_crt_get_pk_algorithm(certificate, &bits);
	bool curve = algorithm == GNUTLS_PK_ECDSA || algorithm == GNUTLS_PK_EDDSA_ED25519 ||
	    algorithm == GNUTLS_PK_EDDSA_ED448;
	char what[80];

	if (algorithm >= 0 && bits >= (curve ? 255u : 2048u))
		return true;
	snprintf(what, sizeof(what), "%.40s with %u bits",
	    gnutls_pk_algorithm_get_name((gnutls_pk_algorithm_t)algorithm), bits);
	return weak(host, what, err);
}

static bool
has_good_signature(gnutls_x509_crt_t certificate, const char *host, struct error *err)
{
	int algorithm = gnutls_x509_crt_get_signature_algorithm(certificate);
	char what[80];

	if (algorithm >= 0 && gnutls_sign_is_secure((gnutls_sign_algorithm_t)algorithm))
		return true;
	snprintf(what, sizeof(what), "signed with %.40s",
	    algorithm < 0 ? "an unknown algorithm" : gnutls_sign_get_name((gnutls_sign_algorithm_t)algorithm));
	return weak(host, what, err);
}

static bool
is_for_server(gnutls_x509_crt_t certificate, const char *host, struct error *err)
{
	char name[256];
	size_t size = sizeof(name);
	int type = gnutls_x509_crt_get_subject_alt_name(certificate, 0, name, &size, NULL);

	if (gnutls_x509_crt_check_key_purpose(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0) == 0)
		return weak(host, "it is not for a server", err);
	if (type < 0 && type != GNUTLS_E_SHORT_MEMORY_BUFFER)
		return weak(host, "it has no subjectAltName", err);
	return true;
}

static bool
is_good_certificate(const gnutls_datum_t *der, bool is_own, const char *host, struct error *err)
{
	gnutls_x509_crt_t certificate;
	bool ok;

	if (gnutls_x509_crt_init(&certificate) < 0)
		return error_memory(err);
	if (gnutls_x509_crt_import(certificate, der, GNUTLS_X509_FMT_DER) < 0)
		ok = weak(host, "it cannot be read", err);
	else
		ok = has_good_key(certificate, host, err) && (!is_own || is_for_server(certificate, host, err)) &&
		    /* nobody relies on the signature that an authority puts on itself */
		    (gnutls_x509_crt_check_issuer(certificate, certificate) == 1 ||
		    has_good_signature(certificate, host, err));
	gnutls_x509_crt_deinit(certificate);
	return ok;
}

bool
peer_is_good(CURL *curl, const char *host, struct error *err)
{
	gnutls_session_t session = session_of(curl);
	const gnutls_datum_t *chain;
	unsigned int count = 0, i;

	if (session == NULL)
		return true;
	if (gnutls_kx_get(session) == GNUTLS_KX_RSA)
		return weak(host, "RSA key exchange", err);
	chain = gnutls_certificate_get_peers(session, &count);
	for (i = 0; chain != NULL && i < count; i++)
		if (!is_good_certificate(&chain[i], i == 0, host, err))
			return false;
	return chain != NULL || weak(host, "there is none", err);
}
