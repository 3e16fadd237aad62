/* check_config.h - parsing text as if it were the two files */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#include <stdio.h>
#include <string.h>

#include "profile/config_table.h"

/* Parses LEN bytes as FILE, whose path is "config" or "credentials". */
static inline bool
parse_bytes(struct config *config, enum config_file file, const char *bytes, size_t len, struct error *err)
{
	struct secret text = SECRET_INIT;

	config->file[file].path = file == CONFIG_FILE ? "config" : "credentials";
	secret_add(&text, bytes, len);
	return config_parse(config, file, &text, err);
}

/* Parses both files; NULL: there is none. */
static inline bool
parse_files(struct config *config, const char *config_file, const char *credentials_file, struct error *err)
{
	*config = (struct config)CONFIG_INIT;
	*err = (struct error){ .status = STATUS_DONE };
	return (config_file == NULL || parse_bytes(config, CONFIG_FILE, config_file, strlen(config_file), err)) &&
	    (credentials_file == NULL ||
	    parse_bytes(config, CREDENTIALS_FILE, credentials_file, strlen(credentials_file), err));
}

/* config_get for a key of any name, if awsmfa asks for it or not. */
static inline const char *
value_named(const struct config *config, const char *profile, const char *name)
{
	const enum config_key key = config_key_find(name, strlen(name));
	const struct config_property *property = NULL;
	enum config_file file = CONFIG_FILES;
	const char *value;

	if (key != KEY_OTHER)
		return config_get(config, profile, key);
	while (property == NULL && file-- > 0)
		property = config_get_property(config, file, profile, name);
	value = property == NULL ? "" : config_table_text(config, file, property->value);
	return *value == '\0' ? NULL : value;
}

/* The value of PARENT's sub-property KEY in any section called NAME, which nothing but services
 * sections are asked for in earnest; NULL: there is none. */
static inline const char *
sub_value(const struct config *config, const char *name, const char *parent, const char *key)
{
	const struct config_section *section;
	const struct config_property *property;
	const char *text, *value = NULL;
	size_t i, k;

	for (i = 0; i < config->sections; i++) {
		section = &config->section[i];
		text = config->file[section->file].text.data;
		for (k = 0; k < section->count; k++) {
			property = &config->property[section->first + k];
			if (strcmp(section->name, name) == 0 && property->parent != 0 &&
			    strcmp(text + property->parent, parent) == 0 && strcmp(text + property->key, key) == 0)
				value = text + property->value;
		}
	}
	return value;
}

#endif
