/* qr_program.c
 *
 *  1. The text MUST go to the program over a pipe alone; its environment MUST be empty.
 *  2. What it prints goes to the terminal as a drawing: it MUST be nothing but a square of modules.
 */
#include "assign/qr_program.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/libexec.h"
#include "base/process.h"

#define NAME	"awsmfa-qr"
#define LARGEST	((size_t)MATRIX_LARGEST * (MATRIX_LARGEST + 1))

bool
qr_program_is_there(void)
{
	char path[PATH_MAX];

	return libexec_find(path, sizeof(path), NAME);
}

bool
qr_program_take(struct matrix *matrix, struct secret *lines)
{
	const char *text = secret_text(lines), *line = text;
	size_t size = strcspn(text, "\n"), row;

	if (size == 0 || size > MATRIX_LARGEST || lines->len != size * (size + 1))
		return false;
	for (row = 0; row < size; row++, line += size + 1)
		if (strspn(line, "01") != size || line[size] != '\n')
			return false;
	secret_move(&matrix->lines, lines);
	matrix->size = size;
	return true;
}

static bool
open_pipes(int in[2], int out[2], struct error *err)
{
	if (process_pipe(in)) {
		if (process_pipe(out))
			return true;
		close(in[0]);
		close(in[1]);
	}
	return error_set_errno(err, STATUS_LOCAL, "cannot make a pipe");
}

/* Talks to the program, which reads all before it writes, and less than a pipe holds. */
static bool
talk(int to, int from, const struct secret *text, struct secret *lines, struct error *err)
{
	bool ok = io_write(to, secret_text(text), text->len, NAME, err);

	close(to);
	if (ok && !io_read_all(from, LARGEST, lines))
		ok = error_set_errno(err, STATUS_LOCAL, "cannot read from " NAME);
	close(from);
	return ok;
}

static bool
run(struct program *program, const struct secret *text, struct secret *lines, struct error *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, status;
	bool ok;

	if (!open_pipes(in, out, err))
		return false;
	program->in = in[0];
	program->out = out[1];
	ok = process_start(program, err);
	close(in[0]);
	close(out[1]);
	if (!ok) {
		close(in[1]);
		close(out[0]);
		return false;
	}
	ok = talk(in[1], out[0], text, lines, err);
	status = process_wait(program);
	return ok && (status == 0 || error_set(err, STATUS_LOCAL, NAME " failed with status %d", status));
}

bool
qr_program_run(struct matrix *matrix, const struct secret *text, struct error *err)
{
	char path[PATH_MAX], *argv[] = { path, NULL }, *environment[] = { NULL };
	struct program program = { .argv = argv, .environment = environment, .hardened = true };
	struct secret lines = SECRET_INIT;
	bool ok;

	if (!libexec_find(path, sizeof(path), NAME))
		return error_set(err, STATUS_LOCAL, NAME " is not installed");
	ok = run(&program, text, &lines, err);
	if (ok && !qr_program_take(matrix, &lines))
		ok = error_set(err, STATUS_LOCAL, NAME " printed no QR code");
	secret_clear(&lines);
	return ok;
}
