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

/* The last property of that key, whose bit is BIT, in all sections of that name in FILE. PARENT is the offset of
 * its parent's key: of two equal parents the last one's sub-properties alone count (rule 9). */
static const struct config_property *
find_property(const struct config *config, enum config_file file, const struct config_section *section, uint32_t parent,
    const char *key, uint64_t bit)
{
	const struct config_property *property, *end, *found = NULL;
	const char *own;

	for (; section != NULL; section = config_table_next(config, section)) {
		if (section->file != file || (section->keys & bit) == 0)
			continue;
		property = &config->property[section->first];
		for (end = property + section->count; property < end; property++) {
			own = config->file[file].text.data + property->key;
			if (*own == *key && property->parent == parent && strcmp(own, key) == 0)
				found = property;
		}
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
config_get_from(const struct config *config, enum config_file file, const char *profile, const char *key,
    const struct config_property **where)
{
	const struct config_property *property;

	property = find_property(config, file, config_table_first(config, false, profile), 0, key,
	    config_table_key_bit(key));
	if (where != NULL)
		*where = property;
	return value_of(config, file, property);
}

static bool
is_of_key_set(const char *key)
{
	return *key == 'a' &&
	    (strcmp(key, "aws_access_key_id") == 0 || strcmp(key, "aws_secret_access_key") == 0 ||
	    strcmp(key, "aws_session_token") == 0 || strcmp(key, "aws_security_token") == 0);
}

/* Rule 10. */
const char *
config_get_own(const struct config *config, const char *profile, const char *key)
{
	const struct config_section *section = config_table_first(config, false, profile);
	const struct config_property *property;
	const uint64_t bit = config_table_key_bit(key);

	while (section != NULL && (section->keys & bit) == 0)
		section = config_table_next(config, section);
	if (section == NULL)		/* most questions end here */
		return NULL;
	if (is_of_key_set(key)) {
		if (config_get_from(config, CREDENTIALS_FILE, profile, "aws_access_key_id", NULL) != NULL)
			return config_get_from(config, CREDENTIALS_FILE, profile, key, NULL);
		if (config_get_from(config, CONFIG_FILE, profile, "aws_access_key_id", NULL) != NULL)
			return config_get_from(config, CONFIG_FILE, profile, key, NULL);
	}
	property = find_property(config, CREDENTIALS_FILE, section, 0, key, bit);
	if (property != NULL)
		return value_of(config, CREDENTIALS_FILE, property);
	return value_of(config, CONFIG_FILE, find_property(config, CONFIG_FILE, section, 0, key, bit));
}

const char *
config_get_included(const struct config *config, const char *profile)
{
	return config->includes ? config_get_own(config, profile, "include_profile") : NULL;
}

/* Rule 14. */
const char *
config_get(const struct config *config, const char *profile, const char *key)
{
	const char *value;
	size_t depth;

	if (!config->includes || is_of_key_set(key))
		return config_get_own(config, profile, key);
	value = config_get_own(config, profile, key);
	for (depth = 0; depth < CONFIG_INCLUDE_LIMIT && value == NULL; depth++) {
		profile = config_get_included(config, profile);
		if (profile == NULL)
			return NULL;
		value = config_get_own(config, profile, key);
	}
	return value;
}

bool
config_may_have(const struct config *config, const char *profile, const char *const *keys)
{
	const struct config_section *section = config_table_first(config, false, profile);
	uint64_t bits = 0;

	if (config_get_included(config, profile) != NULL)
		return true;
	for (; *keys != NULL; keys++)
		bits |= config_table_key_bit(*keys);
	while (section != NULL && (section->keys & bits) == 0)
		section = config_table_next(config, section);
	return section != NULL;
}

const char *
config_get_service(const struct config *config, const char *name, const char *service, const char *key)
{
	const struct config_section *section = config_table_first(config, true, name);
	const struct config_property *parent;

	parent = find_property(config, CONFIG_FILE, section, 0, service, config_table_key_bit(service));
	if (parent == NULL)
		return NULL;
	return value_of(config, CONFIG_FILE,
	    find_property(config, CONFIG_FILE, section, parent->key, key, config_table_key_bit(key)));
}

