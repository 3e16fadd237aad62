/* shell.h - text that a shell will evaluate, and the other forms of the same facts
 *
 * A list of changes to the environment is written in the form that was asked for:
 *
 *	struct change change[] = {
 *		{ "AWS_PROFILE", NULL },				unset
 *		{ "AWS_ACCESS_KEY_ID", "ASIA..." },			set and export
 *	};
 *	if (!format_write(&text, FORMAT_SH, change, 2, err))
 *		...
 *	text is	unset AWS_PROFILE;
 *		export AWS_ACCESS_KEY_ID='ASIA...';
 *
 * Every value is checked before it is quoted, and quoted whatever it is. What evaluates the forms:
 *
 *	FORMAT_SH	eval "$(awsmfa env)"
 *	FORMAT_FISH	awsmfa env --format fish | source
 *	FORMAT_CSH	eval "`awsmfa env --format csh`"
 *
 * The others are read, not evaluated: FORMAT_DOTENV by docker and editors, FORMAT_PROCESS by SDKs
 * (credential_process), FORMAT_JSON by whatever has no eval of its own.
 */
#ifndef SHELL_FORMAT_H
#define SHELL_FORMAT_H

#include "base/environment.h"

enum format {
	FORMAT_SH,		/* also bash, zsh, dash, ksh */
	FORMAT_HOOK,		/* the same for a hook in bash or zsh: no alias or function stands in for a command */
	FORMAT_FISH,
	FORMAT_CSH,		/* also tcsh */
	FORMAT_DOTENV,
	FORMAT_PROCESS,
	FORMAT_JSON,
	FORMAT_UNKNOWN
};

/* The format of that name ("sh", "bash", "fish", "process" …), or FORMAT_UNKNOWN. */
enum format format_by_name(const char *name);

/* The names a user may give, separated by blanks, for help and messages. */
extern const char format_names[];

/* Writes CHANGES in FORMAT to OUT, replacing its contents. All unsets of FORMAT_SH stand in one
 * statement, in order, and come first; everything else keeps the order of the list.
 *
 * FORMAT_DOTENV and FORMAT_PROCESS write only what those forms know: the three credentials and the
 * expiration, in their own order; a token or an expiration that is not set is left out, and
 * FORMAT_PROCESS without key id and secret is an error. FORMAT_DOTENV has no quotes, so it refuses
 * values that would need some. FORMAT_JSON is UTF-8 by definition and refuses what is not; so does
 * FORMAT_CSH, and text that is not ASCII and longer than 4096 bytes, because tcsh would change it.
 *
 * A value with a control byte, and a list that is not as described above, are errors (STATUS_LOCAL)
 * that name the variable, never the value. After an error OUT is empty. */
bool	format_write(struct secret *out, enum format format, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

/* Appends the one statement that makes an eval of the output return STATUS (csh: 1, it knows no
 * other way to fail); nothing for formats that nobody evaluates. */
void	format_write_failure(struct secret *out, enum format format, int status);

/* Appends TEXT as one word of FORMAT's shell (FORMAT_SH, FORMAT_FISH, FORMAT_CSH). In csh a word
 * cannot hold a newline: there the caller has checked TEXT for control bytes, as format_write does. */
void	format_quote(struct secret *out, enum format format, const char *text);

/* The same for a line that people read: as it stands where no shell would take it for more than a word. */
void	format_word(struct secret *out, enum format format, const char *text);

#endif
