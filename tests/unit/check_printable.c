/* check_printable.c - every byte, wherever it is: what is harmless stays, anything else is '?' */
#include "base/printable.h"

#include <string.h>

#include "base/utf8.h"
#include "unit.h"

/* Long enough for bytes that are looked at together, and some that are not. */
static const char plain[] = "abcdefgh ~!abcdefghijkl";

START_TEST(each_byte_anywhere)
{
	const char byte = (char)_i;
	char text[sizeof(plain)], expected[sizeof(plain)];
	size_t i;

	for (i = 0; i < strlen(plain); i++) {
		memcpy(text, plain, sizeof(plain));
		memcpy(expected, plain, sizeof(plain));
		text[i] = byte;
		expected[i] = byte >= ' ' && byte <= '~' ? byte : '?';
		ck_assert_int_eq(utf8_is_valid(text), _i < 0x80);
		printable_make(text, false);
		ck_assert_str_eq(text, expected);
	}
}
END_TEST

START_TEST(characters_and_lines)
{
	char text[] = "gl\xc3\xbc" "ck \xf0\x9f\x98\x80 \xe2\x80\x8b\n\xc2\x9b\xc3(\x1b[0m\x7f";

	ck_assert(!utf8_is_valid(text));
	printable_make(text, true);
	ck_assert_str_eq(text, "gl\xc3\xbc" "ck \xf0\x9f\x98\x80 \xe2\x80\x8b\n?" "?" "?(?[0m?");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("printable");
	TCase *cases = tcase_create("printable");

	tcase_add_loop_test(cases, each_byte_anywhere, 1, 256);
	tcase_add_test(cases, characters_and_lines);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
