#include "profile/config.h"

#include <stdlib.h>
#include <string.h>

#include "profile/config_table.h"

void
config_clear(struct config *config)
{
	secret_clear(&config->file[CONFIG_FILE].text);
	secret_clear(&config->file[CREDENTIALS_FILE].text);
	free(config->file[CONFIG_FILE].path_text);
	free(config->file[CREDENTIALS_FILE].path_text);
	free(config->section);
	free(config->property);
	free(config->warning);
	free(config->bare);
	free(config->slot);
	*config = (struct config)CONFIG_INIT;
}

bool
config_has_profile(const struct config *config, const char *profile)
{
	return config_table_first(config, false, profile) != NULL;
}

const char *
config_name(const struct config *config, const char *name)
{
	const struct config_section *section = config_table_first(config, false, name);

	return section == NULL ? name : section->name;
}

bool
config_has_services(const struct config *config, const char *name)
{
	return config_table_first(config, true, name) != NULL;
}

const char *
config_next_profile(const struct config *config, size_t *position)
{
	const struct config_section *section;

	while (*position < config->sections) {
		section = &config->section[(*position)++];
		if (section->is_services || section->again)
			continue;
		config_table_remember(config, section);
		return section->name;
	}
	return NULL;
}

bool
config_lacks_prefix(const struct config *config, const char *name)
{
	size_t i;

	for (i = 0; i < config->bares; i++)
		if (strcmp(config->bare[i], name) == 0)
			return true;
	return false;
}
