/* check_state.c - what a hooked shell keeps for us comes back whole, or not at all */
#include "shell/state.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "unit.h"

#define KEY	"AKIAIOSFODNN7EXAMPLE"
#define SERIAL	"arn:aws:iam::123456789012:mfa/alice"
#define URL	"https://sts.eu-west-1.amazonaws.com/"

/* The state as the shell hands it over. */
static void
read_text(struct state *state, const char *shell, const char *text)
{
	setenv(STATE_SHELL_VARIABLE, shell, 1);
	setenv(STATE_VARIABLE, text, 1);
	state_read(state);
	ck_assert_ptr_null(getenv(STATE_VARIABLE));
	ck_assert_ptr_null(getenv(STATE_SHELL_VARIABLE));
}

static void
make_session(struct session *session, const char *id, long life)
{
	*session = (struct session)SESSION_INIT;
	snprintf(session->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session->credentials.secret_access_key, "se/cr+et=%&,x");
	secret_set(&session->credentials.session_token, "to/ken+==");
	session->started = time(NULL) - 10;
	session->expires = time(NULL) + life;
	session->credentials.expiration = session->expires;
}

static void
keep(struct state *state, const char *key, const char *id, long life)
{
	struct session session;

	make_session(&session, id, life);
	mfa_sessions_keep(&state->mfa, key, SERIAL, URL, &session);
	session_clear(&session);
}

static void
write_and_read(struct state *state)
{
	struct secret text = SECRET_INIT;

	state_write(&text, state);
	ck_assert(!text.failed);
	ck_assert_uint_eq(strcspn(secret_text(&text), "' \n\\"), text.len);	/* no shell could stumble over it */
	state_clear(state);
	read_text(state, "bash", secret_text(&text));
	secret_clear(&text);
}

START_TEST(comes_back_whole)
{
	struct state state = STATE_INIT;
	const struct session *session;

	keep(&state, KEY, "ASIAIOSFODNN7EXAMPLE", 3600);
	snprintf(state.alive, sizeof(state.alive), "ASIAIOSFODNN7EXAMPLE");
	snprintf(state.told, sizeof(state.told), "it's\nother & more, =\n");
	snprintf(state.origin, sizeof(state.origin), URL);
	snprintf(state.device_key, sizeof(state.device_key), KEY);
	snprintf(state.device, sizeof(state.device), SERIAL);
	snprintf(state.environment_keys.access_key_id, ACCESS_KEY_ID_SIZE, KEY);
	secret_set(&state.environment_keys.secret_access_key, "long+term/secret");
	state_keep_previous(&state, "it's prod", "duration=1h&region=eu-west-1");
	state.inherited = INHERITED_EXPIRED;
	state.wait = 1795489552;
	state.put_off = 3;
	state.failed = 2;
	state.unreached = 1;
	state.logged_out = true;
	snprintf(state.aws_cli, sizeof(state.aws_cli), "/opt/my tools/bin/aws");
	write_and_read(&state);
	ck_assert(state_is_hooked(&state) && state.shell == &shell_bash);
	session = mfa_sessions_find(&state.mfa, KEY, SERIAL, URL);
	ck_assert_ptr_nonnull(session);
	ck_assert_str_eq(session->credentials.access_key_id, "ASIAIOSFODNN7EXAMPLE");
	ck_assert_str_eq(secret_text(&session->credentials.secret_access_key), "se/cr+et=%&,x");
	ck_assert_str_eq(secret_text(&session->credentials.session_token), "to/ken+==");
	ck_assert_str_eq(state.alive, "ASIAIOSFODNN7EXAMPLE");
	ck_assert_str_eq(state.told, "it's\nother & more, =\n");
	ck_assert_str_eq(state.origin, URL);
	ck_assert_str_eq(state_device(&state, KEY), SERIAL);
	ck_assert_ptr_null(state_device(&state, "AKIAOTHER0000EXAMPLE"));
	ck_assert_str_eq(state.environment_keys.access_key_id, KEY);
	ck_assert_str_eq(secret_text(&state.environment_keys.secret_access_key), "long+term/secret");
	ck_assert(state.has_previous);
	ck_assert_str_eq(secret_text(&state.previous_profile), "it's prod");
	ck_assert_str_eq(secret_text(&state.previous_options), "duration=1h&region=eu-west-1");
	ck_assert(state.inherited == INHERITED_EXPIRED && state.wait == 1795489552);
	ck_assert(state.put_off == 3 && state.failed == 2 && state.unreached == 1 && state.logged_out);
	ck_assert_str_eq(state.aws_cli, "/opt/my tools/bin/aws");
	state_clear(&state);
}
END_TEST

