#include "base/json.h"

#include "base/printable.h"
#include "base/utf8.h"

void
json_add_text(cJSON *object, const char *name, const char *value)
{
	struct secret shown = SECRET_INIT;

	if (value == NULL || utf8_is_valid(value)) {
		cJSON_AddItemToObjectCS(object, name, value == NULL ? cJSON_CreateNull() : cJSON_CreateString(value));
		return;
	}
	secret_set(&shown, value);
	if (!shown.failed)
		printable_make(shown.data, false);
	cJSON_AddStringToObject(object, name, secret_text(&shown));
	secret_clear(&shown);
}

static bool
print(struct secret *out, cJSON *document, struct error *err)
{
	char *text = cJSON_PrintBuffered(document, 1024, false);

	cJSON_Delete(document);
	if (text == NULL)
		return error_memory(err);
	secret_puts(out, text);
	cJSON_free(text);
	return secret_check(out, err);
}

bool
json_write(struct secret *out, cJSON *document, struct error *err)
{
	bool ok = print(out, document, err);

	secret_puts(out, "\n");
	return ok && secret_check(out, err);
}

void
json_begin_array(struct secret *out)
{
	secret_puts(out, "[");
}

bool
json_write_element(struct secret *out, cJSON *element, struct error *err)
{
	if (out->len > 0 && out->data[out->len - 1] != '[')
		secret_puts(out, ",");
	return print(out, element, err);
}

bool
json_end_array(struct secret *out, struct error *err)
{
	secret_puts(out, "]\n");
	return secret_check(out, err);
}
