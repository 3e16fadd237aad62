/* check_wiping.c - the allocators for libraries allocate, and give nothing back before it was wiped */
#include "base/wiping.h"

#include <stdint.h>

#include "unit.h"
#include "wiped.h"

START_TEST(the_allocators_wipe)
{
	char *block = wiping_strdup(MARK), *moved;

	ck_assert_ptr_nonnull(block);
	moved = wiping_realloc(block, 50000);
	ck_assert_ptr_nonnull(moved);
	ck_assert(memcmp(moved, MARK, MARK_SIZE + 1) == 0);
	memcpy(moved + 40000, MARK, MARK_SIZE);
	moved = wiping_realloc(moved, MARK_SIZE);
	ck_assert_ptr_nonnull(moved);
	ck_assert(memcmp(moved, MARK, MARK_SIZE) == 0);
	wiping_free(moved);
	wiping_free(NULL);
	ck_assert_int_eq(wiped_leaks, 0);
}
END_TEST

START_TEST(the_allocators_are_allocators)
{
	unsigned char *zeros = wiping_calloc(30, 10);
	void *fresh = wiping_realloc(NULL, 10);
	size_t i;

	ck_assert(zeros != NULL && fresh != NULL);
	for (i = 0; i < 300; i++)
		ck_assert_int_eq(zeros[i], 0);
	ck_assert_uint_eq((uintptr_t)zeros % _Alignof(max_align_t), 0);
	wiping_free(zeros);
	wiping_free(fresh);
	ck_assert_ptr_null(wiping_calloc(SIZE_MAX / 2, 3));
	ck_assert_ptr_null(wiping_malloc(SIZE_MAX));
	zeros = wiping_calloc(0, 0);
	ck_assert_ptr_nonnull(zeros);
	wiping_free(zeros);
}
END_TEST

START_TEST(a_failed_realloc_keeps_the_block)
{
	char *block = wiping_strdup("kept");

	ck_assert_ptr_null(wiping_realloc(block, SIZE_MAX));
	ck_assert_str_eq(block, "kept");
	wiping_free(block);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wiping");
	TCase *cases = tcase_create("wiping");

	tcase_add_checked_fixture(cases, wiped_begin, NULL);
	tcase_add_test(cases, the_allocators_wipe);
	tcase_add_test(cases, the_allocators_are_allocators);
	tcase_add_test(cases, a_failed_realloc_keeps_the_block);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
