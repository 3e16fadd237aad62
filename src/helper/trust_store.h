/* trust_store.h - the file in which this system keeps the certificates that it trusts
 *
 *	const char *bundle = trust_store_find();
 *
 *	if (bundle != NULL)
 *		curl_easy_setopt(curl, CURLOPT_CAINFO, bundle);		and no directory
 *
 * libcurl's own default is a file and a directory that holds the same certificates twice more, once for
 * each name: three times the work, and most of the work of a request. A certificate that was added to
 * the directory alone, without the system's tool (update-ca-certificates and the like), has no effect: that
 * tool adds it to the file, and AWS_CA_BUNDLE names any other.
 */
#ifndef HELPER_TRUST_STORE_H
#define HELPER_TRUST_STORE_H

/* The path of the first of the systems' known bundles that is here; NULL: there is none, and libcurl's
 * default serves. */
const char *trust_store_find(void);

#endif
