#include "shell/report.h"

#include <stdlib.h>
#include <string.h>

#define END '\037'

void
seen_parse(struct seen *seen, const char *text)
{
	char *end;

	secret_set(&seen->text, text);
	if (seen->text.data == NULL)
		return;
	for (end = seen->text.data; (end = strchr(end, END)) != NULL; end++)
		*end = '\0';
}

void
seen_read(struct seen *seen)
{
	char *text = getenv(SEEN_VARIABLE);

	seen_clear(seen);
	if (text != NULL) {
		seen_parse(seen, text);
		secret_wipe(text, strlen(text));
	}
	unsetenv(SEEN_VARIABLE);
}

const char *
seen_get(const struct seen *seen, const char *field)
{
	const char *at = secret_text(&seen->text), *end = at + seen->text.len;
	size_t length = strlen(field);

	for (; at < end; at += strlen(at) + 1)
		if (strncmp(at, field, length) == 0 && at[length] == '=')
			return at + length + 1;
	return NULL;
}

const char *
seen_text(const struct seen *seen, const char *field)
{
	const char *value = seen_get(seen, field);

	return value == NULL ? "" : value;
}

bool
seen_has_word(const char *list, const char *word)
{
	size_t length;

	for (; *list != '\0'; list += length) {
		list += strspn(list, " \t\n");
		length = strcspn(list, " \t\n");
		if (length == strlen(word) && strncmp(list, word, length) == 0)
			return true;
	}
	return false;
}

void
seen_clear(struct seen *seen)
{
	secret_clear(&seen->text);
}
