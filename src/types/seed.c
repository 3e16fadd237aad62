/* seed.c
 *
 *  1. What is not base32 MUST NOT pass: it becomes part of an address and goes to the terminal.
 *  2. Every part of it MUST be wiped.
 */
#include "types/seed.h"

#include <string.h>

#define SHORTEST 16

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool
seed_is_valid(const char *text)
{
	size_t length = strlen(text);

	return length >= SHORTEST && length <= SEED_LENGTH && strspn(text, base32) == length;
}

/* Appends the bytes of the base64 TEXT; false when it is none. */
static bool
decode(struct secret *out, const char *text)
{
	size_t digits = strspn(text, base64), length = strlen(text), i;
	unsigned bits = 0;
	char byte;

	if (length % 4 != 0 || length - digits > 2 || text[digits + strspn(text + digits, "=")] != '\0')
		return false;
	for (i = 0; i < digits; i++) {
		bits = bits << 6 | (unsigned)(strchr(base64, text[i]) - base64);
		if (i % 4 == 0)
			continue;
		byte = (char)(bits >> (6 - i % 4 * 2) & 0xff);
		secret_add(out, &byte, 1);
	}
	secret_wipe(&bits, sizeof(bits));
	secret_wipe(&byte, sizeof(byte));
	return true;
}

bool
seed_decode(struct secret *seed, const char *text)
{
	secret_clear(seed);
	if (decode(seed, text) && strlen(secret_text(seed)) == seed->len && seed_is_valid(secret_text(seed)))
		return true;
	secret_clear(seed);
	return false;
}
