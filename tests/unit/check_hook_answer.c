/* check_hook_answer.c - the assignments that a hooked shell evaluates */
#include "shell/hook_answer.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *
written(struct secret *out, const char *shell, struct look look)
{
	struct state state = STATE_INIT;

	state.shell = shells_find_hooked(shell);
	snprintf(state.told, sizeof(state.told), "it's\n");
	secret_clear(out);
	hook_answer_write(out, &state, &look);
	hook_answer_end(out);
	state_clear(&state);
	return secret_text(out);
}

START_TEST(bash_and_zsh_get_arrays)
{
	struct secret out = SECRET_INIT;

	ck_assert_str_eq(written(&out, _i == 0 ? "bash" : "zsh", (struct look){ .prompt = 1795489552, .command = 0 }),
	    "__awsmfa_state=('t=it%27s%0A');\n"
	    "\\builtin test \"$?\" -eq 0 && {\n"
	    "__awsmfa_prompt_at=(1795489552);\n"
	    "__awsmfa_command_at=(0);\n"
	    "__awsmfa_seen=(\"${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}\");\n"
	    "};\n"
	    ": awsmfa-end;\n");
	secret_clear(&out);
}
END_TEST

START_TEST(fish_gets_globals_by_its_own_clock)
{
	struct secret out = SECRET_INIT;
	const char *at;
	long long prompt = 0;
	struct timespec boot = { .tv_sec = 0 };

	at = strstr(written(&out, "fish", (struct look){ .prompt = time(NULL) + 100, .command = NEVER }),
	    "__awsmfa_prompt_at ");
	ck_assert_ptr_nonnull(at);
	ck_assert_int_eq(sscanf(at, "__awsmfa_prompt_at %lld;", &prompt), 1);
#ifdef __linux__
	clock_gettime(CLOCK_BOOTTIME, &boot);
#else
	boot.tv_sec = time(NULL);
#endif
	ck_assert_msg(prompt - boot.tv_sec >= 97 && prompt - boot.tv_sec <= 100, "in %lld s",
	    prompt - (long long)boot.tv_sec);
	ck_assert_ptr_nonnull(strstr(secret_text(&out), "builtin set -gu __awsmfa_command_at 99999999999;\n"));
	ck_assert_ptr_nonnull(strstr(secret_text(&out), "builtin set -gu __awsmfa_state 't=it%27s%0A';\n"));
	secret_clear(&out);
}
END_TEST

/* A shell that refuses the exports keeps the state, in which there may be a session that cost a code. */
START_TEST(the_state_goes_before_the_exports_and_the_times_after)
{
	struct secret out = SECRET_INIT;
	struct state state = STATE_INIT;
	const char *kept, *exported, *timed;

	state.shell = _i == 0 ? &shell_bash : _i == 1 ? &shell_zsh : &shell_fish;
	secret_puts(&out, "EXPORTS;\n");
	hook_answer_write(&out, &state, &(struct look){ .prompt = 1 });
	kept = strstr(secret_text(&out), "__awsmfa_state");
	exported = strstr(secret_text(&out), "EXPORTS;\n");
	timed = strstr(secret_text(&out), "__awsmfa_prompt_at");
	ck_assert(kept != NULL && exported != NULL && timed != NULL && kept < exported && exported < timed);
	secret_clear(&out);
}
END_TEST

START_TEST(cancels_where_the_shell_can)
{
	struct secret out = SECRET_INIT;
	struct look look = { .prompt = 1, .command = 1, .stop = true };

	ck_assert_ptr_nonnull(strstr(written(&out, "bash", look), "\n__awsmfa_cancel;\n};\n: awsmfa-end;\n"));
	ck_assert_ptr_nonnull(strstr(written(&out, "zsh", look), "\n__awsmfa_cancel;\n};\n: awsmfa-end;\n"));
	ck_assert_ptr_null(strstr(written(&out, "fish", look), "cancel"));
	secret_clear(&out);
}
END_TEST

static const struct {
	long	life;
	bool	silently;
	long	before;		/* the end, seconds */
} looks[] = {
	{ 43200, false, 0 }, { 43200, true, 300 }, { 3600, true, 300 }, { 900, true, 90 }, { 900, false, 0 },
};

START_TEST(looks_at_the_margin_where_no_code_is_needed)
{
	struct session session = SESSION_INIT;
	struct look look = { .stop = true };

	session.started = 1795489552;
	session.expires = session.started + looks[_i].life;
	hook_answer_look_at(&look, &session, looks[_i].silently);
	ck_assert_int_eq(session.expires - look.prompt, looks[_i].before);
	ck_assert_int_eq(session.expires - look.command, looks[_i].before);
	ck_assert(!look.stop);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("hook");
	TCase *cases = tcase_create("hook");

	tcase_add_loop_test(cases, bash_and_zsh_get_arrays, 0, 2);
	tcase_add_test(cases, fish_gets_globals_by_its_own_clock);
	tcase_add_loop_test(cases, the_state_goes_before_the_exports_and_the_times_after, 0, 3);
	tcase_add_test(cases, cancels_where_the_shell_can);
	tcase_add_loop_test(cases, looks_at_the_margin_where_no_code_is_needed, 0, COUNT(looks));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
