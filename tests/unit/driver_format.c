/* driver_format.c - format_write for tests that evaluate its text in real shells
 *
 *	driver_format FORMAT < NAME\0VALUE\0NAME\0VALUE\0...	prints the text; -NAME and any value: unset it
 *	driver_format FORMAT fail STATUS				prints the statement of a failure
 *
 * Exits 1 with the error on stderr, and no text, when format_write refuses.
 */
#include "shell/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/notice.h"

#define CHANGES 1024

static size_t
take(struct change *changes, const struct secret *input)
{
	const char *next = secret_text(input), *end = next + input->len;
	size_t count;

	for (count = 0; next < end && count < CHANGES; count++) {
		changes[count].name = next;
		next += strlen(next) + 1;
		changes[count].value = next;
		next += strlen(next) + 1;
		if (*changes[count].name == '-') {
			changes[count].name++;
			changes[count].value = NULL;
		}
	}
	return count;
}

static bool
run(struct secret *out, const struct format *format, int argc, char **argv, struct error *err)
{
	static struct change changes[CHANGES];
	struct secret input = SECRET_INIT;
	struct stat info;
	bool ok;

	if (argc == 4) {
		format_write_failure(out, format, (int)strtol(argv[3], NULL, 10));
		return true;
	}
	ok = io_read_file("/dev/stdin", (size_t)64 << 20, &input, &info, err) &&
	    format_write(out, format, changes, take(changes, &input), err);
	secret_clear(&input);
	return ok;
}

int
main(int argc, char **argv)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok;

	if (argc < 2 || formats_find(argv[1]) == NULL)
		return STATUS_USAGE;
	ok = run(&out, formats_find(argv[1]), argc, argv, &err) && io_print(&out, &err);
	secret_clear(&out);
	if (!ok)
		notice_error(&err);
	return ok ? STATUS_DONE : (int)err.status;
}
