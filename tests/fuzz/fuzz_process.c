/* fuzz_process.c - what a credential_process prints: keys that may be used, or an error without a secret */
#include "fuzz.h"
#include "profile/credential_process.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct error err = { .status = STATUS_DONE };
	char *text = fuzz_text(bytes, len);

	if (credential_process_parse(&credentials, text, "the program", &err)) {
		require(credentials_id_is_valid(credentials.access_key_id) && credentials.secret_access_key.len > 0);
		require_printable(secret_text(&credentials.secret_access_key));
		require_printable(secret_text(&credentials.session_token));
		require(strpbrk(secret_text(&credentials.secret_access_key), " \n") == NULL);
	} else {
		require(err.status == STATUS_LOCAL && err.message[0] != '\0');
	}
	credentials_clear(&credentials);
	free(text);
	return 0;
}
