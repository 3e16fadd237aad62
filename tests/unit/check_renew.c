/* check_renew.c - what the hook decides without a terminal: whether, and when to look again */
#include "session/renew.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "session/hook_mode.h"
#include "session/postpone.h"
#include "types/duration.h"
#include "unit.h"

#define OURS	"ASIAIOSFODNN7EXAMPLE"

START_TEST(waits_longer_each_time)
{
	static const long later[] = { 5, 5, 15, 60, 60, 60 }, unreached[] = { 1, 1, 5, 15, 15, 15 };

	ck_assert_int_eq(postpone_seconds_after_later(_i), later[_i] * MINUTE);
	ck_assert_int_eq(postpone_seconds_after_unreached(_i), unreached[_i] * MINUTE);
}
END_TEST

static const struct {
	const char	*value;
	enum hook_mode	 mode;
} modes[] = {
	{ NULL, HOOK_EAGER }, { "", HOOK_EAGER }, { "eager", HOOK_EAGER }, { "lazy", HOOK_LAZY }, { "off", HOOK_OFF },
	{ "OFF", HOOK_UNKNOWN }, { "nonsense", HOOK_UNKNOWN },
};

START_TEST(knows_three_modes)
{
	unsetenv("AWSMFA_HOOK");
	if (modes[_i].value != NULL)
		setenv("AWSMFA_HOOK", modes[_i].value, 1);
	ck_assert_int_eq((int)hook_mode_read(), (int)modes[_i].mode);
}
END_TEST

/* A terminal in one situation, and when the hook is to look again: seconds from now. */
#define FOREVER	(-1)

static const struct {
	const char	*name;
	long		 left;			/* of the session, seconds */
	const char	*key, *our_key;		/* AWS_ACCESS_KEY_ID, AWSMFA_KEY_ID */
	const char	*state;			/* %ld in it: now */
	const char	*mode, *line;
	enum hook_point	 point;
	long		 prompt, command;
} cases[] = {
	{ "good", 600, OURS, OURS, "a=" OURS, NULL, "ls", BEFORE_COMMAND, 600, 600 },
	{ "good and inherited, first prompt", 600, OURS, OURS, "i=1", NULL, NULL, BEFORE_PROMPT, 0, 0 },
	{ "good and inherited, first command", 600, OURS, OURS, "i=1", NULL, "ls", BEFORE_COMMAND, 600, 600 },
	{ "good, of another tool", 600, OURS, OURS, "", NULL, NULL, BEFORE_PROMPT, FOREVER, FOREVER },
	{ "good, after one of ours", 600, OURS, OURS, "a=ASIAOTHER0000EXAMPLE", NULL, NULL, BEFORE_PROMPT,
	    FOREVER, FOREVER },
	{ "expired when inherited, first prompt", -60, OURS, OURS, "i=1", NULL, NULL, BEFORE_PROMPT, 0, 0 },
	{ "expired when inherited, first command", -60, OURS, OURS, "i=1", NULL, "ls", BEFORE_COMMAND,
	    FOREVER, FOREVER },
	{ "expired when inherited, second prompt", -60, OURS, OURS, "i=2", NULL, NULL, BEFORE_PROMPT,
	    FOREVER, FOREVER },
	{ "replaced, first prompt", 600, "AKIAIOSFODNN7EXAMPLE", OURS, "i=1", NULL, NULL, BEFORE_PROMPT, 0, 0 },
	{ "replaced", 600, "AKIAIOSFODNN7EXAMPLE", OURS, "a=" OURS, NULL, NULL, BEFORE_PROMPT, FOREVER, FOREVER },
	{ "nothing of ours", 600, OURS, NULL, "", NULL, NULL, BEFORE_PROMPT, FOREVER, FOREVER },
	{ "good, and its profile is gone", 600, OURS, OURS, "a=" OURS "&gone", NULL, "ls", BEFORE_COMMAND, 600, 600 },
	{ "expired, and its profile is gone", -60, OURS, OURS, "a=" OURS "&gone", NULL, "ls", BEFORE_COMMAND,
	    300, 300 },
	{ "unset", 600, NULL, OURS, "a=" OURS, NULL, NULL, BEFORE_PROMPT, FOREVER, FOREVER },
	{ "off", -60, OURS, OURS, "a=" OURS, "off", "aws", BEFORE_COMMAND, 300, 300 },
	{ "waiting", -60, OURS, OURS, "a=" OURS "&w=%ld", NULL, "aws", BEFORE_COMMAND, 200, 200 },
	{ "waiting, at a prompt", -60, OURS, OURS, "a=" OURS "&w=%ld", NULL, NULL, BEFORE_PROMPT, 200, 200 },
	{ "lazy, at a prompt", -60, OURS, OURS, "a=" OURS, "lazy", NULL, BEFORE_PROMPT, FOREVER, 0 },
	{ "lazy, another command", -60, OURS, OURS, "a=" OURS, "lazy", "ls", BEFORE_COMMAND, FOREVER, 0 },
	{ "expired, awsmfa itself", -60, OURS, OURS, "a=" OURS, NULL, "awsmfa drop", BEFORE_COMMAND, 0, 0 },
	{ "lazy, credentials from elsewhere", -60, OURS, OURS, "a=" OURS, "lazy", "aws sso login", BEFORE_COMMAND,
	    0, 0 },
	{ "in its margin, credentials from elsewhere", 5, OURS, OURS, "a=" OURS, NULL, "aws login", BEFORE_COMMAND,
	    0, 0 },
	{ "expired, leaving", -60, OURS, OURS, "a=" OURS, NULL, "exit", BEFORE_COMMAND, 0, 0 },
};

