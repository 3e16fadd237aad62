/* fuzz_text.c - foreign text that is shown, trimmed, encoded: harmless on a terminal, and decoded as it was */
#include "base/blank.h"
#include "base/percent.h"
#include "base/printable.h"
#include "base/suggestion.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len), *copy = fuzz_text(bytes, len), shown[VISIBLE_SIZE];
	struct secret encoded = SECRET_INIT, decoded = SECRET_INIT, trimmed = SECRET_INIT;

	percent_encode(&encoded, text);
	require(strpbrk(secret_text(&encoded), "&=,\n ") == NULL);
	require(percent_decode(&decoded, secret_text(&encoded), encoded.len));
	require(strcmp(secret_text(&decoded), text) == 0);
	printable_make(copy, false);
	require_printable(copy);
	require(strlen(visible_text(shown, sizeof(shown), text)) < sizeof(shown));
	visible_find_hidden(text);
	secret_set(&trimmed, text);
	secret_trim(&trimmed);
	require(trimmed.len <= strlen(text) && (trimmed.len == 0 || blank_length(trimmed.data) == 0));
	utf8_is_valid(text);
	secret_clear(&encoded);
	secret_clear(&decoded);
	secret_clear(&trimmed);
	free(copy);
	free(text);
	return 0;
}
