/* document.h - the forms that are read, not evaluated
 *
 *	format_write(&text, &format_dotenv, change, count, err)
 *
 * dotenv and process write only what those forms know: the three credentials and the expiration, in
 * their own order; a token or an expiration that is not set is left out.
 */
#ifndef SHELL_DOCUMENT_H
#define SHELL_DOCUMENT_H

#include "shell/format.h"

/* NAME=value lines without quotes, for docker and editors. Values that would need quotes are refused. */
extern const struct format format_dotenv;

/* What an SDK expects of a credential_process, version 1. Without key id and secret it is an error. */
extern const struct format format_process;

/* One object of variable names and values, null for unset: for whatever has no eval of its own. It is
 * UTF-8 by definition, so that what is not is refused. */
extern const struct format format_json;

#endif
