/* check_shells.c - every row is whole, and what lines and look-ups make of them */
#include "shell/shells.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "shell/caller.h"
#include "shell/line.h"
#include "unit.h"

static int
count(void)
{
	int rows = 0;

	while (shells[rows] != NULL)
		rows++;
	return rows;
}

/* A row that forgot something is found here, and not by the user of that shell. */
START_TEST(a_row_is_whole)
{
	const struct shell *shell = shells[_i];
	const struct shell_hook *hook = shell->hook;

	ck_assert(shell->name != NULL && shell->format != NULL && shell->path_rest != NULL);
	ck_assert(shell->format->write != NULL && shell->format->fail != NULL && shell->format->quote != NULL);
	ck_assert(shell->env_before != NULL && shell->env_after != NULL);
	ck_assert(shell->set_before != NULL && shell->set_between != NULL);
	ck_assert(shell->unset_before != NULL && shell->unset_between != NULL);
	if (hook == NULL)
		return;
	ck_assert(hook->text != NULL && hook->text->size > 0 && hook->file != NULL && hook->line != NULL);
	ck_assert(hook->format != NULL && hook->keep != NULL && hook->seen != NULL && hook->cancel != NULL);
	ck_assert(hook->judge != NULL && hook->variables != NULL && hook->is_fixed != NULL);
	ck_assert(hook->fixed != NULL && hook->mend_before != NULL && hook->mend_after != NULL);
	ck_assert_ptr_nonnull(strstr(hook->line, "awsmfa hook "));
	ck_assert_ptr_nonnull(strstr(hook->line, shell->name));
}
END_TEST

START_TEST(a_name_is_one_shell_s)
{
	char names[100], *rest = names, *name;

	ck_assert_ptr_eq(shells_find(shells[_i]->name), shells[_i]);
	snprintf(names, sizeof(names), "%s", shells[_i]->aliases == NULL ? "" : shells[_i]->aliases);
	while ((name = strsep(&rest, " ")) != NULL && *name != '\0')
		ck_assert_ptr_eq(shells_find(name), shells[_i]);
}
END_TEST

/* The build takes whatever is in shell/, the rows what they name: the two are the same. */
START_TEST(a_hook_is_its_file)
{
	const struct shell *shell = shells[_i];
	struct secret text = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	struct stat info;
	char path[64], part[40];

	if (shell->hook == NULL)
		return;
	snprintf(path, sizeof(path), "shell/awsmfa.%s", shell->name);
	ck_assert_msg(io_read_file(path, 1 << 20, &text, &info, &err), "%s", err.message);
	ck_assert_uint_eq(text.len, shell->hook->text->size);
	ck_assert_int_eq(memcmp(text.data, shell->hook->text->bytes, text.len), 0);
	secret_clear(&text);
	snprintf(part, sizeof(part), "|%s|", shell->name);
	secret_printf(&text, "|%s|", hook_text_names);
	ck_assert_ptr_nonnull(strstr(text.data, part));
	secret_clear(&text);
}
END_TEST

START_TEST(those_with_a_hook_are_listed)
{
	struct secret text = SECRET_INIT;

	shells_write_hooked(&text);
	ck_assert_str_eq(secret_text(&text), "bash, zsh or fish");
	secret_clear(&text);
	ck_assert_ptr_eq(shells_find_hooked("zsh"), &shell_zsh);
	ck_assert_ptr_null(shells_find_hooked("tcsh"));
	ck_assert_ptr_null(shells_find_hooked("dash"));
	ck_assert_ptr_null(shells_find(""));
	ck_assert_ptr_null(shells_find("powershell"));
	ck_assert_ptr_null(shells_find("dash ksh"));
}
END_TEST

