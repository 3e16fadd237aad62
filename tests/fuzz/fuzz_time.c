/* fuzz_time.c - durations and dates: in bounds, or refused; what is written is read the same */
#include "fuzz.h"
#include "types/duration.h"
#include "types/timestamp.h"

static void
read_date(const char *text)
{
	char written[TIMESTAMP_SIZE];
	time_t when, again;

	if (!timestamp_parse(text, &when))
		return;
	require(when >= -86400 && when <= 253402300799 + 86400);
	if (when < 0 || when > 253402300799)
		return;
	require(timestamp_parse(timestamp_utc(written, when), &again) && again == when);
	require(timestamp_parse_compact(timestamp_compact(written, when), &again) && again == when);
	timestamp_local(written, when, when + 86400);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len), said[64];
	long seconds;
	time_t when;

	if (duration_parse(text, &seconds)) {
		require(seconds >= 0 && seconds <= 10 * DAY);
		require(strlen(duration_say(said, sizeof(said), seconds)) < sizeof(said));
	}
	read_date(text);
	timestamp_parse_compact(text, &when);
	free(text);
	return 0;
}
