/* check_secret.c - nothing is given back to malloc before it was wiped
 *
 * The program's own free and realloc stand before the C library's and look through every block that
 * is given back for MARK. Where a checker has replaced them already (valgrind, AddressSanitizer) or
 * the C library does not let them (other than glibc), only the contents are tested.
 */
#include "base/secret.h"

#include <malloc.h>
#include <stdint.h>

#include "unit.h"

/* Put together where it is used, so that no other block holds it by chance. */
#define MARK "\xa5\x5amark\xa5\x5a"
#define MARK_SIZE (sizeof(MARK) - 1)

static int leaks;	/* blocks given back with MARK in them */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef WATCHED
#endif
#endif
#endif

#ifdef WATCHED
void __libc_free(void *block);

void
free(void *block)
{
	if (block != NULL && memmem(block, malloc_usable_size(block), MARK, MARK_SIZE) != NULL)
		leaks++;
	__libc_free(block);
}

void *
realloc(void *block, size_t size)
{
	void *moved = malloc(size);
	size_t old = block == NULL ? 0 : malloc_usable_size(block);

	if (moved != NULL && old > 0)
		memcpy(moved, block, old < size ? old : size);
	if (moved != NULL)
		free(block);
	return moved;
}
#endif

static bool
is_watching(void)
{
#ifdef WATCHED
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded == NULL || strstr(preloaded, "vgpreload") == NULL;
#else
	return false;
#endif
}

static void
begin(void)
{
	leaks = 0;
}

START_TEST(the_watch_sees_a_block_that_is_not_wiped)
{
	volatile char *block = malloc(200);	/* or the compiler would leave out what nobody reads */
	size_t i;

	for (i = 0; block != NULL && i < MARK_SIZE; i++)
		block[100 + i] = MARK[i];
	free((void *)block);
	ck_assert_int_eq(leaks, is_watching() ? 1 : 0);
}
END_TEST

START_TEST(growth_wipes_what_it_leaves)
{
	struct secret secret = SECRET_INIT;
	int i;

	for (i = 0; i < 5000; i++)
		secret_puts(&secret, MARK);
	ck_assert_uint_eq(secret.len, 5000 * MARK_SIZE);
	for (i = 0; i < 5000; i++)
		ck_assert(memcmp(secret.data + (size_t)i * MARK_SIZE, MARK, MARK_SIZE) == 0);
	secret_clear(&secret);
	ck_assert_ptr_null(secret.data);
	ck_assert_int_eq(leaks, 0);
}
END_TEST

START_TEST(replacing_wipes)
{
	struct secret secret = SECRET_INIT, other = SECRET_INIT;

	secret_set(&secret, MARK);
	secret_set(&secret, "x");
	ck_assert_str_eq(secret_text(&secret), "x");
	secret_set(&secret, MARK);
	secret_set(&secret, NULL);
	ck_assert_str_eq(secret_text(&secret), "");
	secret_puts(&secret, MARK);
	secret_puts(&other, "y");
	secret_move(&secret, &other);
	ck_assert_str_eq(secret_text(&secret), "y");
	ck_assert_ptr_null(other.data);
	ck_assert_int_eq(leaks, 0);
	secret_move(&secret, &secret);
	ck_assert_str_eq(secret_text(&secret), "y");
	secret_clear(&secret);
}
END_TEST

static const struct {
	const char	*text, *trimmed;
} trims[] = {
	{ "", "" }, { " ", "" }, { "\t\r\n ", "" }, { "a", "a" }, { " a b ", "a b" }, { "123456\n", "123456" }, { "  x", "x" },
};

START_TEST(trimming_takes_blanks_off_both_ends)
{
	struct secret secret = SECRET_INIT;

	secret_puts(&secret, trims[_i].text);
	secret_trim(&secret);
	ck_assert_str_eq(secret_text(&secret), trims[_i].trimmed);
	ck_assert_uint_eq(secret.len, strlen(trims[_i].trimmed));
	secret_clear(&secret);
}
END_TEST

