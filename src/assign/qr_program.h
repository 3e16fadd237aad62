/* qr_program.h - the program that makes QR codes, awsmfa-qr
 *
 *	struct matrix matrix = MATRIX_INIT;
 *
 *	if (!qr_program_run(&matrix, &address, err))
 *		no code: the text form serves
 *	secret_clear(&matrix.lines);
 *
 * It is optional: a build without libqrencode has none.
 */
#ifndef ASSIGN_QR_PROGRAM_H
#define ASSIGN_QR_PROGRAM_H

#include "assign/half_blocks.h"

/* Whether it is installed. */
bool	qr_program_is_there(void);

/* The QR code of TEXT. */
bool	qr_program_run(struct matrix *matrix, const struct secret *text, struct error *err) MUST_CHECK;

/* Takes LINES of awsmfa-qr; false unless they are as many as they are long, of 0 and 1. */
bool	qr_program_take(struct matrix *matrix, struct secret *lines) MUST_CHECK;

#endif
