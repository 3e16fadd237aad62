/* driver_shell.c - lines to type and answers to a hook, for tests that give them to real shells
 *
 *	driver_shell lines SHELL < TEXT\0TEXT\0...	the two hints that name a profile TEXT, as they are shown
 *	driver_shell shown < TEXT\0TEXT\0...		each TEXT as a message shows it, ended by NUL
 *	driver_shell quoted FORMAT < TEXT\0TEXT\0...	each TEXT as a word behind `note`, a line each
 *
 * Under the name awsmfa it plays our program. The hook's CASE=7 awsmfa renew SHELL prompt is answered with text number
 * 7 of the file INPUT, as profile and wishes of the state and as an export; what the shell has kept of the answer
 * before that is added to the file NOTED. CASE=7 awsmfa use prints text number 7 by way of the shell. Without CASE the
 * arguments are added to NOTED. Their number comes before them, and each ends in NUL. AWS_PROFILE, if it is set, is one
 * more word of `env`.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/notice.h"
#include "base/printable.h"
#include "shell/formats.h"
#include "shell/hook_answer.h"
#include "shell/line.h"

#define LIMIT ((size_t)64 << 20)

/* --- what is noted ------------------------------------------------------------------------------ */

static void
note(const char *const *words, size_t count)
{
	const char *profile = strcmp(words[0], "env") == 0 ? getenv("AWS_PROFILE") : NULL;
	int fd = open(getenv("NOTED"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	struct secret text = SECRET_INIT;
	size_t i;

	secret_printf(&text, "%zu", count + (profile != NULL));
	secret_add(&text, "", 1);
	for (i = 0; i < count; i++)
		secret_add(&text, words[i], strlen(words[i]) + 1);
	if (profile != NULL) {
		secret_printf(&text, "AWS_PROFILE=%s", profile);
		secret_add(&text, "", 1);
	}
	io_write_quietly(fd, secret_text(&text), text.len);
	secret_clear(&text);
	close(fd);
}

/* --- what is played ----------------------------------------------------------------------------- */

/* Text number CASE. */
static const char *
chosen(const struct secret *input)
{
	const char *text = secret_text(input);
	long number = strtol(getenv("CASE"), NULL, 10);

	for (; number > 0; number--)
		text += strlen(text) + 1;
	return text;
}

static void
answer_hook(struct secret *out, const char *text)
{
	const struct look look = { .prompt = NEVER, .command = NEVER };
	const struct change change = { "AWSMFA_PROFILE", text };
	struct state state = STATE_INIT;
	struct error ignored;

	state_read(&state);
	note((const char *[]){ secret_text(&state.previous_profile), secret_text(&state.previous_options),
	    getenv("AWSMFA_PROFILE") == NULL ? "" : getenv("AWSMFA_PROFILE") }, 3);
	state_keep_previous(&state, text, text);
	if (!format_write(out, state_format(&state), &change, 1, &ignored))
		secret_clear(out);
	hook_answer_write(out, &state, &look);
	hook_answer_end(out);
	state_clear(&state);
}

static bool
play(struct secret *out, int argc, char **argv, struct error *err)
{
	struct secret input = SECRET_INIT;
	struct stat info;
	bool ok;

	if (getenv("CASE") == NULL) {
		note((const char *const *)argv + 1, (size_t)argc - 1);
		return true;
	}
	ok = io_read_file(getenv("INPUT"), LIMIT, &input, &info, err);
	if (ok && strcmp(argv[1], "renew") == 0) {
		answer_hook(out, chosen(&input));
	} else if (ok) {
		secret_puts(out, chosen(&input));
		hook_answer_print(out, state_expected_shell());
	}
	secret_clear(&input);
	return ok;
}

/* --- what is printed ---------------------------------------------------------------------------- */

static void
add_hint(struct secret *out, const struct shell *shell, bool hooked, const char *profile)
{
	struct secret line = SECRET_INIT;

	line_use(&line, shell, hooked, profile);
	printable_make(line.data, false);
	secret_printf(out, "%s\n", secret_text(&line));
	secret_clear(&line);
}

static void
add_shown(struct secret *out, const char *text)
{
	struct secret copy = SECRET_INIT;

	secret_puts(&copy, text);
	printable_make(copy.data, false);
	secret_add(out, secret_text(&copy), copy.len + 1);
	secret_clear(&copy);
}

static void
add_word(struct secret *out, const char *format, const char *text)
{
	secret_puts(out, "note ");
	format_quote(out, formats_find(format), text);
	secret_puts(out, ";\n");
}

static bool
print_all(struct secret *out, const char *mode, const char *name, struct error *err)
{
	struct secret input = SECRET_INIT;
	const char *text, *end;
	struct stat info;
	bool ok = io_read_file("/dev/stdin", LIMIT, &input, &info, err);

	end = secret_text(&input) + input.len;
	for (text = secret_text(&input); ok && text < end; text += strlen(text) + 1)
		if (strcmp(mode, "lines") == 0) {
			add_hint(out, shells_find(name), true, text);
			add_hint(out, shells_find(name), false, text);
		} else if (strcmp(mode, "quoted") == 0) {
			add_word(out, name, text);
		} else {
			add_shown(out, text);
		}
	secret_clear(&input);
	return ok;
}

int
main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok;

	if (strcmp(name == NULL ? argv[0] : name + 1, "awsmfa") == 0)
		ok = play(&out, argc, argv, &err);
	else
		ok = print_all(&out, argv[1], argc > 2 ? argv[2] : NULL, &err);
	ok = ok && io_print(&out, &err);
	secret_clear(&out);
	if (!ok)
		notice_error(&err);
	return ok ? STATUS_DONE : (int)err.status;
}
