/* fuzz_answer_xml.c - XML answers, pages and noise of a hostile server */
#include "fuzz_answer.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || data[0] != '{')
		parse_as_every_action(data, size);
	return 0;
}
