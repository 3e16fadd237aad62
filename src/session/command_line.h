/* command_line.h - what a typed line is worth, before it runs
 *
 * The hook hands over the line as it was typed (zsh: with its aliases expanded). It is looked at, not parsed: quotes
 * are seen where a blank is in them, and a line that is not understood is treated like any other program's.
 *
 *	if (command_line_skips_renewal(line))
 *		...				the session is what it changes, or nobody needs one any more
 *	if (command_line_runs_aws(line, environment_get("AWSMFA_COMMANDS")))
 *		...				in lazy mode: worth a code
 *
 * Lines are the shell's own text, NULL or "" when it could not tell.
 */
#ifndef SESSION_COMMAND_LINE_H
#define SESSION_COMMAND_LINE_H

#include <stdbool.h>

/* Whether a line runs a program of COMMANDS (NULL or "": of the built-in list), a list separated by blanks, commas
 * or colons, in any of its parts: after ; & | ( and the like, after assignments, and after sudo, env, time, command
 * and the like. An empty line, which could not be read, is treated as one: better asked than failed. */
bool	command_line_runs_aws(const char *line, const char *commands);

/* Whether a line begins with `aws login`, `aws sso login` or `aws configure`: it may put right what kept a renewal
 * from succeeding. */
bool	command_line_logs_in(const char *line);

/* Whether a line is not to be preceded by a renewal:
 *
 *	exit 1			it does nothing but end the shell
 *	awsmfa use b && make	its first command is awsmfa (`awsmfa exec` needs a session like any program)
 *	eval "$(awsmfa env)"	the same within an eval or source
 *	aws sso login		new credentials come from it, see command_line_logs_in
 *
 * Not one that merely has such a command further on: `terraform apply || exit 1`. */
bool	command_line_skips_renewal(const char *line);

#endif
