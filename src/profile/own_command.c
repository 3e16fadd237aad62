#include "profile/own_command.h"

#include <stdio.h>
#include <string.h>

#define WORD_SIZE OWN_COMMAND_NAME_SIZE

/* How a shell reads BYTE and what follows it. */
struct reader {
	const char	*byte;
	char		 quote;		/* the one we are inside; NUL: none */
};

/* Whether the word at READER goes on. */
static bool
goes_on(const struct reader *reader)
{
	return *reader->byte != '\0' && (reader->quote != '\0' || strchr(" \t\n;|&<>()", *reader->byte) == NULL);
}

/* Passes a quote that opens or closes, and the backslash before another character. False: BYTE is part of the word. */
static bool
pass_mark(struct reader *reader)
{
	char byte = *reader->byte;

	if (reader->quote == '\0' ? byte == '"' || byte == '\'' : byte == reader->quote) {
		if (reader->quote == '\0')
			reader->quote = byte;
		else
			reader->quote = '\0';
		reader->byte++;
		return true;
	}
	if (byte == '\\' && reader->quote != '\'' && reader->byte[1] != '\0')
		reader->byte++;
	return false;
}

/* Takes the next word of the shell line *LINE into WORD, without its quotes; what is longer than WORD is cut off.
 * False at the end of the first command. */
static bool
next_word(const char **line, char word[WORD_SIZE])
{
	struct reader reader = { *line + strspn(*line, " \t\n"), '\0' };
	size_t length = 0;

	if (*reader.byte == '#' || !goes_on(&reader))
		return false;
	while (goes_on(&reader)) {
		if (pass_mark(&reader))
			continue;
		if (length < WORD_SIZE - 1)
			word[length++] = *reader.byte;
		reader.byte++;
	}
	word[length] = '\0';
	*line = reader.byte;
	return true;
}

/* Whether WORD may be in front of the program's name. */
static bool
is_prefix(const char *word)
{
	return strchr(word, '=') != NULL || word[0] == '-' || strcmp(word, "exec") == 0 ||
	    strcmp(word, "command") == 0 || strcmp(word, "env") == 0 || strcmp(word, "/usr/bin/env") == 0;
}

static bool
is_awsmfa(const char *word)
{
	const char *slash = strrchr(word, '/');

	return strcmp(slash == NULL ? word : slash + 1, "awsmfa") == 0;
}

/* Whether the option WORD takes the next word as its value. */
static bool
takes_value(const char *word)
{
	static const char flags[] =
	    " -f --force -q --quiet -v --verbose -h --help --share --no-input --drop --refresh -- ";
	char padded[WORD_SIZE + 2];

	snprintf(padded, sizeof(padded), " %s ", word);
	return strchr(word, '=') == NULL && strstr(flags, padded) == NULL;
}

/* The profile that WORD of a command line of awsmfa names; NULL: none. *NEXT: the next word does. */
static const char *
profile_in(const char *word, bool *next)
{
	*next = strcmp(word, "-p") == 0 || strcmp(word, "--profile") == 0;
	if (*next)
		return NULL;
	if (strncmp(word, "--profile=", 10) == 0)
		return word + 10;
	if (strncmp(word, "-p", 2) == 0)
		return word + 2;
	return word[0] == '-' ? NULL : word;
}

/* The profile that LINE, the options and arguments of a command of awsmfa, names; it is left in WORD. NULL: none. */
static const char *
find_profile(const char *line, char word[WORD_SIZE])
{
	const char *profile = NULL;
	bool next;

	while (profile == NULL && next_word(&line, word)) {
		profile = profile_in(word, &next);
		if (profile == NULL && (next || takes_value(word)) && !next_word(&line, word))
			break;
		if (next)
			profile = word;
	}
	return profile;
}

bool
own_command_find(const char *command, char name[OWN_COMMAND_NAME_SIZE])
{
	char word[WORD_SIZE];
	const char *profile = NULL;

	do
		if (!next_word(&command, word))
			return false;
	while (is_prefix(word));
	if (!is_awsmfa(word))
		return false;
	if (next_word(&command, word))		/* env, exec */
		profile = find_profile(command, word);
	snprintf(name, OWN_COMMAND_NAME_SIZE, "%s", profile == NULL ? "default" : profile);
	return true;
}
