#include "base/json.h"

#include "base/printable.h"
#include "base/utf8.h"

void
json_add_text(cJSON *object, const char *name, const char *value)
{
	struct secret shown = SECRET_INIT;

	if (value == NULL) {
		cJSON_AddNullToObject(object, name);
		return;
	}
	secret_set(&shown, value);
	if (!shown.failed && !utf8_is_valid(value))
		make_printable(shown.data, false);
	cJSON_AddStringToObject(object, name, secret_text(&shown));
	secret_clear(&shown);
}

bool
json_write(struct secret *out, cJSON *document, struct error *err)
{
	char *text = cJSON_PrintUnformatted(document);

	cJSON_Delete(document);
	if (text == NULL)
		return error_memory(err);
	secret_printf(out, "%s\n", text);
	cJSON_free(text);
	return secret_check(out, err);
}
