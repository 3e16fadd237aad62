#include "shell/report.h"

#include <stdlib.h>
#include <string.h>

#define END '\037'

void
report_parse(struct report *report, const char *text)
{
	char *end;

	secret_set(&report->text, text);
	if (report->text.data == NULL)
		return;
	for (end = report->text.data; (end = strchr(end, END)) != NULL; end++)
		*end = '\0';
}

void
report_read(struct report *report)
{
	char *text = getenv(REPORT_VARIABLE);

	report_clear(report);
	if (text != NULL) {
		report_parse(report, text);
		secret_wipe(text, strlen(text));
	}
	unsetenv(REPORT_VARIABLE);
}

const char *
report_get(const struct report *report, const char *field)
{
	const char *at = secret_text(&report->text), *end = at + report->text.len;
	size_t length = strlen(field);

	for (; at < end; at += strlen(at) + 1)
		if (strncmp(at, field, length) == 0 && at[length] == '=')
			return at + length + 1;
	return NULL;
}

const char *
report_text(const struct report *report, const char *field)
{
	const char *value = report_get(report, field);

	return value == NULL ? "" : value;
}

bool
report_has_word(const char *list, const char *word)
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
report_clear(struct report *report)
{
	secret_clear(&report->text);
}
