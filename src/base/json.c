/* json.c
 *
 *  1. A value that memory ran out for MUST make the document fail.
 *  2. Nothing MUST be left in OUT of a document that failed.
 *  3. Every copy that cJSON makes MUST be wiped, some hold credentials: it allocates through wiping.h alone, and with
 *     hooks of ours it never calls realloc.
 */
#include "base/json.h"

#include <cjson/cJSON.h>
#include <stdint.h>
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

/* The item for the next member: one that the object before in a list had, else a new one. NULL: memory ran out. */
static cJSON *
next_item(struct json *json, const char *name)
{
	cJSON *item = json->next;

	if (item != NULL) {
		json->next = item->next;
		if ((item->type & cJSON_IsReference) == 0)
			cJSON_free(item->valuestring);
		item->string = (char *)(uintptr_t)name;
		return item;
	}
	item = cJSON_CreateNull();
	if (item != NULL && cJSON_AddItemToObjectCS(json->object, name, item))
		return item;
	cJSON_Delete(item);
	return NULL;
}

/* Adds NAME with a value of TYPE, whose text is TEXT. */
static cJSON *
add(struct json *json, const char *name, int type, const char *text)
{
	cJSON *item = NULL;

	begin(json);
	if (json->object != NULL)
		item = next_item(json, name);
	if (item == NULL) {
		json->failed = true;
		return NULL;
	}
	item->type = type | cJSON_StringIsConst;
	item->valuestring = (char *)(uintptr_t)text;
	return item;
}

/* TEXT, with '?' for what is not a character, for cJSON to free; NULL: memory ran out. */
static char *
shown_text(const char *text)
{
	const size_t size = strlen(text) + 1;
	char *shown = cJSON_malloc(size);

	if (shown == NULL)
		return NULL;
	memcpy(shown, text, size);
	printable_make(shown, false);
	return shown;
}

void
json_add_text(struct json *json, const char *name, const char *value)
{
	char *shown;

	if (value == NULL) {
		add(json, name, cJSON_NULL, NULL);
	} else if (utf8_is_valid(value)) {
		add(json, name, cJSON_String | cJSON_IsReference, value);
	} else {
		begin(json);
		shown = shown_text(value);
		if (shown == NULL || add(json, name, cJSON_String, shown) == NULL) {
			cJSON_free(shown);
			json->failed = true;
		}
	}
}

void
json_add_bool(struct json *json, const char *name, bool value)
{
	add(json, name, value ? cJSON_True : cJSON_False, NULL);
}

void
json_add_number(struct json *json, const char *name, long long value)
{
	cJSON *item = add(json, name, cJSON_Number, NULL);

	if (item != NULL)
		cJSON_SetNumberValue(item, (double)value);
}

void
json_clear(struct json *json)
{
	cJSON_Delete(json->object);
	*json = (struct json)JSON_INIT;
}

/* Removes what the object before had more of. */
static void
remove_rest(struct json *json)
{
	cJSON *item;

	while ((item = json->next) != NULL) {
		json->next = item->next;
		cJSON_Delete(cJSON_DetachItemViaPointer(json->object, item));
	}
}

#define MOST_ROOM ((size_t)1 << 28)

/* Appends the object to OUT without a copy on the way. False: memory ran out somewhere. */
static bool
print(struct secret *out, struct json *json, bool indented)
{
	size_t room = 512;	/* enough for most; cJSON says no if it is too small */
	bool done = false;

	begin(json);
	remove_rest(json);
	for (; !done && !json->failed && !out->failed && room < MOST_ROOM; room *= 2) {
		secret_reserve(out, room);
		done = !out->failed && cJSON_PrintPreallocated(json->object, out->data + out->len, (int)room, indented);
	}
	if (done)
		out->len += strlen(out->data + out->len);
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

	json_clear(json);
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

	json_clear(json);
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
	if (ok)
		json->next = json->object->child;
	else
		json_clear(json);
	return finish(list->out, list->start, ok, err);
}

bool
json_list_end(struct json_list *list, struct json *json, struct error *err)
{
	json_clear(json);
	secret_puts(list->out, list->any ? "]\n" : "[]\n");
	return finish(list->out, list->start, true, err);
}
