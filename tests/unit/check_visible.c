/* check_visible.c - what a message shows of a text that looks right and is not */
#include "base/visible.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char	*text, *shown;
	unsigned long	 hidden;
} texts[] = {
	{ "", "", 0 },
	{ "eu-west-1", "eu-west-1", 0 },
	{ "größe 日本", "größe 日本", 0 },
	{ "eu-west-1\xc2\xa0", "eu-west-1<U+00A0>", 0 },
	{ "eu-west-1\xe2\x80\x8b", "eu-west-1<U+200B>", 0x200b },
	{ "\xef\xbb\xbf" "a", "<U+FEFF>a", 0xfeff },
	{ "a\xc2\xad-b", "a<U+00AD>-b", 0xad },
	{ "a\xf3\xa0\x80\xa0", "a<U+E0020>", 0xe0020 },
	{ "two words", "two words", 0 },
	{ "two  words", "two <U+0020>words", 0 },
	{ " a ", "<U+0020>a<U+0020>", 0 },
	{ "a\tb\nc", "a<U+0009>b<U+000A>c", 0 },
	{ "a\x1b[2J", "a<U+001B>[2J", 0x1b },
	{ "a\xa0", "a<0xA0>", 0 },
	{ "\xd9\x85\xe2\x80\x8c\xd8\xae", "\xd9\x85<U+200C>\xd8\xae", 0 },
};

START_TEST(shows)
{
	char shown[VISIBLE_SIZE];

	ck_assert_str_eq(visible_text(shown, sizeof(shown), texts[_i].text), texts[_i].shown);
	ck_assert_uint_eq(visible_find_hidden(texts[_i].text), texts[_i].hidden);
}
END_TEST

START_TEST(leaves_out_what_is_hidden)
{
	static const char *const pairs[][2] = {
		{ "", "" }, { "eu-west-1\xe2\x80\x8b", "eu-west-1" }, { "\xef\xbb\xbf" "a\xc2\xad-b", "a-b" },
		{ "a\xa0" "b", "a\xa0" "b" }, { "größe", "größe" }, { "1234567890\xe6\x97\xa5", "1234567890" },
	};
	char seen[12];
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		ck_assert_str_eq(visible_without_hidden(seen, sizeof(seen), pairs[i][0]), pairs[i][1]);
}
END_TEST

static const struct {
	const char	*text, *shown;		/* in 12 bytes */
} cuts[] = {
	{ "12345678901", "12345678901" },
	{ "123456789012", "12345678..." },
	{ "1234567\xc2\xa0" "8", "1234567..." },
	{ "\xc2\xa0\xc2\xa0", "<U+00A0>..." },
	{ "1234567\xe6\x97\xa5\xe6\x97\xa5", "1234567..." },
};

START_TEST(cuts_between_characters)
{
	char shown[12];

	ck_assert_str_eq(visible_text(shown, sizeof(shown), cuts[_i].text), cuts[_i].shown);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("visible");
	TCase *cases = tcase_create("visible");

	tcase_add_loop_test(cases, shows, 0, COUNT(texts));
	tcase_add_test(cases, leaves_out_what_is_hidden);
	tcase_add_loop_test(cases, cuts_between_characters, 0, COUNT(cuts));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
