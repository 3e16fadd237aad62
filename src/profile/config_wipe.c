/* config_wipe.c - what a file held besides names, keys and values that are no secret is wiped
 *
 * The text holds what was read first to last: the name of a section, then its properties. Between them are comments,
 * blanks and skipped sections, in which people leave old keys.
 */
#include <string.h>

#include "profile/config_table.h"

/* Wipes the text between AT and START, where LENGTH bytes are kept. Returns where these end. */
static size_t
keep(const struct secret *text, size_t at, size_t start, size_t length)
{
	if (start > at)
		secret_wipe(text->data + at, start - at);
	return start + length > at ? start + length : at;
}

static size_t
keep_section(const struct config *config, const struct config_section *section, size_t at)
{
	const struct secret *text = &config->file[section->file].text;
	const struct config_property *property;
	uint32_t i;

	at = keep(text, at, (size_t)(section->name - text->data), strlen(section->name));
	for (i = 0; i < section->count; i++) {
		property = &config->property[section->first + i];
		at = keep(text, at, property->key, strlen(text->data + property->key));
		if ((CONFIG_KEY_BIT(property->number) & CONFIG_KEY_SECRETS) == 0)
			at = keep(text, at, property->value, strlen(text->data + property->value));
	}
	return at;
}

void
config_wipe_secrets(const struct config *config)
{
	size_t at[CONFIG_FILES] = { 0 }, i;
	const struct secret *text;
	enum config_file file;

	for (i = 0; i < config->sections; i++) {
		file = config->section[i].file;
		at[file] = keep_section(config, &config->section[i], at[file]);
	}
	for (file = CONFIG_FILE; file < CONFIG_FILES; file++) {
		text = &config->file[file].text;
		if (text->data != NULL)
			keep(text, at[file], text->len, 0);
	}
}
