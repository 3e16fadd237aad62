/* fuzz_arn.c - ARNs, regions and key ids: nothing that could leave a host name or a message */
#include "fuzz.h"
#include "types/arn.h"
#include "types/credentials.h"
#include "types/region.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len), plain[REGION_SIZE], shown[CREDENTIALS_ID_SHOWN_SIZE];
	struct arn arn;

	if (arn_parse(text, &arn))
		require(arn.resource > text && arn.resource <= text + strlen(text));
	if (arn_is_role(text)) {
		require(strlen(text) >= 20 && strlen(text) <= 2048 && arn_parse(text, &arn));
		require_printable(text);
	}
	if (region_is_valid(text))
		require(strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text) &&
		    strlen(text) < REGION_SIZE);
	if (region_without_fips(plain, text))
		require(strlen(plain) < strlen(text) && strlen(plain) < REGION_SIZE);
	if (credentials_id_is_valid(text))
		require(strpbrk(text, "/. \n") == NULL);
	require(strlen(credentials_id_shown(shown, text)) < sizeof(shown));
	free(text);
	return 0;
}
