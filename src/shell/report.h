/* seen.h - what a hooked shell saw of itself, for `awsmfa doctor`
 *
 * Whether a hook is still in its place, which variables are readonly, what other tools are loaded:
 * only the shell can see it. Its function `awsmfa` hands it to doctor, and to no other command, in
 * one variable of that one process, as fields that end in an unprintable byte (037):
 *
 *	version=5.2.15(1)-release\037ps0=${__awsmfa_due[...\037prompt=...\037
 *
 *	struct seen seen = SEEN_INIT;
 *
 *	seen_read(&seen);			takes it out of our environment
 *	ps0 = seen_get(&seen, "ps0");		NULL: not told
 *	seen_clear(&seen);
 *
 * The shell only tells; what it means is decided here (doctor/check_hook.c). The fields:
 *
 *	version						of the shell
 *	names		bash: of readonly variables; zsh: `typeset +m`; fish: of universal ones that are exported
 *	tools		functions and aliases of other tools: "NAME: function", a line each
 *	ps0 prompt urg options wants			bash: PS0, PROMPT_COMMAND, the trap, BASHOPTS, our part of PS0
 *	precmd preexec					zsh: the two arrays
 *	handlers					fish: `functions --handlers`
 */
#ifndef SHELL_REPORT_H
#define SHELL_REPORT_H

#include "base/secret.h"

#define SEEN_VARIABLE "_AWSMFA_SEEN"

struct seen {
	struct secret text;	/* each field NUL-ended */
};

#define SEEN_INIT { .text = SECRET_INIT }

/* Takes it out of the environment, which does not pass it on. */
void	seen_read(struct seen *seen);

/* The same from TEXT. */
void	seen_parse(struct seen *seen, const char *text);

/* The value of a field; NULL: the shell did not tell. */
const char *seen_get(const struct seen *seen, const char *field);

/* The same, "" when it did not tell. */
const char *seen_text(const struct seen *seen, const char *field);

/* Whether LIST, separated by blanks or newlines, has WORD. */
bool	seen_has_word(const char *list, const char *word);

void	seen_clear(struct seen *seen);

#endif
