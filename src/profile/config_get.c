/* config_get.c - which value wins
 *
 * 10. The credentials file MUST win over the config file, key by key, with an empty value too. But
 *     access key id, secret access key and session token (under both its names) MUST all come from one
 *     file, the credentials file if it has an access key id: a token of one key beside another key is
 *     an error nobody would understand.
 * 14. What a profile leaves unset or empty comes from the profile that its include_profile names, and then from
 *     the one which that names, as in aws-vault. Access keys MUST NOT come that way: they are the profile's own.
 */
#include "profile/config.h"

#include <string.h>

#include "profile/config_table.h"

#define SET_OF_KEYS (CONFIG_KEY_SECRETS | CONFIG_KEY_BIT(KEY_AWS_ACCESS_KEY_ID))

/* The last property of a key in each of the files; NULL: none. */
struct found {
	const struct config_property *in_config, *in_credentials;
};

/* Looks in all sections of a name, of which SECTION is the first. */
static struct found
find_property(const struct config *config, const struct config_section *section, enum config_key key)
{
	const struct config_property *property, *end;
	struct found found = { NULL, NULL };

	for (; section != NULL; section = config_table_next(config, section)) {
		if ((section->keys & CONFIG_KEY_BIT(key)) == 0)
			continue;
		property = &config->property[section->first];
		for (end = property + section->count; property < end; property++)
			if (property->number != key || property->parent != 0)
				continue;
			else if (section->file == CONFIG_FILE)
				found.in_config = property;
			else
				found.in_credentials = property;
	}
	return found;
}

/* The same for any key, in FILE alone. PARENT is the offset of its parent's key: of two equal parents the last one's
 * sub-properties alone count (rule 9). */
static const struct config_property *
find_named(const struct config *config, enum config_file file, const struct config_section *section, uint32_t parent,
    const char *key)
{
	const struct config_property *property, *end, *found = NULL;

	for (; section != NULL; section = config_table_next(config, section)) {
		if (section->file != file)
			continue;
		property = &config->property[section->first];
		for (end = property + section->count; property < end; property++)
			if (property->parent == parent &&
			    strcmp(config_table_text(config, file, property->key), key) == 0)
				found = property;
	}
	return found;
}

/* NULL: unset or empty. */
static const char *
value_of(const struct config *config, enum config_file file, const struct config_property *property)
{
	const char *value = property == NULL ? "" : config_table_text(config, file, property->value);

	return *value == '\0' ? NULL : value;
}

const char *
config_get_from(const struct config *config, enum config_file file, const char *profile, enum config_key key,
    const struct config_property **where)
{
	const struct found found = find_property(config, config_table_first(config, false, profile), key);
	const struct config_property *property = file == CONFIG_FILE ? found.in_config : found.in_credentials;

	if (where != NULL)
		*where = property;
	return value_of(config, file, property);
}

/* Rule 10: the file from which a key set comes; CONFIG_FILES: both together, as for other keys. */
static enum config_file
file_of_key_set(const struct config *config, const char *profile)
{
	enum config_file file = CONFIG_FILES;

	while (file-- > 0)
		if (config_get_from(config, file, profile, KEY_AWS_ACCESS_KEY_ID, NULL) != NULL)
			return file;
	return CONFIG_FILES;
}

/* Rule 10. SECTION is the first of PROFILE. */
static const char *
own_value(const struct config *config, const struct config_section *section, const char *profile, enum config_key key)
{
	const struct found found = find_property(config, section, key);
	enum config_file file = CONFIG_FILES;

	if ((CONFIG_KEY_BIT(key) & SET_OF_KEYS) != 0)
		file = file_of_key_set(config, profile);
	if (file == CONFIG_FILES)
		file = found.in_credentials != NULL ? CREDENTIALS_FILE : CONFIG_FILE;
	return value_of(config, file, file == CONFIG_FILE ? found.in_config : found.in_credentials);
}

/* Whether SECTION is the only one of its name and has no such key: nearly always so. */
static bool
is_alone_without(const struct config_section *section, enum config_key key)
{
	return (section->keys & CONFIG_KEY_BIT(key)) == 0 && section->next == 0;
}

const char *
config_get_own(const struct config *config, const char *profile, enum config_key key)
{
	const struct config_section *section = config_table_first(config, false, profile);

	return section == NULL || is_alone_without(section, key) ? NULL : own_value(config, section, profile, key);
}

const struct config_property *
config_get_property(const struct config *config, enum config_file file, const char *profile, const char *key)
{
	return find_named(config, file, config_table_first(config, false, profile), 0, key);
}

const char *
config_get_included(const struct config *config, const char *profile)
{
	return config->includes ? config_get_own(config, profile, KEY_INCLUDE_PROFILE) : NULL;
}

/* Rule 14. */
static const char *
included_value(const struct config *config, const char *profile, enum config_key key)
{
	const char *value = NULL;
	size_t depth;

	for (depth = 0; depth < CONFIG_INCLUDE_LIMIT && value == NULL; depth++) {
		profile = config_get_included(config, profile);
		if (profile == NULL)
			return NULL;
		value = config_get_own(config, profile, key);
	}
	return value;
}

const char *
config_get(const struct config *config, const char *profile, enum config_key key)
{
	const struct config_section *section = config_table_first(config, false, profile);
	const char *value = NULL;

	if (section != NULL && !is_alone_without(section, key))
		value = own_value(config, section, profile, key);
	if (value != NULL || !config->includes || (CONFIG_KEY_BIT(key) & SET_OF_KEYS) != 0)
		return value;
	return included_value(config, profile, key);
}

bool
config_may_have(const struct config *config, const char *profile, uint64_t keys)
{
	const struct config_section *section = config_table_first(config, false, profile);

	if (config_get_included(config, profile) != NULL)
		return true;
	while (section != NULL && (section->keys & keys) == 0)
		section = config_table_next(config, section);
	return section != NULL;
}

const char *
config_get_service(const struct config *config, const char *name, const char *service, const char *key)
{
	const struct config_section *section = config_table_first(config, true, name);
	const struct config_property *parent = find_named(config, CONFIG_FILE, section, 0, service);

	return parent == NULL ? NULL :
	    value_of(config, CONFIG_FILE, find_named(config, CONFIG_FILE, section, parent->key, key));
}