/* It is run: nothing but an absolute path will do. */
START_TEST(takes_no_relative_program)
{
	struct state state = STATE_INIT;

	snprintf(state.aws_cli, sizeof(state.aws_cli), "node_modules/.bin/aws");
	write_and_read(&state);
	ck_assert_str_eq(state.aws_cli, "");
	state_clear(&state);
}
END_TEST

/* What the session was of before outlives `drop`; keys of the environment have no name, and no wishes are none. */
START_TEST(keeps_what_was_before)
{
	struct state state = STATE_INIT;
	char policy[20000];

	write_and_read(&state);
	ck_assert(!state.has_previous);
	state_keep_previous(&state, "", "");
	state_forget(&state);
	write_and_read(&state);
	ck_assert(state.has_previous);
	ck_assert_str_eq(secret_text(&state.previous_profile), "");
	ck_assert_str_eq(secret_text(&state.previous_options), "");
	memset(policy, 'x', sizeof(policy) - 1);
	policy[sizeof(policy) - 1] = '\0';
	state_keep_previous(&state, "prod", policy);
	ck_assert(!state.has_previous);		/* the kernel limits what a program can be given */
	state_clear(&state);
}
END_TEST

START_TEST(finds_by_key_device_and_sts)
{
	struct state state = STATE_INIT;

	keep(&state, KEY, "ASIAIOSFODNN7EXAMPLE", 3600);
	ck_assert_ptr_nonnull(mfa_sessions_find(&state.mfa, KEY, NULL, URL));
	ck_assert_ptr_null(mfa_sessions_find(&state.mfa, KEY, "arn:aws:iam::123456789012:mfa/other", URL));
	ck_assert_ptr_null(mfa_sessions_find(&state.mfa, KEY, SERIAL, "http://127.0.0.1:5000/"));
	ck_assert_ptr_null(mfa_sessions_find(&state.mfa, "AKIAOTHER0000EXAMPLE", NULL, URL));
	keep(&state, KEY, "ASIANEWER0000EXAMPLE", 7200);
	ck_assert_uint_eq(state.mfa.count, 1);
	ck_assert_str_eq(mfa_sessions_find(&state.mfa, KEY, NULL, URL)->credentials.access_key_id,
	    "ASIANEWER0000EXAMPLE");
	keep(&state, KEY, "ASIALAST00000EXAMPLE", 30);
	ck_assert_ptr_null(mfa_sessions_find(&state.mfa, KEY, NULL, URL));		/* less than a minute */
	state_forget(&state);
	ck_assert_uint_eq(state.mfa.count, 0);
	state_clear(&state);
}
END_TEST

START_TEST(is_bounded_and_lets_the_first_to_expire_go)
{
	struct state state = STATE_INIT;
	char key[ACCESS_KEY_ID_SIZE];
	long i;

	for (i = 0; i < MFA_SESSIONS + 1; i++) {
		snprintf(key, sizeof(key), "AKIAIOSFODNN7EXAMP%02ld", i);
		keep(&state, key, "ASIAIOSFODNN7EXAMPLE", i == 3 ? 900 : 3600 + i);
	}
	write_and_read(&state);
	ck_assert_uint_eq(state.mfa.count, MFA_SESSIONS);
	ck_assert_ptr_null(mfa_sessions_find(&state.mfa, "AKIAIOSFODNN7EXAMP03", NULL, URL));
	ck_assert_ptr_nonnull(mfa_sessions_find(&state.mfa, key, NULL, URL));
	state_clear(&state);
}
END_TEST

START_TEST(leaves_out_what_has_expired)
{
	struct state state = STATE_INIT;

	keep(&state, KEY, "ASIAIOSFODNN7EXAMPLE", -1);
	write_and_read(&state);
	ck_assert_uint_eq(state.mfa.count, 0);
	state_clear(&state);
}
END_TEST

static const char *const damaged[] = {
	"", "&", "&&&", "s", "s=", "s=a,b,c", "s=,,,,,,,", "s=%zz", "k=AKIA", "k=,", "z=1&y=2", "i=3", "w=abc", "a=%00",
	    "=", "s=%", "p=-1",
	"d=only", "s=a,b,c,d e,f,g,1,2", "t=%ff%fe", "o", "k=AKIAIOSFODNN7EXAMPLE,bad'quote",
	"d=AKIAIOSFODNN7EXAMPLE,",
};

START_TEST(damage_counts_as_absent)
{
	struct state state = STATE_INIT;

	read_text(&state, "zsh", damaged[_i]);
	ck_assert(state_is_hooked(&state));
	ck_assert_uint_eq(state.mfa.count, 0);
	ck_assert_str_eq(state.environment_keys.access_key_id, "");
	ck_assert(state.inherited == INHERITED_NONE && state.device[0] == '\0' && state.device_key[0] == '\0');
	state_clear(&state);
}
END_TEST

