/* check_shell_session.c - which session counts as ours, and in which state it is */
#include "shell/shell_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "failing.h"
#include "unit.h"

#define NOW 1800000000
#define ID "ASIAAAAAAAAAAAAAAAAA"
#define OTHER "ASIABBBBBBBBBBBBBBBB"

static const struct {
	const char	*name;
	const char	*id, *secret, *token, *key_id;		/* NULL: unset */
	const char	*started, *expires;
	enum shell_session_state	 state;
} cases[] = {
	{ "valid", ID, "s", "t", ID, "1799999000", "1800003000", SHELL_SESSION_VALID },
	{ "within five minutes of its end", ID, "s", "t", ID, "1799990000", "1800000300", SHELL_SESSION_DUE },
	{ "five minutes and a second", ID, "s", "t", ID, "1799990000", "1800000301", SHELL_SESSION_VALID },
	{ "a short one: a tenth of its life", ID, "s", "t", ID, "1799999991", "1800000001", SHELL_SESSION_DUE },
	{ "a short one: more than a tenth", ID, "s", "t", ID, "1799999992", "1800000002", SHELL_SESSION_VALID },
	{ "expired", ID, "s", "t", ID, "1799990000", "1800000000", SHELL_SESSION_EXPIRED },
	{ "long expired", ID, "s", "t", ID, "1", "2", SHELL_SESSION_EXPIRED },
	{ "36 h ahead", ID, "s", "t", ID, "1800000000", "1800129600", SHELL_SESSION_VALID },
	{ "more than 36 h ahead", ID, "s", "t", ID, "1800000000", "1800129601", SHELL_SESSION_NONE },
	{ "started is lost", ID, "s", "t", ID, NULL, "1800003000", SHELL_SESSION_VALID },
	{ "started makes no sense", ID, "s", "t", ID, "1800009000", "1800003000", SHELL_SESSION_VALID },
	{ "other keys in its place", OTHER, "s", "t", ID, "1799999000", "1800003000", SHELL_SESSION_REPLACED },
	{ "other keys, expired", OTHER, "s", NULL, ID, "1", "2", SHELL_SESSION_REPLACED },
	{ "nothing of ours", ID, "s", "t", NULL, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "the keys are gone", NULL, NULL, NULL, ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "the secret is gone", ID, NULL, "t", ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "the token is gone", ID, "s", NULL, ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "the token is empty", ID, "s", "", ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "expires is gone", ID, "s", "t", ID, "1799999000", NULL, SHELL_SESSION_NONE },
	{ "expires is arithmetic", ID, "s", "t", ID, "1799999000", "a[$(touch pwned)]", SHELL_SESSION_NONE },
	{ "expires is signed", ID, "s", "t", ID, "1799999000", "+1800003000", SHELL_SESSION_NONE },
	{ "expires is too long", ID, "s", "t", ID, "1799999000", "001800003000", SHELL_SESSION_NONE },
	{ "a quote in the secret", ID, "s'", "t", ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "a newline in the token", ID, "s", "t\nu", ID, "1799999000", "1800003000", SHELL_SESSION_NONE },
	{ "an id of seven letters", "ASIAAAA", "s", "t", "ASIAAAA", "1799999000", "1800003000", SHELL_SESSION_NONE },
};

static void
give(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

static void
give_case(int i)
{
	give("AWS_ACCESS_KEY_ID", cases[i].id);
	give("AWS_SECRET_ACCESS_KEY", cases[i].secret);
	give("AWS_SESSION_TOKEN", cases[i].token);
	give("AWSMFA_KEY_ID", cases[i].key_id);
	give("AWSMFA_STARTED", cases[i].started);
	give("AWSMFA_EXPIRES", cases[i].expires);
	give("AWSMFA_PROFILE", "prod");
	give("AWSMFA_OPTIONS", "duration=1h");
}

START_TEST(state)
{
	struct shell_session held = SHELL_SESSION_INIT;
	struct error err = { .status = STATUS_DONE };

	give_case(_i);
	ck_assert(shell_session_read(&held, NOW, &err));
	ck_assert_msg(held.state == cases[_i].state, "%s: state %d", cases[_i].name, (int)held.state);
	ck_assert_msg(shell_session_is_ours(&held) == (cases[_i].state >= SHELL_SESSION_EXPIRED), "%s: ours",
	    cases[_i].name);
	/* what is not ours is not read */
	ck_assert_str_eq(held.profile, shell_session_is_ours(&held) ? "prod" : "");
	ck_assert_str_eq(held.options, shell_session_is_ours(&held) ? "duration=1h" : "");
	ck_assert_int_eq(held.session.credentials.session_token.len != 0, shell_session_is_ours(&held));
	shell_session_clear(&held);
}
END_TEST

START_TEST(without_memory_a_session_is_not_called_none)
{
	struct shell_session held = SHELL_SESSION_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = false;
	long n;

	give_case(0);
	for (n = 0; !ok && n < 100; n++) {
		failing_after(n);
		ok = shell_session_read(&held, NOW, &err);
		failing_never();
		ck_assert(ok || (held.state == SHELL_SESSION_NONE && strcmp(err.message, "out of memory") == 0));
	}
	ck_assert_int_eq(held.state, SHELL_SESSION_VALID);
	ck_assert(n > 2 || !failing_is_possible());
	shell_session_clear(&held);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("shell_session");
	TCase *group = tcase_create("shell_session");

	tcase_add_loop_test(group, state, 0, COUNT(cases));
	tcase_add_test(group, without_memory_a_session_is_not_called_none);
	suite_add_tcase(suite, group);
	return unit_run(suite);
}
