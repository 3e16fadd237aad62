/* fuzz_held.c - the session that an environment holds: ours and whole, or none of our business
 *
 * Each line of the input is the value of one variable.
 */
#include "fuzz.h"
#include "shell/shell_session.h"

#define NOW ((time_t)1795600000)

static const char *const names[] = {
	"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWSMFA_KEY_ID", "AWSMFA_EXPIRES",
	"AWSMFA_STARTED", "AWSMFA_PROFILE", "AWSMFA_OPTIONS",
};

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct shell_session held = SHELL_SESSION_INIT;
	char *text = fuzz_text(bytes, len), *rest = text;
	struct error err;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		setenv(names[i], fuzz_line(&rest), 1);
	require(shell_session_read(&held, NOW, &err));
	if (shell_session_is_ours(&held)) {
		require(strcmp(held.session.credentials.access_key_id, getenv("AWSMFA_KEY_ID")) == 0);
		require(held.session.credentials.secret_access_key.len > 0 &&
		    held.session.credentials.session_token.len > 0);
		require(held.session.expires <= NOW + 36 * 3600);
		require((held.state == SHELL_SESSION_EXPIRED) == (held.session.expires <= NOW));
	} else {
		require(held.session.credentials.access_key_id[0] == '\0' && *held.profile == '\0' &&
		    *held.options == '\0');
	}
	shell_session_clear(&held);
	free(text);
	return 0;
}
