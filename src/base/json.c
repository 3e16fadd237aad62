/* json.c
 *
 *  1. A value that memory ran out for MUST make the document fail.
 *  2. Nothing MUST be left in OUT of a document that failed.
 *  3. Every copy that cJSON makes MUST be wiped, some hold credentials: it allocates through wiping.h alone, and with
 *     hooks of ours it never calls realloc.
 */
#include "base/json.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/printable.h"
#include "base/utf8.h"
#include "base/wiping.h"

/* Rule 3. */
static void
begin(struct json *json)
{
	static bool wipes;
	cJSON_Hooks hooks = { wiping_malloc, wiping_free };

	if (!wipes)
		cJSON_InitHooks(&hooks);
	wipes = true;
	if (json->object == NULL)
		json->object = cJSON_CreateObject();
	if (json->object == NULL)
		json->failed = true;
}

static void
add(struct json *json, const char *name, cJSON *item)
{
	if (item != NULL && cJSON_AddItemToObjectCS(json->object, name, item))
		return;
	cJSON_Delete(item);
	json->failed = true;
}

void
json_add_text(struct json *json, const char *name, const char *value)
{
	struct secret shown = SECRET_INIT;

	begin(json);
	if (value == NULL || utf8_is_valid(value)) {
		add(json, name, value == NULL ? cJSON_CreateNull() : cJSON_CreateStringReference(value));
		return;
	}
	secret_set(&shown, value);
	if (!shown.failed)
		printable_make(shown.data, false);
	add(json, name, shown.failed ? NULL : cJSON_CreateString(shown.data));
	secret_clear(&shown);
}

void
json_add_bool(struct json *json, const char *name, bool value)
{
	begin(json);
	add(json, name, cJSON_CreateBool(value));
}

void
json_add_number(struct json *json, const char *name, long long value)
{
	begin(json);
	add(json, name, cJSON_CreateNumber((double)value));
}

void
json_clear(struct json *json)
{
	cJSON_Delete(json->object);
	*json = (struct json)JSON_INIT;
}

#define MOST_ROOM ((size_t)1 << 28)

/* Appends the object to OUT without a copy on the way, and empties it. False: memory ran out somewhere. */
static bool
print(struct secret *out, struct json *json, bool indented)
{
	size_t room = 512;	/* enough for most; cJSON says no if it is too small */
	bool done = false;

	begin(json);
	for (; !done && !json->failed && !out->failed && room < MOST_ROOM; room *= 2) {
		secret_reserve(out, room);
		done = !out->failed && cJSON_PrintPreallocated(json->object, out->data + out->len, (int)room, indented);
	}
	if (done)
		out->len += strlen(out->data + out->len);
	else if (out->data != NULL)
		out->data[out->len] = '\0';
	json_clear(json);
	return done;
}

/* Keeps what was written from START on if it is whole, else removes it. */
static bool
finish(struct secret *out, size_t start, bool ok, struct error *err)
{
	ok = ok && secret_check(out, err);
	if (ok)
		return true;
	secret_truncate(out, start);
	return error_memory(err);
}

bool
json_write(struct secret *out, struct json *json, struct error *err)
{
	const size_t start = out->len;
	const bool ok = print(out, json, false);

	secret_puts(out, "\n");
	return finish(out, start, ok, err);
}

/* Appends TEXT with blanks for tabs. cJSON indents with tabs, and a tab inside a string is written \t,
 * so every tab is layout. */
static void
put_indented(struct secret *out, const char *text)
{
	size_t plain;

	secret_reserve(out, strlen(text));
	while (*text != '\0') {
		plain = strcspn(text, "\t");
		secret_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		secret_puts(out, plain > 0 && text[-1] == ':' ? " " : "  ");
		text++;
	}
	secret_puts(out, "\n");
}

bool
json_write_indented(struct secret *out, struct json *json, struct error *err)
{
	const size_t start = out->len;
	struct secret text = SECRET_INIT;
	const bool ok = print(&text, json, true);

	put_indented(out, secret_text(&text));
	secret_clear(&text);
	return finish(out, start, ok, err);
}

bool
json_list_add(struct json_list *list, struct json *json, struct error *err)
{
	bool ok;

	secret_puts(list->out, list->any ? "," : "[");
	ok = print(list->out, json, false);
	list->any = true;
	return finish(list->out, list->start, ok, err);
}

bool
json_list_end(struct json_list *list, struct error *err)
{
	secret_puts(list->out, list->any ? "]\n" : "[]\n");
	return finish(list->out, list->start, true, err);
}
