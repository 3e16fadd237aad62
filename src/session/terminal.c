#include "session/terminal.h"

bool
terminal_read(struct terminal *terminal, struct error *err)
{
	state_read(&terminal->state);
	saved_read(&terminal->saved);
	return shell_session_read(&terminal->held, time(NULL), err) && secret_check(&terminal->saved.text, err);
}

void
terminal_clear(struct terminal *terminal)
{
	state_clear(&terminal->state);
	shell_session_clear(&terminal->held);
	saved_clear(&terminal->saved);
}
