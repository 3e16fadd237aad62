/* hooks.h - the files of shell/, as they are, inside the program */
#ifndef SHELL_HOOK_TEXTS_H
#define SHELL_HOOK_TEXTS_H

#include <stddef.h>

struct hook_text {
	const char		*shell;
	const unsigned char	*text;
	const size_t		*size;
};

/* Ended by a NULL shell. Defined in a file that the build makes from shell/. */
extern const struct hook_text hooks[];

#endif
