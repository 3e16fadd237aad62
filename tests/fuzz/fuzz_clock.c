/* fuzz_clock.c - AWS's message about a wrong clock, and the time in it */
#include "fuzz.h"
#include "helper/clock.h"
#include "helper/retry.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len);
	time_t server = -1;

	if (clock_of_server(0, text, &server))
		require(server >= 0 && server <= 253402300799);
	clock_is_suspect(text);
	retry_helps(403, text);
	retry_is_ambiguous(503, text);
	free(text);
	return 0;
}
