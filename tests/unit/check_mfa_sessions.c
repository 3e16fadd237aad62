/* check_mfa_sessions.c - MFA sessions that are kept: the best is found, damage is refused, there is room for so many */
#include "sharing/mfa_sessions.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "failing.h"
#include "unit.h"

#define KEY	"AKIAIOSFODNN7EXAMPLE"
#define URL	"https://sts.amazonaws.com/"
#define ONE	"arn:aws:iam::123456789012:mfa/one"
#define TWO	"arn:aws:iam::123456789012:mfa/two"

static void
keep(struct mfa_sessions *sessions, const char *serial, const char *id, long life)
{
	struct session session = SESSION_INIT;

	snprintf(session.credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session.credentials.secret_access_key, "secret");
	secret_set(&session.credentials.session_token, "token");
	session.started = time(NULL) - 10;
	session.expires = time(NULL) + life;
	mfa_sessions_keep(sessions, KEY, serial, URL, &session);
	session_clear(&session);
}

static const char *
found(const struct session *session)
{
	return session == NULL ? "" : session->credentials.access_key_id;
}

START_TEST(the_one_that_lasts_longest_is_found)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;

	keep(&sessions, ONE, "ASIAONE00000EXAMPLE1", 3600);
	keep(&sessions, TWO, "ASIATWO00000EXAMPLE2", 7200);
	keep(&sessions, "GAHT12345678", "ASIATHREE000EXAMPLE3", 1800);
	ck_assert_str_eq(found(mfa_sessions_find(&sessions, KEY, NULL, URL)), "ASIATWO00000EXAMPLE2");
	ck_assert_str_eq(found(mfa_sessions_find(&sessions, KEY, ONE, URL)), "ASIAONE00000EXAMPLE1");
	keep(&sessions, TWO, "ASIASHORT000EXAMPLE4", 30);		/* in the place of the other of that device */
	ck_assert_uint_eq(sessions.count, 3);
	ck_assert_str_eq(found(mfa_sessions_find(&sessions, KEY, TWO, URL)), "");
	ck_assert_str_eq(found(mfa_sessions_find_last(&sessions, KEY, TWO, URL)), "ASIASHORT000EXAMPLE4");
	ck_assert_str_eq(found(mfa_sessions_find(&sessions, KEY, NULL, URL)), "ASIAONE00000EXAMPLE1");
	mfa_sessions_clear(&sessions);
}
END_TEST

static const struct {
	const char	*before;		/* the times follow */
	bool		 taken;
} rows[] = {
	{ "s=" KEY ",one,u,ASIAONE00000EXAMPLE1,secret,token", true },
	{ "s=" KEY ",,,ASIAONE00000EXAMPLE1,secret,token", true },
	{ "s=" KEY ",one,u,ASIAONE00000EXAMPLE1,secret", false },
	{ "s=" KEY ",one,u,ASIAONE00000EXAMPLE1,secret,token,1", false },
	{ "s=" KEY ",one,u,ASIA'NE00000EXAMPLE1,secret,token", false },
	{ "s=" KEY ",one,u,ASIAONE00000EXAMPLE1,,token", false },
	{ "s=" KEY ",one,u,ASIAONE00000EXAMPLE1,secret,", false },	/* that would be a long-term key */
};

static bool
take(struct mfa_sessions *sessions, const char *text, long started, long expires)
{
	struct record record = RECORD_INIT;
	struct secret line = SECRET_INIT;
	const char *at;
	bool taken;

	secret_printf(&line, "%s,%ld,%ld", text, started, expires);
	at = secret_text(&line);
	ck_assert(record_next(&record, &at));
	taken = mfa_sessions_take(sessions, &record);
	record_clear(&record);
	secret_clear(&line);
	return taken;
}

START_TEST(a_damaged_one_is_not_taken)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	long now = (long)time(NULL);

	ck_assert_msg(take(&sessions, rows[_i].before, now - 10, now + 3600) == rows[_i].taken, "%s", rows[_i].before);
	ck_assert_uint_eq(sessions.count, rows[_i].taken ? 1 : 0);
	mfa_sessions_clear(&sessions);
}
END_TEST

static const size_t sizes[] = { ACCESS_KEY_ID_SIZE, SERIAL_SIZE, 2048 };	/* of the first three fields */

START_TEST(a_field_that_does_not_fit_is_damage)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	long now = (long)time(NULL);
	struct secret text = SECRET_INIT;
	size_t i, j;

	secret_puts(&text, "s=");
	for (i = 0; i < COUNT(sizes); i++) {
		for (j = 0; j < (i == (size_t)_i ? sizes[i] : 3); j++)
			secret_puts(&text, "x");
		secret_puts(&text, ",");
	}
	secret_puts(&text, "ASIAONE00000EXAMPLE1,secret,token");
	ck_assert(!take(&sessions, secret_text(&text), now - 10, now + 3600));
	ck_assert_uint_eq(sessions.count, 0);
	secret_clear(&text);
	mfa_sessions_clear(&sessions);
}
END_TEST

START_TEST(times_that_no_session_has_are_damage)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	long now = (long)time(NULL);

	ck_assert(!take(&sessions, rows[0].before, now, now - 1));
	ck_assert(!take(&sessions, rows[0].before, now, now + 37 * 3600));
	mfa_sessions_clear(&sessions);
}
END_TEST

/* What is read back is somebody else's: one too many is refused, and none makes room for it. */
START_TEST(there_is_room_for_so_many)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	long now = (long)time(NULL), i;
	struct secret text = SECRET_INIT;

	for (i = 0; i < MFA_SESSIONS; i++)
		ck_assert(take(&sessions, rows[0].before, now - 10, now + 3600 + i));
	ck_assert(!take(&sessions, rows[0].before, now - 10, now + 36000));
	mfa_sessions_write(&text, &sessions, 250);		/* each has some 80 bytes */
	ck_assert(text.len <= 250 && text.len > 80);
	ck_assert_ptr_null(strstr(secret_text(&text), "&&"));
	secret_clear(&text);
	mfa_sessions_clear(&sessions);
}
END_TEST

START_TEST(without_memory_nothing_is_kept)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	struct session session = SESSION_INIT;

	if (!failing_is_possible())
		return;
	session.expires = time(NULL) + 3600;
	failing_after(0);
	mfa_sessions_keep(&sessions, KEY, ONE, URL, &session);
	failing_never();
	ck_assert_uint_eq(sessions.count, 0);
	mfa_sessions_clear(&sessions);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("mfa_sessions");
	TCase *cases = tcase_create("mfa_sessions");

	tcase_add_test(cases, the_one_that_lasts_longest_is_found);
	tcase_add_loop_test(cases, a_damaged_one_is_not_taken, 0, COUNT(rows));
	tcase_add_loop_test(cases, a_field_that_does_not_fit_is_damage, 0, COUNT(sizes));
	tcase_add_test(cases, times_that_no_session_has_are_damage);
	tcase_add_test(cases, there_is_room_for_so_many);
	tcase_add_test(cases, without_memory_nothing_is_kept);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
