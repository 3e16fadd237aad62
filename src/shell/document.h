/* shell_document.h - the forms of shell.h that are read and not evaluated
 *
 * For shell.c alone, which has checked the names and values by then.
 */
#ifndef SHELL_DOCUMENT_H
#define SHELL_DOCUMENT_H

#include "shell/format.h"

/* NAME=value lines without quotes: the credentials and the expiration, in that order. */
bool	document_write_dotenv(struct secret *out, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

/* What an SDK expects of a credential_process, version 1. */
bool	document_write_process(struct secret *out, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

/* One object of variable names and values; null: unset. */
bool	document_write_json(struct secret *out, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

#endif
