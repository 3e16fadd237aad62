/* fuzz_state.c - whatever a shell hands back as the private state, reading it ends well, and what was read is written
 * and read the same */
#include "fuzz.h"
#include "shell/state.h"

static void
read_as_state(struct state *state, const char *text)
{
	setenv(STATE_SHELL_VARIABLE, "bash", 1);
	setenv(STATE_VARIABLE, text, 1);
	state_read(state);
	require(getenv(STATE_VARIABLE) == NULL);
	require(state->aws_cli[0] == '\0' || state->aws_cli[0] == '/');
	require(state->mfa.count <= MFA_SESSIONS);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct state state = STATE_INIT;
	struct secret first = SECRET_INIT, second = SECRET_INIT;
	char *text = fuzz_text(bytes, len);

	read_as_state(&state, text);
	state_write(&first, &state);
	read_as_state(&state, secret_text(&first));
	state_write(&second, &state);
	require(strcmp(secret_text(&first), secret_text(&second)) == 0);
	state_clear(&state);
	secret_clear(&first);
	secret_clear(&second);
	free(text);
	return 0;
}