/* A part of it would be another key, another host. */
START_TEST(a_text_that_does_not_fit_is_left_out)
{
	static const char *const letters[] = { "a", "o", "t", "c", "d" };
	struct state state = STATE_INIT;
	char text[8200];
	size_t i;

	for (i = 0; i < COUNT(letters); i++) {
		memset(text, 'x', sizeof(text));
		memcpy(text, letters[i], 1);
		memcpy(text + 1, "=", 1);
		memcpy(text + sizeof(text) - 20, ",", 1);
		memcpy(text + sizeof(text) - 10, "&w=7", 5);
		read_text(&state, "bash", text);
		ck_assert_int_eq(state.wait, 7);
		ck_assert(state.alive[0] == '\0' && state.origin[0] == '\0' && state.told[0] == '\0' &&
		    state.aws_cli[0] == '\0' && state.device_key[0] == '\0');
		state_clear(&state);
	}
}
END_TEST

/* The hook says a thing once in a terminal; when it has said too much to remember, it begins again. */
START_TEST(remembers_what_it_has_said)
{
	struct state state = STATE_INIT;
	char what[sizeof(state.told) / 2];

	memset(what, 'x', sizeof(what) - 1);
	what[sizeof(what) - 1] = '\0';
	ck_assert(!state_is_told(&state, "first") && state_is_told(&state, "first"));
	ck_assert(!state_is_told(&state, "firs") && !state_is_told(&state, "irst"));
	ck_assert(!state_is_told(&state, what) && state_is_told(&state, what) && state_is_told(&state, "first"));
	what[0] = 'y';
	ck_assert(!state_is_told(&state, what) && state_is_told(&state, what));
	ck_assert(!state_is_told(&state, "first"));
	state_clear(&state);
}
END_TEST

/* Two that fill it to its last byte are both remembered; one byte more, and it begins again. */
START_TEST(what_just_fits_is_remembered)
{
	struct state state = STATE_INIT;
	char one[sizeof(state.told) / 2], other[sizeof(one)];

	memset(one, 'x', sizeof(one));
	one[sizeof(one) - 1] = '\0';
	memset(other, 'y', sizeof(other));
	other[sizeof(other) - 2 + (size_t)_i] = '\0';
	ck_assert(!state_is_told(&state, one) && !state_is_told(&state, other));
	ck_assert(state_is_told(&state, one) == (_i == 0));
	state_clear(&state);
}
END_TEST

START_TEST(too_much_counts_as_absent)
{
	struct state state = STATE_INIT;
	static char text[70000];

	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "i=1&", 4);
	read_text(&state, "bash", text);
	ck_assert(state.inherited == INHERITED_NONE);
	state_clear(&state);
}
END_TEST

static const char *const strangers[] = { "", "dash", "csh", "tcsh", "bash2", "BASH", "fishy", "/bin/bash" };

START_TEST(only_three_shells_have_hooks)
{
	struct state state = STATE_INIT;

	read_text(&state, strangers[_i], "i=1");
	ck_assert(!state_is_hooked(&state) && state.inherited == INHERITED_NONE);
	state_clear(&state);
}
END_TEST

START_TEST(wipes_what_it_was_given)
{
	struct state state = STATE_INIT;
	char block[] = STATE_VARIABLE "=a=ASIAIOSFODNN7EXAMPLE";

	setenv(STATE_SHELL_VARIABLE, "fish", 1);
	putenv(block);
	state_read(&state);
	ck_assert_str_eq(state.alive, "ASIAIOSFODNN7EXAMPLE");
	ck_assert(state.shell == &shell_fish && state_format(&state) == shell_fish.hook->format);
	ck_assert_ptr_null(strstr(block, "ASIA"));
	ck_assert_uint_eq(strlen(block), strlen(STATE_VARIABLE "="));
	state_clear(&state);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("state");
	TCase *cases = tcase_create("state");

	tcase_add_test(cases, comes_back_whole);
	tcase_add_test(cases, keeps_what_was_before);
	tcase_add_test(cases, finds_by_key_device_and_sts);
	tcase_add_test(cases, is_bounded_and_lets_the_first_to_expire_go);
	tcase_add_test(cases, leaves_out_what_has_expired);
	tcase_add_loop_test(cases, damage_counts_as_absent, 0, COUNT(damaged));
	tcase_add_test(cases, a_text_that_does_not_fit_is_left_out);
	tcase_add_test(cases, remembers_what_it_has_said);
	tcase_add_loop_test(cases, what_just_fits_is_remembered, 0, 2);
	tcase_add_test(cases, too_much_counts_as_absent);
	tcase_add_loop_test(cases, only_three_shells_have_hooks, 0, COUNT(strangers));
	tcase_add_test(cases, wipes_what_it_was_given);
	tcase_add_test(cases, takes_no_relative_program);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
