/* sigv4.c
 *
 *  1. Every key that is derived, and the secret with its prefix, MUST be wiped on every path.
 *  2. What is signed MUST be what is sent: nothing is added, and nothing is left out.
 *  3. The signature MUST depend on its arguments alone.
 */
#include "helper/sigv4.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "base/percent.h"
#include "types/timestamp.h"

#define DIGEST_SIZE	32
#define ALGORITHM	"AWS4-HMAC-SHA256"

static bool
hmac(const void *key, size_t key_len, const char *text, unsigned char digest[DIGEST_SIZE])
{
	return gnutls_hmac_fast(GNUTLS_MAC_SHA256, key, key_len, text, strlen(text), digest) == 0;
}

static void
add_hex(struct secret *out, const unsigned char digest[DIGEST_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < DIGEST_SIZE; i++)
		secret_add(out, (const char[]){ digits[digest[i] >> 4], digits[digest[i] & 15] }, 2);
}

/* Appends the SHA-256 of TEXT in hexadecimal. */
static bool
add_hash(struct secret *out, const struct secret *text)
{
	unsigned char digest[DIGEST_SIZE];

	if (gnutls_hash_fast(GNUTLS_DIG_SHA256, secret_text(text), text->len, digest) != 0)
		return false;
	add_hex(out, digest);
	return true;
}

/* Appends a path with everything encoded but its slashes. */
static void
add_path(struct secret *out, const char *path)
{
	for (; *path != '\0'; path++)
		if (*path == '/')
			secret_add(out, path, 1);
		else
			percent_encode(out, (const char[]){ *path, '\0' });
}

/* Appends a header's value without the blanks around it, each run of blanks inside as one. */
static void
add_value(struct secret *out, const char *value)
{
	size_t word;

	value += strspn(value, " \t");
	while (*value != '\0') {
		word = strcspn(value, " \t");
		secret_add(out, value, word);
		value += word;
		value += strspn(value, " \t");
		if (*value != '\0')
			secret_add(out, " ", 1);
	}
}

/* Copies the headers to SORTED, by name; AWS sorts by the bytes of the lower-case name. */
static bool
sort_headers(const struct sigv4_request *request, struct sigv4_header sorted[SIGV4_HEADERS])
{
	size_t i, place;

	if (request->header_count > SIGV4_HEADERS)
		return false;
	for (i = 0; i < request->header_count; i++) {
		for (place = i; place > 0 && strcmp(sorted[place - 1].name, request->headers[i].name) > 0; place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = request->headers[i];
	}
	return true;
}

static void
add_names(struct secret *out, const struct sigv4_header *sorted, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		secret_printf(out, "%s%s", i == 0 ? "" : ";", sorted[i].name);
}

static bool
add_canonical_request(struct secret *out, const struct sigv4_request *request, const struct sigv4_header *sorted)
{
	size_t i;

	secret_printf(out, "%s\n", request->method);
	add_path(out, request->path);
	secret_printf(out, "\n%s\n", request->query);
	for (i = 0; i < request->header_count; i++) {
		secret_printf(out, "%s:", sorted[i].name);
		add_value(out, sorted[i].value);
		secret_add(out, "\n", 1);
	}
	secret_add(out, "\n", 1);
	add_names(out, sorted, request->header_count);
	secret_add(out, "\n", 1);
	return add_hash(out, request->body);
}

/* Derives the key of one day, region and service, and signs TEXT with it. */
static bool
sign(const struct sigv4_request *request, const char *day, const char *text, unsigned char signature[DIGEST_SIZE])
{
	const char *steps[] = { request->region, request->service, "aws4_request", text };
	unsigned char key[DIGEST_SIZE], next[DIGEST_SIZE];
	struct secret first = SECRET_INIT;
	size_t i;
	bool ok;

	secret_puts(&first, "AWS4");
	secret_puts(&first, secret_text(&request->credentials->secret_access_key));
	ok = !first.failed && hmac(secret_text(&first), first.len, day, key);
	for (i = 0; ok && i < sizeof(steps) / sizeof(steps[0]); i++) {
		ok = hmac(key, sizeof(key), steps[i], next);
		memcpy(key, next, sizeof(key));
	}
	if (ok)
		memcpy(signature, key, sizeof(key));
	secret_clear(&first);
	secret_wipe(key, sizeof(key));
	secret_wipe(next, sizeof(next));
	return ok;
}

bool
sigv4_authorization(const struct sigv4_request *request, struct secret *out, struct error *err)
{
	struct sigv4_header sorted[SIGV4_HEADERS];
	struct secret canonical = SECRET_INIT, text = SECRET_INIT;
	unsigned char signature[DIGEST_SIZE];
	char date[TIMESTAMP_SIZE], day[9], scope[256];
	bool ok;

	timestamp_compact(date, request->when);
	snprintf(day, sizeof(day), "%.8s", date);
	snprintf(scope, sizeof(scope), "%s/%s/%s/aws4_request", day, request->region, request->service);
	ok = sort_headers(request, sorted) && add_canonical_request(&canonical, request, sorted);
	secret_printf(&text, ALGORITHM "\n%s\n%s\n", date, scope);
	ok = ok && add_hash(&text, &canonical) && !canonical.failed && !text.failed &&
	    sign(request, day, secret_text(&text), signature);
	secret_clear(&canonical);
	secret_clear(&text);
	if (!ok)
		return error_set(err, STATUS_LOCAL, "cannot sign the request");
	secret_printf(out, ALGORITHM " Credential=%s/%s, SignedHeaders=", request->credentials->access_key_id, scope);
	add_names(out, sorted, request->header_count);
	secret_puts(out, ", Signature=");
	add_hex(out, signature);
	return secret_check(out, err);
}
