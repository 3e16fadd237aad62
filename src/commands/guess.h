/* guess.h - what was meant by a word that is no command
 *
 *	$ awsmfa login
 *	awsmfa: unknown command 'login'
 *	hint: awsmfa use starts a session in this shell
 *
 * A slip of the finger leads to the nearest command, but to none that needs a code or removes a session. A word of
 * other tools gets what it is called here, or where to find it; the name of a profile the line that uses it.
 */
#ifndef COMMANDS_GUESS_H
#define COMMANDS_GUESS_H

#include "base/error.h"

/* Adds to ERR, which says that WORD is no command, what may help. Returns false. */
bool	guess_command(const char *word, struct error *err);

/* The same for an option that comes before a command. Returns false. */
bool	guess_option(const char *word, struct error *err);

#endif
