/* check_suggestion.c - which word was meant */
#include "base/suggestion.h"

#include "unit.h"

static const char *const commands[] = { "env", "use", "drop", "exec", "status", "profiles", "devices", "doctor", "hook",
    "help" };

static const struct {
	const char	*typed;
	const char	*best;		/* NULL: none is near enough */
} rows[] = {
	{ "status", "status" },
	{ "stauts", "status" },
	{ "sttus", "status" },
	{ "statuss", "status" },
	{ "stat", "status" },
	{ "prof", "profiles" },
	{ "doc", "doctor" },
	{ "dvices", "devices" },
	{ "evn", "env" },
	{ "exe", "exec" },
	{ "drp", "drop" },
	{ "hlep", "help" },
	{ "STATUS", "status" },
	{ "Stauts", "status" },
	{ "PROF", "profiles" },
	{ "en", "env" },
	{ "e", NULL },
	{ "unset", NULL },		/* use is two letters of five away */
	{ "foo", NULL },		/* hook: two of three */
	{ "prompt", NULL },		/* drop */
	{ "nope", NULL },
	{ "end", "env" },
	{ "terraform", NULL },
	{ "xyz", NULL },
	{ "", NULL },
	{ "statusstatusstatus", NULL },
};

START_TEST(suggests)
{
	struct suggestion nearest;
	int i;

	suggestion_begin(&nearest, rows[_i].typed);
	for (i = 0; i < COUNT(commands); i++)
		suggestion_offer(&nearest, commands[i]);
	ck_assert_msg((nearest.best == NULL) == (rows[_i].best == NULL) &&
	    (nearest.best == NULL || strcmp(nearest.best, rows[_i].best) == 0),
	    "'%s': %s", rows[_i].typed, nearest.best == NULL ? "(none)" : nearest.best);
}
END_TEST

START_TEST(counts_edits)
{
	struct suggestion nearest;

	suggestion_begin(&nearest, "production");
	suggestion_offer(&nearest, "prodcution");
	ck_assert_uint_eq(nearest.distance, 1);
	suggestion_offer(&nearest, "production");
	ck_assert_uint_eq(nearest.distance, 0);
	suggestion_offer(&nearest, "productiom");
	ck_assert_str_eq(nearest.best, "production");
}
END_TEST

/* A word that costs something is no suggestion, and what is farther off was not meant. */
START_TEST(avoids)
{
	struct suggestion nearest;

	suggestion_begin(&nearest, "forc");
	suggestion_offer(&nearest, "form");
	ck_assert_str_eq(nearest.best, "form");
	suggestion_avoid(&nearest, "force");		/* as near: the other one may be meant */
	ck_assert_str_eq(nearest.best, "form");
	suggestion_begin(&nearest, "forze");
	suggestion_offer(&nearest, "for");
	suggestion_avoid(&nearest, "force");
	ck_assert_ptr_null(nearest.best);
	suggestion_offer(&nearest, "for");
	ck_assert_ptr_null(nearest.best);
}
END_TEST

START_TEST(long_words_are_no_suggestion)
{
	char typed[200], candidate[70];
	struct suggestion nearest;

	memset(typed, 'a', sizeof(typed) - 1);
	typed[sizeof(typed) - 1] = '\0';
	memset(candidate, 'a', sizeof(candidate) - 1);
	candidate[sizeof(candidate) - 1] = '\0';
	suggestion_begin(&nearest, typed);
	suggestion_offer(&nearest, candidate);
	ck_assert_ptr_null(nearest.best);
	suggestion_begin(&nearest, "aaaa");
	suggestion_offer(&nearest, candidate);
	ck_assert_str_eq(nearest.best, candidate);	/* its beginning */
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("suggestion");
	TCase *cases = tcase_create("suggestion");

	tcase_add_loop_test(cases, suggests, 0, COUNT(rows));
	tcase_add_test(cases, counts_edits);
	tcase_add_test(cases, avoids);
	tcase_add_test(cases, long_words_are_no_suggestion);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
