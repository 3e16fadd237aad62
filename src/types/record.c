#include "types/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/percent.h"

/* Decodes one record of LENGTH bytes. False when it is not one, or memory runs out. */
static bool
decode(struct record *record, const char *text, size_t length)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	size_t size = strspn(text, allowed), start[RECORD_FIELDS] = { 0 };
	const char *end = text + length;
	bool whole = false;

	if (size == 0 || (text[size] != '=' && text[size] != ':'))
		return false;
	secret_add(&record->text, text, size);
	secret_add(&record->text, "", 1);
	record->sign = text[size];
	for (text += size + 1; !whole && record->fields < RECORD_FIELDS; text += size + 1) {
		size = strcspn(text, ",&");
		start[record->fields++] = record->text.len;
		if (!percent_decode(&record->text, text, size))
			return false;
		secret_add(&record->text, "", 1);
		whole = text + size >= end;
	}
	if (!whole || record->text.failed)
		return false;
	record->name = record->text.data;
	for (size = 0; size < record->fields; size++)
		record->field[size] = record->text.data + start[size];
	return true;
}

bool
record_next(struct record *record, const char **at)
{
	const char *text = *at;
	size_t length = strcspn(text, "&");
	bool failed = record->failed;

	if (*text == '\0')
		return false;
	record_clear(record);
	if (!decode(record, text, length)) {
		failed = failed || record->text.failed;
		record_clear(record);
	}
	record->failed = failed;
	*at = text + length + (text[length] == '&');
	return true;
}

char
record_letter(const struct record *record)
{
	return (char)(record->sign == '=' && strlen(record->name) == 1 ? record->name[0] : '\0');
}

long long
record_number(const struct record *record, size_t field)
{
	return strtoll(record->field[field], NULL, 10);
}

bool
record_copy(char *to, size_t size, const struct record *record, size_t field)
{
	return (size_t)snprintf(to, size, "%s", record->field[field]) < size;
}

bool
record_credentials(struct credentials *credentials, const struct record *record, size_t first)
{
	struct error ignored;

	if (!record_copy(credentials->access_key_id, ACCESS_KEY_ID_SIZE, record, first))
		return false;
	secret_set(&credentials->secret_access_key, record->field[first + 1]);
	if (record->fields > first + 2)
		secret_set(&credentials->session_token, record->field[first + 2]);
	return credentials_check(credentials, "", &ignored);
}

void
record_clear(struct record *record)
{
	secret_clear(&record->text);
	*record = (struct record)RECORD_INIT;
}

void
record_begin(struct secret *out, const char *name)
{
	if (out->len > 0)
		secret_puts(out, "&");
	secret_puts(out, name);
}

void
record_field(struct secret *out, char sign, const char *value)
{
	secret_add(out, &sign, 1);
	percent_encode(out, value == NULL ? "" : value);
}

void
record_text(struct secret *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	record_begin(out, name);
	record_field(out, '=', value);
}

void
record_count(struct secret *out, const char *name, long long number)
{
	if (number == 0)
		return;
	record_begin(out, name);
	secret_printf(out, "=%lld", number);
}
