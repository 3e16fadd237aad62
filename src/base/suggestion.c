#include "base/suggestion.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define LONGEST 64		/* longer words get no suggestion */

static size_t
smallest(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* ASCII only: names of other languages are exact. */
static int
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

static size_t
differ(char a, char b)
{
	return lower(a) != lower(b);
}

/* Edits that turn A into B, whatever their case; a swap of two neighbours is one (optimal string alignment). */
static size_t
distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t *older = rows[0], *old = rows[1], *now = rows[2], *spare;
	size_t i, j, lena = strlen(a), lenb = strlen(b);

	if (lena > LONGEST || lenb > LONGEST)
		return SIZE_MAX;
	for (j = 0; j <= lenb; j++)
		old[j] = j;
	for (i = 1; i <= lena; i++) {
		now[0] = i;
		for (j = 1; j <= lenb; j++) {
			now[j] = smallest(old[j] + 1, now[j - 1] + 1, old[j - 1] + differ(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && !differ(a[i - 1], b[j - 2]) && !differ(a[i - 2], b[j - 1]) &&
			    older[j - 2] + 1 < now[j])
				now[j] = older[j - 2] + 1;
		}
		spare = older;
		older = old;
		old = now;
		now = spare;
	}
	return old[lenb];
}

void
suggestion_begin(struct suggestion *suggestion, const char *typed)
{
	*suggestion = (struct suggestion){ .typed = typed, .distance = LONGEST };
}

/* So many edits may be a slip in a word of that length; more make another word. */
static size_t
bound(size_t length)
{
	return length <= 1 ? 0 : length <= 4 ? 1 : length <= 7 ? 2 : 3;
}

/* Whether CANDIDATE is nearer than what there is; then the distance is its own. */
static bool
is_nearer(struct suggestion *suggestion, const char *candidate)
{
	size_t length = strlen(suggestion->typed), other = strlen(candidate);
	size_t edits = distance(suggestion->typed, candidate);

	/* the beginning of a word is as good as one letter wrong */
	if (edits > 1 && length >= 3 && strncasecmp(suggestion->typed, candidate, length) == 0)
		edits = 1;
	else if (edits > bound(length < other ? length : other))
		return false;
	if (edits > suggestion->distance || (edits == suggestion->distance && suggestion->best != NULL))
		return false;
	suggestion->distance = edits;
	return true;
}

void
suggestion_offer(struct suggestion *suggestion, const char *candidate)
{
	if (is_nearer(suggestion, candidate))
		suggestion->best = candidate;
}

void
suggestion_avoid(struct suggestion *suggestion, const char *candidate)
{
	if (is_nearer(suggestion, candidate))
		suggestion->best = NULL;
}
