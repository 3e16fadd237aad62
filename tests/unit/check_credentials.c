/* check_credentials.c - what may be credentials, and what a message shows of them */
#include "types/credentials.h"

#include <string.h>

#include "unit.h"

#define ID	"ASIAIOSFODNN7EXAMPLE"
#define SECRET	"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
#define ID128	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const struct {
	const char	*id, *secret, *token;
	const char	*message;	/* NULL: they are fine */
} rows[] = {
	{ ID, SECRET, "", NULL },
	{ ID, SECRET, "FwoGZXIvYXdzEJr//w==", NULL },
	{ "AKIAIOSFODNN7EXA", SECRET, "", NULL },
	{ "akiaiosfodnn7exa", SECRET, "", NULL },
	{ ID128, SECRET, "", NULL },
	{ ID, "!#$%&()*+,-./:;<=>?@[]^_{|}~", "", NULL },
	{ "", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ "AKIAIOSFODNN7EX", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ "AKIAIOSFODNN7EX-", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ "AKIAIOSFODNN7EX ", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ "AKIAIOSFODNN7EX\xc3\xa9", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ "AKIAIOSFODNN7EX\xe9", SECRET, "", "the access key id is not 16 to 128 letters and digits" },
	{ ID, "", "", "the secret access key is missing" },
	{ ID, "private key", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private\n", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private'", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private\"", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private\\", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private`", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private\x7f", "", "the secret access key has a character that AWS never uses" },
	{ ID, "private\xc3\xa9", "", "the secret access key has a character that AWS never uses" },
	{ ID, SECRET, " private", "the session token has a character that AWS never uses" },
	{ ID, SECRET, "pri\tvate", "the session token has a character that AWS never uses" },
};

START_TEST(checks)
{
	struct credentials credentials = CREDENTIALS_INIT;
	struct error err = { .status = STATUS_DONE };
	char expected[128];
	bool ok;

	snprintf(credentials.access_key_id, sizeof(credentials.access_key_id), "%s", rows[_i].id);
	secret_set(&credentials.secret_access_key, rows[_i].secret);
	secret_set(&credentials.session_token, rows[_i].token);
	ok = credentials_check(&credentials, "profile 'x'", &err);
	ck_assert_msg(ok == (rows[_i].message == NULL), "row %d: %s", _i, err.message);
	if (!ok) {
		snprintf(expected, sizeof(expected), "profile 'x': %s", rows[_i].message);
		ck_assert_str_eq(err.message, expected);
		ck_assert_int_eq(err.status, STATUS_LOCAL);
	}
	credentials_clear(&credentials);
}
END_TEST

START_TEST(an_id_of_129_is_too_long)
{
	ck_assert(credentials_id_is_valid(ID128));
	ck_assert(!credentials_id_is_valid(ID128 "A"));
}
END_TEST

START_TEST(copies_and_clears)
{
	struct credentials from = { .access_key_id = ID, .expiration = 1795529752 }, to = CREDENTIALS_INIT;

	secret_puts(&from.secret_access_key, SECRET);
	secret_puts(&to.session_token, "of before");
	credentials_copy(&to, &from);
	credentials_clear(&from);
	ck_assert_str_eq(from.access_key_id, "");
	ck_assert_int_eq(from.expiration, 0);
	ck_assert_str_eq(to.access_key_id, ID);
	ck_assert_str_eq(secret_text(&to.secret_access_key), SECRET);
	ck_assert_str_eq(secret_text(&to.session_token), "");
	ck_assert_int_eq(to.expiration, 1795529752);
	credentials_clear(&to);
	credentials_clear(&to);
}
END_TEST

static const struct {
	const char	*id, *shown;
} ids[] = {
	{ "AKIAIOSFODNN7EXAMPLE", "AKIA..MPLE" }, { "AKIAIOSFODNN", "AKIA..ODNN" }, { "AKIAIOSFODN", "AKIA.." }, { "AK",
	    "AK.." },
	{ "", ".." },
};

START_TEST(shows_eight_characters_at_most)
{
	char text[CREDENTIALS_ID_SHOWN_SIZE];

	ck_assert_str_eq(credentials_id_shown(text, ids[_i].id), ids[_i].shown);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("credentials");
	TCase *cases = tcase_create("credentials");

	tcase_add_loop_test(cases, checks, 0, COUNT(rows));
	tcase_add_test(cases, an_id_of_129_is_too_long);
	tcase_add_test(cases, copies_and_clears);
	tcase_add_loop_test(cases, shows_eight_characters_at_most, 0, COUNT(ids));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
