/* json.h - the JSON that awsmfa prints: objects of texts, numbers and booleans, and lists of them
 *
 *	struct json json = JSON_INIT;
 *
 *	json_add_text(&json, "profile", name);		NULL becomes null
 *	json_add_bool(&json, "held", true);
 *	return json_write(out, &json, err);		{"profile":"prod","held":true}
 *
 * A document is whole or absent: memory that runs out anywhere shows when the document is written, and
 * OUT is then as it was before. JSON is UTF-8 by definition, and names in files are whatever their
 * author's editor wrote: json_add_text writes '?' for bytes that are no characters.
 *
 * A list may be long, so it is written object by object:
 *
 *	struct json_list list = JSON_LIST_INIT(out);
 *
 *	for (...) {
 *		... json_add_text(&json, ...) ...
 *		if (!json_list_add(&list, &json, err))
 *			return false;
 *	}
 *	return json_list_end(&list, err);
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/secret.h"

struct cJSON;

struct json {
	struct cJSON	*object;	/* NULL while it is empty */
	bool		 failed;	/* memory ran out: it cannot be written */
};

#define JSON_INIT { .object = NULL }

/* Adds NAME with VALUE; null for NULL. Both must live until the object is written: none is copied. */
void	json_add_text(struct json *json, const char *name, const char *value);
void	json_add_bool(struct json *json, const char *name, bool value);
void	json_add_number(struct json *json, const char *name, long long value);

/* Appends the object and a newline to OUT, on one line, and empties it. */
bool	json_write(struct secret *out, struct json *json, struct error *err) MUST_CHECK;

/* The same with a line for each name, indented by two blanks as AWS's own tools do. */
bool	json_write_indented(struct secret *out, struct json *json, struct error *err) MUST_CHECK;

/* Empties it. */
void	json_clear(struct json *json);

struct json_list {
	struct secret	*out;
	size_t		 start;		/* of the list in OUT */
	bool		 any;
};

#define JSON_LIST_INIT(to) { .out = (to), .start = (to)->len }

/* Appends the object to the list, which is one line of OUT, and empties it. On failure OUT is as it was
 * before the list. */
bool	json_list_add(struct json_list *list, struct json *json, struct error *err) MUST_CHECK;

/* Ends the list, which may be empty, and the line. */
bool	json_list_end(struct json_list *list, struct error *err) MUST_CHECK;

#endif