static void
set(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

static void
set_terminal(int i, time_t now)
{
	char text[200];

	set("AWSMFA_HOOK", cases[i].mode);
	set("AWS_ACCESS_KEY_ID", cases[i].key);
	set("AWSMFA_KEY_ID", cases[i].our_key);
	set("AWS_SECRET_ACCESS_KEY", "abc");
	set("AWS_SESSION_TOKEN", "def");
	set("AWSMFA_PROFILE", strstr(cases[i].state, "gone") != NULL ? "gone" : "default");
	snprintf(text, sizeof(text), "%lld", (long long)(now + cases[i].left));
	set("AWSMFA_EXPIRES", text);
	snprintf(text, sizeof(text), "%lld", (long long)(now + cases[i].left - 43200));
	set("AWSMFA_STARTED", text);
	set(STATE_SHELL_VARIABLE, "bash");
	if (strstr(cases[i].state, "%ld") != NULL)
		snprintf(text, sizeof(text), "a=" OURS "&w=%lld", (long long)now + 200);
	else
		snprintf(text, sizeof(text), "%s", cases[i].state);
	set(STATE_VARIABLE, text);
}

static void
check_time(const char *text, const char *name, long expected, time_t now, const char *situation)
{
	const char *at = strstr(text, name);
	long long when = -1;

	ck_assert_msg(at != NULL && sscanf(at + strlen(name), "=(%lld)", &when) == 1, "%s: %s", situation, text);
	if (expected == FOREVER)
		ck_assert_msg(when == NEVER, "%s: %s at %lld", situation, name, when);
	else if (expected == 0)
		ck_assert_msg(when <= now, "%s: %s at %lld", situation, name, when);
	else
		ck_assert_msg(when >= now + expected && when <= now + expected + 2, "%s: %s at %lld", situation, name,
		    when - now);
}

/* The files of a user with one profile. */
static void
write_keys(void)
{
	char path[] = "/tmp/check_renew-XXXXXX";
	static const char text[] = "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = abc\n";
	int fd = mkstemp(path);

	ck_assert(fd >= 0 && write(fd, text, sizeof(text) - 1) == sizeof(text) - 1);
	close(fd);
	setenv("AWS_CONFIG_FILE", "/dev/null", 1);
	setenv("AWS_SHARED_CREDENTIALS_FILE", path, 1);
}

START_TEST(decides)
{
	struct secret out = SECRET_INIT;
	struct error err;
	time_t now = time(NULL);
	const char *text;

	write_keys();
	unsetenv("AWS_PROFILE");
	unsetenv("AWS_DEFAULT_PROFILE");
	set_terminal(_i, now);
	ck_assert_msg(renew(&out, cases[_i].point, cases[_i].line, &err), "%s: %s", cases[_i].name, err.message);
	text = secret_text(&out);
	ck_assert_msg(strcmp(text + out.len - strlen(": awsmfa-end;\n"), ": awsmfa-end;\n") == 0, "%s: %s",
	    cases[_i].name, text);
	ck_assert_msg(strstr(text, "export") == NULL && strstr(text, "unset") == NULL, "%s: %s", cases[_i].name, text);
	check_time(text, "__awsmfa_prompt_at", cases[_i].prompt, now, cases[_i].name);
	check_time(text, "__awsmfa_command_at", cases[_i].command, now, cases[_i].name);
	secret_clear(&out);
	unlink(getenv("AWS_SHARED_CREDENTIALS_FILE"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("renew");
	TCase *tests = tcase_create("renew");

	tcase_add_loop_test(tests, waits_longer_each_time, 0, 6);
	tcase_add_loop_test(tests, knows_three_modes, 0, COUNT(modes));
	tcase_add_loop_test(tests, decides, 0, COUNT(cases));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
