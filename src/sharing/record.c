#include "sharing/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/percent.h"

/* Decodes one record of LENGTH bytes. False when it is not one. */
static bool
decode(struct record *record, const char *text, size_t length)
{
	const char *end = text + length;
	size_t size, start[RECORD_FIELDS] = { 0 };
	bool whole = false;

	if (length < 2 || text[1] != '=')
		return false;
	record->name = text[0];
	for (text += 2; !whole && record->fields < RECORD_FIELDS; text += size + 1) {
		size = strcspn(text, ",&");
		start[record->fields++] = record->text.len;
		if (!percent_decode(&record->text, text, size))
			return false;
		secret_add(&record->text, "", 1);
		whole = text + size >= end;
	}
	for (size = 0; size < record->fields && !record->text.failed; size++)
		record->field[size] = record->text.data + start[size];
	return whole && !record->text.failed;
}

bool
record_next(struct record *record, const char **at)
{
	const char *text = *at;
	size_t length = strcspn(text, "&");

	if (*text == '\0')
		return false;
	record_clear(record);
	if (!decode(record, text, length))
		record_clear(record);
	*at = text + length + (text[length] == '&');
	return true;
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
record_begin(struct secret *out, char name)
{
	if (out->len > 0)
		secret_puts(out, "&");
	secret_add(out, &name, 1);
}

void
record_field(struct secret *out, char separator, const char *value)
{
	secret_add(out, &separator, 1);
	percent_encode(out, value);
}

void
record_text(struct secret *out, char name, const char *value)
{
	if (*value == '\0')
		return;
	record_begin(out, name);
	record_field(out, '=', value);
}

void
record_count(struct secret *out, char name, long long number)
{
	if (number == 0)
		return;
	record_begin(out, name);
	secret_printf(out, "=%lld", number);
}
