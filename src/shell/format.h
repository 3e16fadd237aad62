/* format.h - a form in which changes to the environment are written
 *
 *	struct change change[] = {
 *		{ "AWS_PROFILE", NULL },				unset
 *		{ "AWS_ACCESS_KEY_ID", "ASIA..." },			set and export
 *	};
 *	if (!format_write(&text, &format_sh, change, 2, err))
 *		...
 *	text is	if (unset -v AWS_PROFILE AWS_ACCESS_KEY_ID); then
 *		unset AWS_PROFILE;
 *		export AWS_ACCESS_KEY_ID='ASIA...';
 *		else ... fi;
 *
 * Every value is checked before it is quoted, and quoted whatever it is. This is the part that all forms
 * share. Those that a shell evaluates are in the shells' files (sh.c, fish.c, csh.c), those that are
 * read and not evaluated in document.c; formats.h finds one by its name.
 */
#ifndef SHELL_FORMAT_H
#define SHELL_FORMAT_H

#include "base/environment.h"

struct format {
	/* Appends CHANGES, whose names and values have been checked. */
	bool	(*write)(struct secret *out, const struct change *changes, size_t count, struct error *err);

	/* Appends the one statement that makes an eval return STATUS. NULL: nobody evaluates the form. */
	void	(*fail)(struct secret *out, int status);

	/* Appends TEXT as one word. NULL: the form has no words. */
	void	(*quote)(struct secret *out, const char *text);
};

/* Writes CHANGES in FORMAT to OUT, replacing its contents.
 *
 * A value with a control byte, and a list that is not as base/environment.h describes it, are errors
 * (STATUS_LOCAL) that name the variable, never the value. After an error OUT is empty. */
bool	format_write(struct secret *out, const struct format *format, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

/* Appends the one statement that makes an eval of the output return STATUS (csh: 1, it has no
 * other way to fail); nothing for forms that nobody evaluates. */
void	format_write_failure(struct secret *out, const struct format *format, int status);

/* Appends TEXT as one word of FORMAT's shell. In csh a word cannot hold a newline: there the caller has
 * checked TEXT for control bytes, as format_write does. */
void	format_quote(struct secret *out, const struct format *format, const char *text);

/* The same for a line that people read: unquoted if every shell would take it for one word, also
 * within $(...). */
void	format_word(struct secret *out, const struct format *format, const char *text);

/* For the forms: appends TEXT in single quotes, each byte of it that is in SPECIAL as BEFORE, the byte, AFTER. */
void	format_escape(struct secret *out, const char *text, const char *special, const char *before,
	    const char *after);

#endif
