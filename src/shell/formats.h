/* formats.h - the forms of output by the names that --format takes
 *
 *	format = formats_find("tcsh");			a shell's name is the name of its form
 *	format = formats_find("json");
 */
#ifndef SHELL_FORMATS_H
#define SHELL_FORMATS_H

#include "shell/format.h"

/* The form of that name; NULL: there is none. */
const struct format *formats_find(const char *name);

/* The form without --format: that of sh. */
const struct format *formats_default(void);

/* Appends all names, separated by blanks. */
void	formats_write_names(struct secret *out);

#endif
