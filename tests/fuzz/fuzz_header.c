/* fuzz_header.c - the header lines of an answer: whatever they say, a request can be signed with the date */
#include "fuzz.h"
#include "helper/header.h"
#include "types/timestamp.h"

/* Gives LINE without a NUL behind it, as libcurl does; the address sanitizer sees who reads on. */
static void
take(struct header_facts *facts, const unsigned char *line, size_t len)
{
	char *exact = malloc(len == 0 ? 1 : len);

	require(exact != NULL);
	memcpy(exact, line, len);
	header_take(facts, exact, len);
	free(exact);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct header_facts facts = { .date = 0 };
	const unsigned char *end = bytes + len, *next;
	char written[TIMESTAMP_SIZE];
	time_t date, again;

	for (; bytes < end; bytes = next) {
		next = memchr(bytes, '\n', (size_t)(end - bytes));
		next = next == NULL ? end : next + 1;
		take(&facts, bytes, (size_t)(next - bytes));
	}
	date = header_date(&facts);
	require(date >= 0 && (date == 0 || (!facts.cached && date == facts.date)));
	require(strlen(timestamp_compact(written, date)) == 16);
	require(timestamp_parse_compact(written, &again) && again == date);
	return 0;
}
