#include "base/home.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"

#define LONGEST_PATH 4096

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

bool
home_is_meant(const char *path)
{
	return path[0] == '~' && (path[1] == '/' || path[1] == '\0') && environment_get("HOME") != NULL;
}

char *
home_expand(const char *path, struct error *err)
{
	const bool meant = home_is_meant(path);
	const char *home = meant ? environment_get("HOME") : "", *rest = path + meant;
	size_t size = strlen(home) + strlen(rest) + 1;
	char *expanded;

	if (size > LONGEST_PATH) {
		error_set(err, STATUS_LOCAL, "the path %.100s%.100s... is too long", home, rest);
		return NULL;
	}
	expanded = malloc(size);
	if (expanded == NULL)
		error_memory(err);
	else
		snprintf(expanded, size, "%s%s", home, rest);
	return expanded;
}
