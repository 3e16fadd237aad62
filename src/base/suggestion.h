/* suggestion.h - the known word nearest to a mistyped one
 *
 *	suggestion_begin(&nearest, "stauts");
 *	for (...)
 *		suggestion_offer(&nearest, commands[i]->name);
 *	if (nearest.best != NULL)
 *		error_hint(err, "did you mean '%s'?", nearest.best);
 */
#ifndef BASE_SUGGESTION_H
#define BASE_SUGGESTION_H

#include <stddef.h>

struct suggestion {
	const char	*typed;
	const char	*best;		/* NULL: nothing is near enough to be meant */
	size_t		 distance;	/* of what is nearest: single letters wrong, missing, added or swapped */
};

/* Upper and lower case are the same, so that a word that differs in nothing else is the nearest. The shorter of two
 * words says how many slips may be between them: none in one letter, one in up to four, two in up to seven. */
void	suggestion_begin(struct suggestion *suggestion, const char *typed);

/* Considers CANDIDATE, which must live as long as the suggestion. */
void	suggestion_offer(struct suggestion *suggestion, const char *candidate);

/* The same for a word that a slip must lead nobody to: when it is the nearest, nothing is suggested, and no
 * word that is farther off either. */
void	suggestion_avoid(struct suggestion *suggestion, const char *candidate);

#endif
