/* page.c
 *
 *  1. The secret MUST appear on the page and nowhere else.
 */
#include "assign/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "assign/otpauth.h"
#include "assign/qr_program.h"
#include "base/notice.h"

#define QUESTION_ROWS	2	/* a remark, and the question */
#define GROUP_COLUMNS	5	/* of the text: four characters and a blank */

/* Whether half blocks arrive as such. Like setlocale(3), without its files: what is set first decides. */
static bool
is_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value != NULL && *value != '\0')
			return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
	}
	return false;
}

/* How many groups of the secret fit on a line. */
static size_t
groups_of(unsigned columns)
{
	size_t groups = 16;

	while (groups > 1 && groups * GROUP_COLUMNS - 1 > columns)
		groups /= 2;
	return groups;
}

static size_t
text_rows(const struct secret *text)
{
	size_t rows = 0, i;

	for (i = 0; i < text->len; i++)
		rows += text->data[i] == '\n';
	return rows;
}

/* Finds the longest label whose code fits into ROWS and COLUMNS. */
static bool
find_code(struct assignment *assignment, struct matrix *matrix, size_t rows, size_t columns)
{
	struct secret address = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = true, fits = false;
	unsigned step;

	for (step = 0; ok && !fits && otpauth_label(assignment->label, step, assignment->name,
	    assignment->user.account); step++) {
		otpauth_write(&address, assignment->label, secret_text(&assignment->device.seed));
		ok = secret_check(&address, &err) && qr_program_run(matrix, &address, &err);
		fits = ok && half_blocks_rows(matrix) <= rows && half_blocks_columns(matrix) <= columns;
	}
	if (!ok)
		notice_step("no QR code: %s", err.message);
	secret_clear(&address);
	return fits;
}

static bool
may_draw(const struct assignment *assignment, const struct tty_size *size)
{
	return !assignment->wish->no_qr && size->screen && size->rows > QUESTION_ROWS && is_utf8() &&
	    qr_program_is_there();
}

static void
write_text(struct assignment *assignment, const struct tty_size *size)
{
	otpauth_label(assignment->label, 0, assignment->name, assignment->user.account);
	secret_printf(&assignment->page.text,
	    "Type this into your authenticator app, as a time-based key:\n  name    %s\n", assignment->label);
	otpauth_write_groups(&assignment->page.text, secret_text(&assignment->device.seed),
	    groups_of(size->columns == 0 ? 80 : size->columns - 10), "          ");
}

/* Draws the code with the secret below, or the code alone (*ALONE). False: neither fits. */
static bool
write_code(struct assignment *assignment, const struct tty_size *size, bool *alone)
{
	struct matrix matrix = MATRIX_INIT;
	struct secret groups = SECRET_INIT;
	struct secret *page = &assignment->page.text;
	size_t rows = size->rows - QUESTION_ROWS;
	bool both, code;

	otpauth_write_groups(&groups, secret_text(&assignment->device.seed), groups_of(size->columns), "");
	both = rows > text_rows(&groups) &&
	    find_code(assignment, &matrix, rows - text_rows(&groups), size->columns);
	code = both || find_code(assignment, &matrix, rows, size->columns);
	if (code)
		half_blocks_draw(page, &matrix);
	assignment->shows_qr = code;
	if (both)
		secret_puts(page, secret_text(&groups));
	secret_clear(&matrix.lines);
	secret_clear(&groups);
	*alone = code && !both;
	return code;
}

void
page_compose(struct assignment *assignment)
{
	struct tty_size size;

	if (!tty_measure(&size))
		return;		/* the question will say so */
	assignment->page.screen = size.screen;
	secret_clear(&assignment->page.text);
	if (!may_draw(assignment, &size) || !write_code(assignment, &size, &assignment->shows_qr_first))
		write_text(assignment, &size);
}

void
page_compose_text(struct assignment *assignment)
{
	struct tty_size size;

	secret_clear(&assignment->page.text);
	if (tty_measure(&size))
		write_text(assignment, &size);
}
