/* check_utf8.c - what is a character, as RFC 3629 has it, and how wide one is on a screen */
#include "base/utf8.h"

#include "unit.h"

static const struct {
	const char	*text;
	size_t		 length;		/* of its first character; 0: there is none */
	unsigned long	 character;
} characters[] = {
	{ "a", 1, 'a' }, { "\x7f", 1, 0x7f }, { "", 0, 0 },
	{ "\xc3\xa9", 2, 0xe9 }, { "\xe2\x82\xac" "x", 3, 0x20ac }, { "\xf0\x9f\x98\x80", 4, 0x1f600 },
	{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff },
	/* not at the beginning, not at all, longer than need be, half of a pair, beyond the last */
	{ "\x80", 0, 0 }, { "\xbf" "a", 0, 0 }, { "\xfe", 0, 0 }, { "\xff", 0, 0 }, { "\xc0\xaf", 0, 0 },
	{ "\xc1\xbf", 0, 0 },
	{ "\xe0\x9f\xbf", 0, 0 }, { "\xf0\x8f\xbf\xbf", 0, 0 }, { "\xed\xa0\x80", 0, 0 }, { "\xed\xbf\xbf", 0, 0 },
	{ "\xf4\x90\x80\x80", 0, 0 }, { "\xf5\x80\x80\x80", 0, 0 },
	/* cut, or gone on with what is no part of one */
	{ "\xc3", 0, 0 }, { "\xc3" "a", 0, 0 }, { "\xc3\xc3", 0, 0 }, { "\xe2\x82", 0, 0 }, { "\xe2\x82" "a", 0, 0 },
	{ "\xe2\x82\xc0", 0, 0 }, { "\xf0\x9f\x98", 0, 0 }, { "\xf0\x9f\x98" "a", 0, 0 }, { "\xf0\x9f" "a\x80", 0, 0 },
};

START_TEST(a_character_is_whole_or_none)
{
	ck_assert_msg(utf8_length(characters[_i].text) == characters[_i].length, "%d: %zu", _i,
	    utf8_length(characters[_i].text));
	ck_assert_uint_eq(utf8_character(characters[_i].text), characters[_i].character);
	ck_assert_int_eq(utf8_is_valid(characters[_i].text), characters[_i].length > 0 || *characters[_i].text == '\0');
}
END_TEST

static const struct {
	const char	*text;
	size_t		 columns;
} widths[] = {
	{ "a", 1 }, { "\xc3\xa9", 1 }, { "\xcc\x80", 0 }, { "\xcd\xaf", 0 }, { "\xcd\xb0", 1 },
	{ "\xe3\x81\x82", 2 }, { "\xea\xb0\x80", 2 }, { "\xef\xbc\xa1", 2 }, { "\xf0\x9f\x98\x80", 2 },
	{ "\xe2\x80\x8b", 0 }, { "\xe2\x82\xac", 1 }, { "\xf0\xa0\x80\x80", 2 }, { "\xf3\xa0\x80\x81", 1 },
	{ "\x80", 1 },
};

START_TEST(a_table_is_straight_with_names_of_all_scripts)
{
	ck_assert_msg(utf8_columns(widths[_i].text) == widths[_i].columns, "%d: %zu", _i,
	    utf8_columns(widths[_i].text));
}
END_TEST

START_TEST(one_byte_too_few_makes_a_text_invalid)
{
	ck_assert(utf8_is_valid("plain, \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80, plain"));
	ck_assert(!utf8_is_valid("plain, \xc3\xa9\xe2\x82, plain"));
	ck_assert(!utf8_is_valid("plain\xc3"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("utf8");
	TCase *cases = tcase_create("utf8");

	tcase_add_loop_test(cases, a_character_is_whole_or_none, 0, COUNT(characters));
	tcase_add_loop_test(cases, a_table_is_straight_with_names_of_all_scripts, 0, COUNT(widths));
	tcase_add_test(cases, one_byte_too_few_makes_a_text_invalid);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
