/* synonyms.h - words of other tools: what they are called here, and what awsmfa does not do
 *
 *	if (!synonyms_explain("whoami", err))		ERR has a hint now, unless nobody uses that word
 *		...
 */
#ifndef COMMANDS_SYNONYMS_H
#define COMMANDS_SYNONYMS_H

#include "base/error.h"

/* Whether WORD, in upper or lower case, is such a word; ERR then has the hint. */
bool	synonyms_explain(const char *word, struct error *err);

#endif
