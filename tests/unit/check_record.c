/* check_record.c - records come back as they were written, and what is no record has no fields */
#include "types/record.h"

#include <string.h>

#include "unit.h"

START_TEST(comes_back_as_written)
{
	struct secret text = SECRET_INIT;
	struct record record = RECORD_INIT;
	const char *at;

	record_begin(&text, "d");
	record_field(&text, '=', "a,b&c=d %");
	record_field(&text, ',', "");
	record_text(&text, "t", "line\nline");
	record_text(&text, "e", "");
	record_count(&text, "number-of_7", 42);
	record_count(&text, "z", 0);
	record_begin(&text, "c");
	record_field(&text, ':', "1");
	at = secret_text(&text);
	ck_assert(record_next(&record, &at));
	ck_assert(record_letter(&record) == 'd' && record.fields == 2);
	ck_assert_str_eq(record.field[0], "a,b&c=d %");
	ck_assert_str_eq(record.field[1], "");
	ck_assert(record_next(&record, &at));
	ck_assert(record_letter(&record) == 't' && record.fields == 1);
	ck_assert_str_eq(record.field[0], "line\nline");
	ck_assert(record_next(&record, &at));
	ck_assert_str_eq(record.name, "number-of_7");
	ck_assert(record_letter(&record) == '\0' && record_number(&record, 0) == 42);
	ck_assert(record_next(&record, &at));
	ck_assert_str_eq(record.name, "c");
	ck_assert(record.sign == ':' && record_letter(&record) == '\0' && record.fields == 1);
	ck_assert(!record_next(&record, &at));
	record_clear(&record);
	secret_clear(&text);
}
END_TEST

static const char *const no_records[] = { "&", "d", "=", "d&", "a.b=1", "a b=1", "%41=1", "d=%", "d=%zz", "d=%00", "d= ", "d=1,2,3,4,5,6,7,8,9" };

START_TEST(what_is_no_record_has_no_fields)
{
	struct record record = RECORD_INIT;
	const char *at = no_records[_i];

	ck_assert(record_next(&record, &at));
	ck_assert_msg(*record.name == '\0' && record.fields == 0, "%s", no_records[_i]);
	record_clear(&record);
}
END_TEST

START_TEST(credentials_are_checked)
{
	struct credentials keys = CREDENTIALS_INIT;
	struct record record = RECORD_INIT;
	const char *at = "k=AKIAIOSFODNN7EXAMPLE,secret%2Fkey&k=AKIAIOSFODNN7EXAMPLE,bad%27quote&k=short,secret";

	ck_assert(record_next(&record, &at) && record_credentials(&keys, &record, 0));
	ck_assert_str_eq(secret_text(&keys.secret_access_key), "secret/key");
	ck_assert(record_next(&record, &at) && !record_credentials(&keys, &record, 0));
	ck_assert(record_next(&record, &at) && !record_credentials(&keys, &record, 0));
	credentials_clear(&keys);
	record_clear(&record);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("record");
	TCase *cases = tcase_create("record");

	tcase_add_test(cases, comes_back_as_written);
	tcase_add_loop_test(cases, what_is_no_record_has_no_fields, 0, COUNT(no_records));
	tcase_add_test(cases, credentials_are_checked);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
