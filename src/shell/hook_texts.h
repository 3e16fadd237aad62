/* hook_texts.h - the files of shell/, as they are, inside the program
 *
 *	HOOK_TEXT(bash);		shell/awsmfa.bash
 *	... &hook_text_bash ...
 *
 * They are defined in a file that the build makes from whatever is in shell/.
 */
#ifndef SHELL_HOOK_TEXTS_H
#define SHELL_HOOK_TEXTS_H

#include <stddef.h>

struct hook_text {
	const unsigned char	*bytes;
	size_t			 size;
};

#define HOOK_TEXT(shell) extern const struct hook_text hook_text_##shell

/* The shells that have one: "bash|fish|zsh". */
extern const char hook_text_names[];

#endif
