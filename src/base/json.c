/* json.c
 *
 *  1. A value that memory ran out for MUST make the document fail.
 *  2. Nothing MUST be left in OUT of a document that failed.
 *  3. What is written MUST stay in struct secret: some of it is credentials.
 *
 * Strings are escaped as in RFC 8259, section 7.
 */
#include "base/json.h"

#include <string.h>

#include "base/printable.h"
#include "base/utf8.h"

/* Begins the member NAME. */
static void
begin(struct json *json, const char *name)
{
	struct secret *text = &json->text;

	if (text->len > 0)
		secret_add(text, ",", 1);
	if (json->indented)
		secret_puts(text, "\n  ");
	secret_add(text, "\"", 1);
	secret_puts(text, name);
	secret_add(text, "\": ", json->indented ? 3 : 2);
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
add_character(struct secret *text, char character)
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

/* Adds VALUE, in which something has to be escaped or replaced. */
static void
add_odd(struct secret *text, const char *value)
{
	struct secret shown = SECRET_INIT;
	const char *byte;

	secret_set(&shown, value);
	if (shown.failed)
		secret_fail(text);
	else if (!utf8_is_valid(value))
		printable_make(shown.data, false);
	for (byte = secret_text(&shown); *byte != '\0'; byte++)
		add_character(text, *byte);
	secret_clear(&shown);
}

void
json_add_text(struct json *json, const char *name, const char *value)
{
	size_t plain;

	begin(json, name);
	if (value == NULL) {
		secret_add(&json->text, "null", 4);
		return;
	}
	plain = plain_length(value);
	secret_add(&json->text, "\"", 1);
	if (value[plain] == '\0')
		secret_add(&json->text, value, plain);
	else
		add_odd(&json->text, value);
	secret_add(&json->text, "\"", 1);
}

void
json_add_bool(struct json *json, const char *name, bool value)
{
	begin(json, name);
	secret_puts(&json->text, value ? "true" : "false");
}

void
json_add_number(struct json *json, const char *name, long long value)
{
	begin(json, name);
	secret_printf(&json->text, "%lld", value);
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