START_TEST(truncating_wipes_the_rest)
{
	struct secret secret = SECRET_INIT;
	size_t i;

	secret_puts(&secret, "keep" MARK);
	secret_truncate(&secret, 4);
	ck_assert_str_eq(secret_text(&secret), "keep");
	for (i = 4; i < 4 + MARK_SIZE; i++)
		ck_assert_int_eq(secret.data[i], 0);
	secret_truncate(&secret, 100);
	ck_assert_uint_eq(secret.len, 4);
	secret_truncate(&secret, 0);
	ck_assert_str_eq(secret_text(&secret), "");
	secret_clear(&secret);
	secret_truncate(&secret, 0);
}
END_TEST

START_TEST(without_memory_the_contents_are_gone_and_wiped)
{
	struct secret secret = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_puts(&secret, MARK);
	ck_assert(secret_check(&secret, &err));
	secret_reserve(&secret, SIZE_MAX / 2);
	ck_assert(!secret_check(&secret, &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "out of memory");
	secret_puts(&secret, "half a text");
	secret_printf(&secret, "%d", 1);
	ck_assert_str_eq(secret_text(&secret), "");
	ck_assert_int_eq(leaks, 0);
	secret_clear(&secret);
	ck_assert(secret_check(&secret, &err));
}
END_TEST

START_TEST(appends_what_it_is_given)
{
	struct secret secret = SECRET_INIT;
	char big[3000];

	ck_assert_str_eq(secret_text(&secret), "");
	secret_add(&secret, "a\0b", 3);
	ck_assert_uint_eq(secret.len, 3);
	ck_assert(memcmp(secret.data, "a\0b", 4) == 0);
	secret_truncate(&secret, 0);
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	secret_printf(&secret, "%s=%d;%s", "k", -7, big);
	ck_assert_uint_eq(secret.len, 5 + sizeof(big) - 1);
	ck_assert(strncmp(secret_text(&secret), "k=-7;xxx", 8) == 0);
	secret_clear(&secret);
	secret_clear(&secret);
}
END_TEST

START_TEST(nothing_moves_after_reserving)
{
	struct secret secret = SECRET_INIT;
	const char *data;
	int i;

	secret_reserve(&secret, 10000);
	data = secret.data;
	for (i = 0; i < 10000; i++)
		secret_add(&secret, "x", 1);
	ck_assert_ptr_eq(secret.data, data);
	secret_clear(&secret);
}
END_TEST

START_TEST(wipes)
{
	char bytes[64];
	size_t i;

	memset(bytes, 'x', sizeof(bytes));
	secret_wipe(bytes + 1, sizeof(bytes) - 2);
	ck_assert(bytes[0] == 'x' && bytes[63] == 'x');
	for (i = 1; i < sizeof(bytes) - 1; i++)
		ck_assert_int_eq(bytes[i], 0);
	secret_wipe(bytes, 0);
	ck_assert_int_eq(bytes[0], 'x');
}
END_TEST

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
	ck_assert_int_eq(leaks, 0);
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
	Suite *suite = suite_create("secret");
	TCase *cases = tcase_create("secret");

	tcase_add_checked_fixture(cases, begin, NULL);
	tcase_add_test(cases, the_watch_sees_a_block_that_is_not_wiped);
	tcase_add_test(cases, growth_wipes_what_it_leaves);
	tcase_add_test(cases, replacing_wipes);
	tcase_add_loop_test(cases, trimming_takes_blanks_off_both_ends, 0, COUNT(trims));
	tcase_add_test(cases, truncating_wipes_the_rest);
	tcase_add_test(cases, without_memory_the_contents_are_gone_and_wiped);
	tcase_add_test(cases, appends_what_it_is_given);
	tcase_add_test(cases, nothing_moves_after_reserving);
	tcase_add_test(cases, wipes);
	tcase_add_test(cases, the_allocators_wipe);
	tcase_add_test(cases, the_allocators_are_allocators);
	tcase_add_test(cases, a_failed_realloc_keeps_the_block);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
