/* config.c
 *
 * Rules 1 to 8 are those of config_grammar.c, 9 that of config_table.c.
 *
 * 10. The credentials file MUST win over the config file, key by key, with an empty value too. But
 *     access key id, secret access key and session token (under both its names) MUST all come from one
 *     file, the credentials file if it has an access key id: a token of one key beside another key is
 *     an error nobody would understand.
 * 11. A file that is missing is empty. One that cannot be read is empty too, with a warning, and so is a
 *     missing one that a variable names.
 * 12. AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the files, else they are ~/.aws/config and
 *     ~/.aws/credentials. A leading ~/ is $HOME, never the password database's idea of it: that could
 *     ask the network. An empty variable is an unset one.
 * 13. What the files hold MUST NOT be copied anywhere; config_clear wipes it.
 */
#include "profile/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "base/io.h"
#include "profile/config_table.h"

#define MOST_BYTES	((size_t)64 * 1024 * 1024)

static const struct {
	const char	*variable;
	const char	*path;
} files[CONFIG_FILES] = {
	[CONFIG_FILE]		= { "AWS_CONFIG_FILE",			"~/.aws/config" },
	[CREDENTIALS_FILE]	= { "AWS_SHARED_CREDENTIALS_FILE",	"~/.aws/credentials" },
};

/* Rule 12. */
static bool
expand(const char *path, char *to, size_t size, struct error *err)
{
	const char *home = "";
	int length;

	if (path[0] == '~' && (path[1] == '/' || path[1] == '\0')) {
		home = environment_get("HOME");
		if (home == NULL) {
			error_set(err, STATUS_LOCAL, "HOME is not set, so there is no %s", path);
			return error_hint(err, "set HOME, or name the files by %s and %s", files[CONFIG_FILE].variable,
			    files[CREDENTIALS_FILE].variable);
		}
		path++;
	}
	length = snprintf(to, size, "%s%s", home, path);
	if (length < 0 || (size_t)length >= size)
		return error_set(err, STATUS_LOCAL, "the path %.100s... is too long", to);
	return true;
}

/* Rule 11. */
static bool
load_file(struct config *config, enum config_file file, struct error *err)
{
	const char *named = environment_get(files[file].variable);
	char *path = config->file[file].path;
	struct secret text = SECRET_INIT;
	struct error ignored;
	struct stat info;
	bool ok = false;

	if (!expand(named == NULL ? files[file].path : named, path, sizeof(config->file[file].path), err))
		return false;
	if (io_read_file(path, MOST_BYTES, &text, &info, &ignored)) {
		config->file[file].present = true;
		config->file[file].mode = info.st_mode & 07777;
		ok = config_parse(config, file, &text, err);
	} else if (text.failed) {
		error_memory(err);
	} else {
		ok = true;
		if (named != NULL || (errno != ENOENT && errno != ENOTDIR))
			config_table_warn(config, file, 0, NULL, "cannot be read: %s", strerror(errno));
	}
	secret_clear(&text);
	return ok;
}

bool
config_load(struct config *config, struct error *err)
{
	struct error second;
	bool ok = load_file(config, CONFIG_FILE, err);

	return load_file(config, CREDENTIALS_FILE, ok ? err : &second) && ok;
}

void
config_clear(struct config *config)
{
	secret_clear(&config->file[CONFIG_FILE].text);
	secret_clear(&config->file[CREDENTIALS_FILE].text);
	free(config->section);
	free(config->property);
	free(config->warning);
	free(config->bare);
	free(config->slot);
	*config = (struct config)CONFIG_INIT;
}

/* ---- look-up ---- */

/* The last property of that key, whose bit is BIT, in all sections of that name in FILE. PARENT says where
 * its parent's key stands: of two equal parents only the last one's sub-properties count (rule 9). */
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
config_get(const struct config *config, const char *profile, const char *key)
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

bool
config_may_have(const struct config *config, const char *profile, const char *const *keys)
{
	const struct config_section *section = config_table_first(config, false, profile);
	uint64_t bits = 0;

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

bool
config_has_profile(const struct config *config, const char *profile)
{
	return config_table_first(config, false, profile) != NULL;
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
		if (!section->is_services && !section->again)
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
