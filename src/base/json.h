/* json.h - what --json prints: one document on one line
 *
 *	cJSON *object = cJSON_CreateObject();
 *
 *	json_add_text(object, "profile", name);		NULL becomes null
 *	return json_write(out, object, err);
 *
 * JSON is UTF-8 by definition, and names in files are whatever their author's editor wrote: bytes
 * that are no characters become '?', so that the rest can be read.
 *
 * A list may be long; it is written element by element:
 *
 *	json_begin_array(out);
 *	for (...)
 *		if (!json_write_element(out, object, err))
 *			return false;
 *	return json_end_array(out, err);
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <cjson/cJSON.h>

#include "base/secret.h"

/* Adds NAME, a literal, with VALUE to OBJECT; null for NULL. */
void	json_add_text(cJSON *object, const char *name, const char *value);

/* Appends DOCUMENT and a newline to OUT, and frees it. */
bool	json_write(struct secret *out, cJSON *document, struct error *err) MUST_CHECK;

void	json_begin_array(struct secret *out);

/* Appends ELEMENT to the array that OUT ends with, and frees it. */
bool	json_write_element(struct secret *out, cJSON *element, struct error *err) MUST_CHECK;

/* Ends the array and the line. */
bool	json_end_array(struct secret *out, struct error *err) MUST_CHECK;

#endif