static const struct {
	const char	*shell;		/* "": not known */
	const char	*env, *drop, *set, *unset, *path;
} lines[] = {
	{ "sh", "eval \"$(awsmfa env 'a b')\"", "eval \"$(awsmfa env --drop)\"", "export A=1", "unset A B",
	    "export PATH=/x:\"$PATH\"" },
	{ "mksh", "eval \"$(awsmfa env 'a b')\"", "eval \"$(awsmfa env --drop)\"", "export A=1", "unset A B",
	    "export PATH=/x:\"$PATH\"" },
	{ "bash", "eval \"$(awsmfa env 'a b')\"", "eval \"$(awsmfa env --drop)\"", "export A=1", "unset A B",
	    "export PATH=/x:\"$PATH\"" },
	{ "fish", "awsmfa env --format fish 'a b' | source", "awsmfa env --format fish --drop | source", "set -gx A 1",
	    "set -e A B", "set -gx PATH /x $PATH" },
	{ "tcsh", "eval \"`awsmfa env --format csh 'a b'`\"", "eval \"`awsmfa env --format csh --drop`\"", "setenv A 1",
	    "unsetenv A; unsetenv B", "setenv PATH /x:\"$PATH\"" },
	{ "", "eval \"$(awsmfa env 'a b')\" (fish: awsmfa env --format fish 'a b' | source)",
	    "eval \"$(awsmfa env --drop)\" (fish: awsmfa env --format fish --drop | source)",
	    "export A=1 (fish: set -gx A 1)", "unset A B (fish: set -e A B)",
	    "export PATH=/x:\"$PATH\" (fish: set -gx PATH /x $PATH)" },
};

static void
reads(struct secret *line, const char *expected)
{
	ck_assert_str_eq(secret_text(line), expected);
	secret_clear(line);
}

START_TEST(a_line_is_the_shell_s_own)
{
	const struct shell *shell = shells_find(lines[_i].shell);
	struct secret line = SECRET_INIT;

	line_env(&line, shell, NULL, "a b");
	reads(&line, lines[_i].env);
	line_env(&line, shell, "--drop", NULL);
	reads(&line, lines[_i].drop);
	line_set(&line, shell, "A", "1");
	reads(&line, lines[_i].set);
	line_unset(&line, shell, "A B");
	reads(&line, lines[_i].unset);
	line_path(&line, shell, "/x");
	reads(&line, lines[_i].path);
}
END_TEST

START_TEST(a_profile_that_looks_like_an_option_is_named_by_one)
{
	struct secret line = SECRET_INIT;

	line_env(&line, &shell_bash, NULL, "-x");
	reads(&line, "eval \"$(awsmfa env -p -x)\"");
}
END_TEST

/* What is in the double quotes of its eval, csh expands whatever other quotes are around it. */
START_TEST(a_profile_that_csh_cannot_quote_there_is_set_before)
{
	struct secret line = SECRET_INIT;

	line_env(&line, &shell_csh, NULL, "$(a)");
	reads(&line, "setenv AWS_PROFILE '$(a)'; eval \"`awsmfa env --format csh`\"");
	line_use(&line, &shell_csh, false, "it's");
	reads(&line, "setenv AWS_PROFILE 'it'\\''s'; eval \"`awsmfa env --format csh`\"");
}
END_TEST

/* The parent of a test is a make, or a shell that runs scripts: a hook's word goes before it. */
START_TEST(a_hooked_shell_is_the_caller)
{
	struct state state = STATE_INIT;

	setenv(STATE_SHELL_VARIABLE, "fish", 1);
	ck_assert_ptr_eq(caller_shell(NULL), &shell_fish);
	state_read(&state);
	ck_assert_ptr_eq(caller_shell(&state), &shell_fish);
	state_clear(&state);
	setenv(STATE_SHELL_VARIABLE, "nosuch", 1);
	ck_assert_ptr_ne(caller_shell(NULL), &shell_fish);
	unsetenv(STATE_SHELL_VARIABLE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("shells");
	TCase *cases = tcase_create("shells");

	tcase_add_loop_test(cases, a_row_is_whole, 0, count());
	tcase_add_loop_test(cases, a_name_is_one_shell_s, 0, count());
	tcase_add_loop_test(cases, a_hook_is_its_file, 0, count());
	tcase_add_test(cases, those_with_a_hook_are_listed);
	tcase_add_loop_test(cases, a_line_is_the_shell_s_own, 0, COUNT(lines));
	tcase_add_test(cases, a_profile_that_looks_like_an_option_is_named_by_one);
	tcase_add_test(cases, a_profile_that_csh_cannot_quote_there_is_set_before);
	tcase_add_test(cases, a_hooked_shell_is_the_caller);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
