/* check_blank.c - which characters are blanks */
#include "base/blank.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "unit.h"

/* What Python's str.isspace() says yes to, over all of Unicode. */
static const unsigned long blanks[] = {
	0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
	    0x2004,
	0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
};

static bool
is_among(unsigned long character)
{
	int i;

	for (i = 0; i < COUNT(blanks); i++)
		if (blanks[i] == character)
			return true;
	return false;
}

/* Writes CHARACTER as UTF-8. */
static size_t
encode(char text[5], unsigned long character)
{
	size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4, i;
	static const unsigned char lead[] = { 0, 0x00, 0xc0, 0xe0, 0xf0 };

	for (i = length - 1; i > 0; i--, character >>= 6)
		text[i] = (char)(0x80 | (character & 0x3f));
	text[0] = (char)(lead[length] | character);
	text[length] = '\0';
	return length;
}

START_TEST(knows_every_character_of_unicode)
{
	unsigned long character;
	char text[5];
	size_t length, expected;

	for (character = 1; character <= 0x10ffff; character++) {
		if (character >= 0xd800 && character <= 0xdfff)
			continue;
		length = encode(text, character);
		expected = is_among(character) ? length : 0;
		ck_assert_msg(blank_length(text) == expected, "U+%04lX: %zu", character, blank_length(text));
		ck_assert_msg(blank_length_before(text, text + length) == expected, "U+%04lX, backwards", character);
		ck_assert_msg(utf8_character(text) == character, "U+%04lX: utf8_character", character);
	}
}
END_TEST

static const struct {
	const char	*text, *trimmed;
} trims[] = {
	{ "", "" }, { "  ", "" }, { "a", "a" }, { " a b\t", "a b" }, { "\xc2\xa0" "a\xc2\xa0", "a" },
	    { "\xe3\x80\x80\xe2\x80\x89", "" },
	{ "a\xa0", "a\xa0" },		/* a byte of a blank is none */
	{ "\xc3\xa0 ", "\xc3\xa0" },	/* the last byte of a letter may be that of a blank */
	{ "\xe2\x80", "\xe2\x80" }, { "\xe2", "\xe2" },
};

START_TEST(trims_both_ends)
{
	char text[32], *start, *end;

	snprintf(text, sizeof(text), "%s", trims[_i].text);
	start = blank_skip(text);
	end = blank_trim(start, start + strlen(start));
	ck_assert_str_eq(start, trims[_i].trimmed);
	ck_assert_ptr_eq(end, start + strlen(start));
}
END_TEST

START_TEST(does_not_look_before_the_start)
{
	const char text[] = "\xc2\xa0";

	ck_assert_uint_eq(blank_length_before(text + 1, text + 2), 0);
	ck_assert_uint_eq(blank_length_before(text, text), 0);
}
END_TEST

START_TEST(finds_the_first)
{
	const char text[] = "a\xc2\xa0" "b c";

	ck_assert_ptr_eq(blank_find(text), text + 1);
	ck_assert_ptr_null(blank_find("a_b"));
	ck_assert_ptr_null(blank_find(""));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("blank");
	TCase *cases = tcase_create("blank");

	tcase_set_timeout(cases, 60);
	tcase_add_test(cases, knows_every_character_of_unicode);
	tcase_add_loop_test(cases, trims_both_ends, 0, COUNT(trims));
	tcase_add_test(cases, does_not_look_before_the_start);
	tcase_add_test(cases, finds_the_first);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
