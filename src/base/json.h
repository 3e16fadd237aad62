/* json.h - what --json prints: one document on one line
 *
 *	cJSON *object = cJSON_CreateObject();
 *
 *	json_add_text(object, "profile", name);		NULL becomes null
 *	return json_write(out, object, err);
 *
 * JSON is UTF-8 by definition, and names in files are whatever their author's editor wrote: bytes
 * that are no characters become '?', so that the rest can be read.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <cjson/cJSON.h>

#include "base/secret.h"

/* Adds NAME with VALUE to OBJECT; null for NULL. */
void	json_add_text(cJSON *object, const char *name, const char *value);

/* Appends DOCUMENT and a newline to OUT, and frees it. */
bool	json_write(struct secret *out, cJSON *document, struct error *err) MUST_CHECK;

#endif
