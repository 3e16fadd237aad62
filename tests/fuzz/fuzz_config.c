/* fuzz_config.c - whatever a config file holds, reading it ends well and its strings stay inside it
 *
 * The bytes are read as both files, so that their sections meet in one table.
 */
#include <stdlib.h>
#include <string.h>

#include "profile/blame.h"
#include "profile/config_table.h"

int	LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

static void
require(bool fact)
{
	if (!fact)
		abort();
}

/* Reads a string to its end, for the address sanitizer to see, and requires it inside the file. */
static void
require_inside(const struct config *config, enum config_file file, const char *text)
{
	const struct secret *own = &config->file[file].text;

	require(text >= own->data && text + strlen(text) <= own->data + own->len);
}

static void
check_properties(const struct config *config, const struct config_section *section)
{
	const struct config_property *property;
	char place[BLAME_SIZE];
	uint32_t i;

	for (i = 0; i < section->count; i++) {
		property = &config->property[section->first + i];
		require(property->key < property->value && (int)property->line > section->line);
		require(property->parent < property->key);
		require_inside(config, section->file, config_table_text(config, section->file, property->key));
		require_inside(config, section->file, config_table_text(config, section->file, property->value));
		require(*config_table_text(config, section->file, property->value) == '\0' ||
		    *blame_place(place, config, config_table_text(config, section->file, property->value)) != '\0');
		if (section->is_services || property->parent != 0)
			continue;
		require(config_get_property(config, section->file, section->name,
		    config_table_text(config, section->file, property->key)) != NULL);
		require(property->number == KEY_OTHER ||
		    (config_may_have(config, section->name, CONFIG_KEY_BIT(property->number)) &&
		    strcmp(config_table_text(config, section->file, property->key),
		    config_key_name((enum config_key)property->number)) == 0));
	}
}

static void
check_sections(const struct config *config)
{
	const struct config_section *section;
	size_t i, properties = 0;

	for (i = 0; i < config->sections; i++) {
		section = &config->section[i];
		require(section->name[0] != '\0' && section->line > 0);
		require_inside(config, section->file, section->name);
		require(section->is_services ? config_has_services(config, section->name) :
		    config_has_profile(config, section->name));
		require(section->next == 0 || section->next > i + 1);
		check_properties(config, section);
		properties += section->count;
	}
	require(properties <= config->properties);
}

static void
ask(const struct config *config)
{
	static const enum config_key keys[] = {
		KEY_MFA_SERIAL, KEY_AWS_ACCESS_KEY_ID, KEY_AWS_SESSION_TOKEN, KEY_CREDENTIAL_PROCESS,
	};
	const char *profile;
	size_t position = 0, i;

	while ((profile = config_next_profile(config, &position)) != NULL)
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			config_get(config, profile, keys[i]);
	config_get_service(config, "s", "sts", "endpoint_url");
	config_lacks_prefix(config, "a");
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct config config = CONFIG_INIT;
	struct secret text = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	enum config_file file;
	size_t i;

	for (file = CONFIG_FILE; file < CONFIG_FILES; file++) {
		secret_clear(&text);
		secret_add(&text, bytes, len);
		if (!config_parse(&config, file, &text, &err))
			require(err.status == STATUS_LOCAL && err.message[0] != '\0');
	}
	check_sections(&config);
	ask(&config);
	for (i = 0; i < config.warnings; i++)
		require(config.warning[i].text[0] != '\0');
	config_wipe_secrets(&config);
	ask(&config);
	secret_clear(&text);
	config_clear(&config);
	return 0;
}
