/* fuzz.h - what every target has: the bytes as a text, and facts that must hold */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"

int	LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

static inline void
require(bool fact)
{
	if (!fact)
		abort();
}

/* The bytes as a string, up to their first NUL; to be freed by the caller. Exactly as long as it needs to be: the
 * address sanitizer sees who reads on. */
static inline char *
fuzz_text(const unsigned char *bytes, size_t len)
{
	char *text = malloc(len + 1), *cut;

	require(text != NULL);
	if (len > 0)
		memcpy(text, bytes, len);
	text[len] = '\0';
	cut = strdup(text);
	free(text);
	require(cut != NULL);
	return cut;
}

/* Takes the next line off *TEXT; "" at the end. */
static inline char *
fuzz_line(char **text)
{
	char *line = *text;

	*text += strcspn(line, "\n");
	if (**text != '\0')
		*(*text)++ = '\0';
	return line;
}

/* A text for people: nothing in it steers a terminal. */
static inline void
require_printable(const char *text)
{
	for (; *text != '\0'; text++)
		require(((unsigned char)*text >= 0x20 && *text != 0x7f) || *text == '\n');
}

#endif
