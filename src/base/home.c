#include "base/home.h"

#include <stdbool.h>
#include <string.h>

#include "base/environment.h"

/* Whether the byte before a path lets it begin a word. */
static bool
begins_word(const char *text, const char *at)
{
	return at == text || strchr(" \n(", at[-1]) != NULL;
}

void
home_shorten(char *text)
{
	const char *home = environment_get("HOME");
	size_t length = home == NULL ? 0 : strlen(home);
	char *at = text;

	while (length > 0 && home[length - 1] == '/')
		length--;
	if (length == 0 || *home != '/')
		return;
	while ((at = strchr(at, '/')) != NULL) {
		if (begins_word(text, at) && strncmp(at, home, length) == 0 && at[length] == '/') {
			*at = '~';
			memmove(at + 1, at + length, strlen(at + length) + 1);
		}
		at += 1 + strcspn(at + 1, " \n(");	/* to the end of this word */
	}
}
