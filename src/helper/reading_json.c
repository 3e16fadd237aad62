/* reading_json.c - cJSON's tree, told to a reading
 *
 *  1. Every block cJSON allocates MUST be wiped when freed: main gives it our allocators.
 *  2. The text MUST be one JSON value and nothing behind it.
 *  3. A string MUST NOT hold a NUL: it would end early, and be checked and used as another one.
 */
#include "helper/reading_json.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

static void tell(struct reading *reading, const cJSON *item);

static void
tell_number(struct reading *reading, double number)
{
	char text[32];

	snprintf(text, sizeof(text), "%.17g", number);
	reading_close(reading, text);
}

/* Whether the name that is open may have a value of the type of ITEM. */
static bool
is_of_its_type(const struct reading *reading, const cJSON *item)
{
	if (cJSON_IsBool(item))
		return reading_takes_flag(reading);
	return !cJSON_IsNumber(item) || reading_takes_number(reading);
}

/* Tells what is inside ITEM. The depth is bounded by the reading. */
static void
tell_children(struct reading *reading, const cJSON *item)
{
	const cJSON *child;

	for (child = item->child; child != NULL && reading->wrong == NULL; child = child->next) {
		reading_open(reading, cJSON_IsArray(item) ? "member" : child->string);
		if (reading->wrong == NULL)
			tell(reading, child);
	}
}

/* Tells the value of the name that is open, and closes it. */
static void
tell(struct reading *reading, const cJSON *item)
{
	if (!is_of_its_type(reading, item))
		reading_close(reading, "");	/* no field takes that */
	else if (cJSON_IsString(item))
		reading_close(reading, item->valuestring);
	else if (cJSON_IsNumber(item))
		tell_number(reading, item->valuedouble);
	else if (cJSON_IsBool(item))
		reading_close(reading, cJSON_IsTrue(item) ? "true" : "false");
	else {
		tell_children(reading, item);
		reading_close(reading, NULL);
	}
}

bool
reading_json(struct reading *reading, const char *text, size_t len)
{
	const char *end = NULL;
	cJSON *root;
	bool ok;

	if (memchr(text, '\0', len) != NULL || strstr(text, "\\u0000") != NULL)
		return false;
	root = cJSON_ParseWithLengthOpts(text, len, &end, false);
	ok = root != NULL && cJSON_IsObject(root) && end[strspn(end, " \t\r\n")] == '\0';
	if (ok)
		tell_children(reading, root);
	cJSON_Delete(root);
	return ok && reading->wrong == NULL;
}
