/* check_percent.c - what is encoded, and what is not decoded */
#include "base/percent.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*plain, *encoded;
} pairs[] = {
	{ "", "" },
	{ "AZaz09-_.~", "AZaz09-_.~" },
	{ " ", "%20" },
	{ "a b", "a%20b" },
	{ "100%", "100%25" },
	{ "%%", "%25%25" },
	{ "+/=", "%2B%2F%3D" },
	{ "a\nb\r", "a%0Ab%0D" },
	{ "'\"$`\\!", "%27%22%24%60%5C%21" },
	{ "*()", "%2A%28%29" },
	{ "arn:aws:iam::123456789012:mfa/alice", "arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Falice" },
	{ "\xc3\xa9", "%C3%A9" },
	{ "\xff\x01", "%FF%01" },
};

START_TEST(goes_there_and_back)
{
	struct secret encoded = SECRET_INIT, decoded = SECRET_INIT;

	secret_puts(&encoded, "=");	/* both append */
	percent_encode(&encoded, pairs[_i].plain);
	ck_assert_str_eq(secret_text(&encoded) + 1, pairs[_i].encoded);
	secret_puts(&decoded, "=");
	ck_assert(percent_decode(&decoded, pairs[_i].encoded, strlen(pairs[_i].encoded)));
	ck_assert_str_eq(secret_text(&decoded) + 1, pairs[_i].plain);
	secret_clear(&encoded);
	secret_clear(&decoded);
}
END_TEST

START_TEST(every_byte_goes_there_and_back)
{
	struct secret encoded = SECRET_INIT, decoded = SECRET_INIT;
	char plain[] = "?x?";
	int byte;

	for (byte = 1; byte < 256; byte++) {
		plain[0] = plain[2] = (char)byte;
		percent_encode(&encoded, plain);
		ck_assert_msg(percent_decode(&decoded, secret_text(&encoded), encoded.len), "byte %d", byte);
		ck_assert_msg(strcmp(secret_text(&decoded), plain) == 0, "byte %d", byte);
		secret_clear(&encoded);
		secret_clear(&decoded);
	}
}
END_TEST

static const char *const refused[] = {
	"%", "%2", "a%", "a%4", "%zz", "%4g", "%g4", "% 1", "%+1", "%00", "a%00b", "a b", "a+b", "a=b", "a/b", "a\nb",
	    "\xc3\xa9", "%%41",
};

START_TEST(refuses)
{
	struct secret decoded = SECRET_INIT;

	ck_assert_msg(!percent_decode(&decoded, refused[_i], strlen(refused[_i])), "%s", refused[_i]);
	secret_clear(&decoded);
}
END_TEST

START_TEST(keeps_to_the_length)
{
	struct secret decoded = SECRET_INIT;

	ck_assert(percent_decode(&decoded, "ab%41 not this", 5));
	ck_assert_str_eq(secret_text(&decoded), "abA");
	ck_assert(!percent_decode(&decoded, "ab%41", 4));
	ck_assert(!percent_decode(&decoded, "a\0b", 3));
	ck_assert(percent_decode(&decoded, "%c3%A9", 6));	/* lower case digits are fine */
	secret_clear(&decoded);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("percent");
	TCase *cases = tcase_create("percent");

	tcase_add_loop_test(cases, goes_there_and_back, 0, COUNT(pairs));
	tcase_add_test(cases, every_byte_goes_there_and_back);
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_test(cases, keeps_to_the_length);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
