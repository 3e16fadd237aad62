/* fuzz_command_line.c - a typed line and AWSMFA_COMMANDS: looked at, never run, and never read past its end */
#include "fuzz.h"
#include "session/command_line.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len), *rest = text, *commands = strdup(fuzz_line(&rest)), *line = strdup(rest);

	require(commands != NULL && line != NULL);
	command_line_runs_aws(line, commands);
	command_line_runs_aws(line, NULL);
	require(!command_line_logs_in(line) || command_line_skips_renewal(line));
	free(line);
	free(commands);
	free(text);
	return 0;
}
