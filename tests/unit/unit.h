/* unit.h - what every unit test's main does
 *
 *	int
 *	main(void)
 *	{
 *		Suite *suite = suite_create("url");
 *		TCase *cases = tcase_create("url");
 *
 *		tcase_add_loop_test(cases, refused, 0, COUNT(refusals));
 *		suite_add_tcase(suite, cases);
 *		return unit_run(suite);
 *	}
 */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>
#include <stdlib.h>

#define COUNT(array)	((int)(sizeof(array) / sizeof((array)[0])))

/* Runs SUITE and says what failed. Returns main's exit status. */
static inline int
unit_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
