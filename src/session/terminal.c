#include "session/terminal.h"

bool
terminal_read(struct terminal *terminal, struct error *err)
{
	(void)err;
	state_read(&terminal->state);
	shell_session_read(&terminal->held, time(NULL));
	saved_read(&terminal->saved);
	return true;
}

void
terminal_clear(struct terminal *terminal)
{
	state_clear(&terminal->state);
	shell_session_clear(&terminal->held);
	saved_clear(&terminal->saved);
}
