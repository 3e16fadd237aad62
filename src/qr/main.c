/* awsmfa-qr - makes a QR code of the text on its standard input, for awsmfa
 *
 *  1. It MUST be hardened before it reads anything: the text holds the secret of an MFA device.
 *  2. It MUST NOT write anything but the code: lines of 0 and 1, one digit for each module, to a pipe.
 *  3. It MUST end after one code: libqrencode has no hook to wipe what it frees.
 *
 * A program of its own, so that awsmfa loads no library for it and runs without it.
 *
 *	printf 'otpauth://totp/...' | awsmfa-qr | ...
 */
#include <qrencode.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/process.h"

#define LIMIT 1024		/* bytes of the text */

static bool
is_started_by_awsmfa(void)
{
	struct stat in, out;

	return fstat(0, &in) == 0 && S_ISFIFO(in.st_mode) && fstat(1, &out) == 0 && S_ISFIFO(out.st_mode);
}

static void
write_lines(struct secret *lines, const QRcode *code)
{
	int row, column;

	secret_reserve(lines, (size_t)(code->width + 1) * (size_t)code->width);
	for (row = 0; row < code->width; row++) {
		for (column = 0; column < code->width; column++)
			secret_add(lines, code->data[row * code->width + column] & 1 ? "1" : "0", 1);
		secret_add(lines, "\n", 1);
	}
}

/* Level L: a screen has no stains, and the code stays small. */
static bool
encode(struct secret *lines, const struct secret *text, struct error *err)
{
	QRcode *code = QRcode_encodeString(secret_text(text), 0, QR_ECLEVEL_L, QR_MODE_8, 1);

	if (code == NULL)
		return error_set_errno(err, STATUS_LOCAL, "cannot make a QR code");
	write_lines(lines, code);
	secret_wipe(code->data, (size_t)code->width * (size_t)code->width);
	QRcode_free(code);
	return secret_check(lines, err);
}

int
main(int argc, char **argv)
{
	struct secret text = SECRET_INIT, lines = SECRET_INIT;
	struct error err;
	bool ok;

	process_harden();
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("awsmfa-qr " VERSION "\n") > 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
	if (!is_started_by_awsmfa()) {
		fputs("awsmfa-qr is started by awsmfa\n", stderr);
		return STATUS_USAGE;
	}
	ok = io_read_all(0, LIMIT, &text) && encode(&lines, &text, &err) && io_print(&lines, &err);
	secret_clear(&text);
	secret_clear(&lines);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
