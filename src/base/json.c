/* json.c
 *
 *  1. A value that memory ran out for MUST make the document fail.
 *  2. Nothing MUST be left in OUT of a document that failed.
 *  3. What is written MUST stay in struct secret: some of it is credentials.
 *
 * Strings are escaped as in RFC 8259, section 7.
 */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/printable.h"
#include "base/utf8.h"

/* Appends LENGTH bytes for which there is room at TO. Returns what follows them. */
static char *
put(char *to, const char *bytes, size_t length)
{
	memcpy(to, bytes, length);
	return to + length;
}

/* Adds the member NAME with LENGTH bytes of VALUE, as they are; MARK, '"' or none, is at both ends. In one step: a list
 * has tens of thousands of them. */
static void
add(struct json *json, const char *name, const char *mark, const char *value, size_t length)
{
	const size_t name_length = strlen(name), mark_length = strlen(mark);
	struct secret *text = &json->text;
	char *to;

	secret_reserve(text, name_length + length + sizeof(",\n  \"\": \"\""));
	if (text->failed)
		return;
	to = text->data + text->len;
	if (text->len > 0)
		*to++ = ',';
	if (json->indented)
		to = put(to, "\n  ", 3);
	*to++ = '"';
	to = put(to, name, name_length);
	to = put(to, "\": ", json->indented ? 3 : 2);
	to = put(to, mark, mark_length);
	to = put(to, value, length);
	to = put(to, mark, mark_length);
	*to = '\0';
	text->len = (size_t)(to - text->data);
}

/* How much of TEXT stands for itself in a string, characters beyond ASCII left out. */
static size_t
plain_length(const char *text)
{
	const char *byte = text;

	while (*byte >= ' ' && *byte <= '~' && *byte != '"' && *byte != '\\')
		byte++;
	return (size_t)(byte - text);
}

static void
escape(struct secret *text, char character)
{
	static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *form = short_forms;

	while (*form != '\0' && *form != character)
		form += 2;
	if (*form != '\0')
		secret_printf(text, "\\%c", form[1]);
	else if (character >= '\0' && character < ' ')
		secret_printf(text, "\\u%04x", (unsigned int)character);
	else
		secret_add(text, &character, 1);
}

/* Adds the member NAME with VALUE, in which something has to be escaped or replaced. */
static void
add_odd(struct json *json, const char *name, const char *value)
{
	struct secret shown = SECRET_INIT, escaped = SECRET_INIT;
	const char *byte;

	secret_set(&shown, value);
	if (!shown.failed && !utf8_is_valid(value))
		printable_make(shown.data, false);
	for (byte = secret_text(&shown); *byte != '\0'; byte++)
		escape(&escaped, *byte);
	add(json, name, "\"", secret_text(&escaped), escaped.len);
	if (shown.failed || escaped.failed)
		secret_fail(&json->text);
	secret_clear(&shown);
	secret_clear(&escaped);
}

void
json_add_text(struct json *json, const char *name, const char *value)
{
	const size_t plain = value == NULL ? 0 : plain_length(value);

	if (value == NULL)
		add(json, name, "", "null", strlen("null"));
	else if (value[plain] == '\0')
		add(json, name, "\"", value, plain);
	else
		add_odd(json, name, value);
}

void
json_add_bool(struct json *json, const char *name, bool value)
{
	const char *word = value ? "true" : "false";

	add(json, name, "", word, strlen(word));
}

void
json_add_number(struct json *json, const char *name, long long value)
{
	char digits[32];

	snprintf(digits, sizeof(digits), "%lld", value);
	add(json, name, "", digits, strlen(digits));
}

void
json_clear(struct json *json)
{
	secret_clear(&json->text);
}

/* Appends the object to OUT, between BEFORE and AFTER. Without memory OUT is cut off at START. */
static bool
add_object(struct secret *out, size_t start, const char *before, const struct json *json, const char *after,
    struct error *err)
{
	if (secret_check(&json->text, err)) {
		secret_puts(out, before);
		secret_puts(out, "{");
		secret_add(out, secret_text(&json->text), json->text.len);
		secret_puts(out, json->indented ? "\n}" : "}");
		secret_puts(out, after);
		return secret_check(out, err);
	}
	secret_truncate(out, start);
	return false;
}

bool
json_write(struct secret *out, struct json *json, struct error *err)
{
	bool ok = add_object(out, out->len, "", json, "\n", err);

	json_clear(json);
	return ok;
}

bool
json_list_add(struct json_list *list, struct json *json, struct error *err)
{
	bool ok = add_object(list->out, list->start, list->any ? "," : "[", json, "", err);

	list->any = true;
	if (ok)
		secret_truncate(&json->text, 0);
	else
		json_clear(json);
	return ok;
}

bool
json_list_end(struct json_list *list, struct json *json, struct error *err)
{
	json_clear(json);
	secret_puts(list->out, list->any ? "]\n" : "[]\n");
	return secret_check(list->out, err);
}
