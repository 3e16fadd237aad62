/* config_table.c
 *
 *  9. What is there twice MUST NOT be an error: sections of one name are merged, and a key that is set
 *     twice has its last value. (config_grammar.c warns of both, and throws [default] away if there is
 *     a [profile default].)
 *
 * Both hashes hold numbers from 1 (0: free) and are at most half full.
 */
#include "profile/config_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WARNINGS	1000
#define FOUND		2	/* how many sections it remembers: a profile and its source */

/* FNV-1a, for both hashes. */
static uint32_t
hash(uint32_t seed, const char *text)
{
	uint32_t sum = 2166136261u ^ seed;

	while (*text != '\0')
		sum = (sum ^ (unsigned char)*text++) * 16777619u;
	return sum ^ sum >> 15;
}

/* Room for one more element after COUNT of SIZE bytes. Returns ARRAY or where it moved; NULL: no
 * memory, and ARRAY is unchanged. Its room is 16, 32, 64...: nobody has to keep that. */
static void *
room(void *array, size_t count, size_t size)
{
	size_t most = count == 0 ? 16 : 2 * count;

	if (count != 0 && (count < 16 || (count & (count - 1)) != 0))
		return array;
	return most > SIZE_MAX / size ? NULL : realloc(array, most * size);
}

/* The slot that holds the first section of that name, or the free one where it belongs. */
static uint32_t *
section_slot(const struct config *config, bool is_services, const char *name)
{
	size_t at = hash(is_services, name);
	const struct config_section *section;

	for (;; at++) {
		at &= config->slots - 1;
		if (config->slot[at] == 0)
			break;
		section = &config->section[config->slot[at] - 1];
		if (section->is_services == is_services && strcmp(section->name, name) == 0)
			break;
	}
	return &config->slot[at];
}

static bool
grow_slots(struct config *config, struct error *err)
{
	size_t slots = config->slots == 0 ? 64 : 2 * config->slots, i;
	uint32_t *slot;

	if (2 * config->sections < config->slots)
		return true;
	slot = calloc(slots + FOUND, sizeof(*slot));
	if (slot == NULL)
		return error_memory(err);
	free(config->slot);
	config->slot = slot;
	config->slots = slots;
	for (i = 0; i < config->sections; i++)
		if (!config->section[i].again)
			*section_slot(config, config->section[i].is_services, config->section[i].name) =
			    (uint32_t)i + 1;
	return true;
}

/* Puts NUMBER in front of what was found; the last of them is forgotten, unless it is NUMBER. */
static void
remember(uint32_t found[FOUND], uint32_t number)
{
	if (found[0] != number)
		found[1] = found[0];
	found[0] = number;
}

void
config_table_remember(const struct config *config, const struct config_section *section)
{
	remember(&config->slot[config->slots], (uint32_t)(section - config->section) + 1);
}

static bool
is_called(const struct config_section *section, bool is_services, const char *name)
{
	return section->is_services == is_services && section->name[0] == name[0] && strcmp(section->name, name) == 0;
}

struct config_section *
config_table_find(const struct config *config, bool is_services, const char *name)
{
	uint32_t number = 0, *found;
	size_t i;

	if (config->slots == 0)
		return NULL;
	found = &config->slot[config->slots];
	for (i = 0; i < FOUND && found[i] != 0 && number == 0; i++)
		if (is_called(&config->section[found[i] - 1], is_services, name))
			number = found[i];
	if (number == 0)
		number = *section_slot(config, is_services, name);
	if (number == 0)
		return NULL;
	remember(found, number);
	return &config->section[number - 1];
}

bool
config_table_add_section(struct config *config, const struct config_section *section,
    const struct config_section **previous, struct error *err)
{
	void *table = room(config->section, config->sections, sizeof(*config->section));
	struct config_section *added, *first, *last;
	uint32_t *slot;

	if (table == NULL)
		return error_memory(err);
	config->section = table;
	if (!grow_slots(config, err))
		return false;
	slot = section_slot(config, section->is_services, section->name);
	added = &config->section[config->sections++];
	*added = *section;
	added->first = (uint32_t)config->properties;
	added->again = *slot != 0;
	*previous = NULL;
	if (*slot == 0)
		*slot = (uint32_t)config->sections;
	first = &config->section[*slot - 1];
	if (added->again) {
		last = &config->section[first->last - 1];
		last->next = (uint32_t)config->sections;
		*previous = last;
	}
	first->last = (uint32_t)config->sections;
	return true;
}

bool
config_table_add_bare(struct config *config, const char *name, struct error *err)
{
	void *table = room(config->bare, config->bares, sizeof(*config->bare));

	if (table == NULL)
		return error_memory(err);
	config->bare = table;
	config->bare[config->bares++] = name;
	return true;
}

void
config_table_warn(struct config *config, enum config_file file, int line, const char *profile, const char *format, ...)
{
	struct config_warning *warning;
	void *table;
	va_list args;

	if (config->warnings >= MOST_WARNINGS)
		return;
	table = room(config->warning, config->warnings, sizeof(*config->warning));
	if (table == NULL)
		return;			/* the next one that needs memory says so */
	config->warning = table;
	warning = &config->warning[config->warnings++];
	*warning = (struct config_warning){ .file = file, .line = line, .profile = profile };
	va_start(args, format);
	vsnprintf(warning->text, sizeof(warning->text), format, args);
	va_end(args);
	if (config->warnings == MOST_WARNINGS)
		snprintf(warning->text, sizeof(warning->text), "there are more warnings, which are not shown");
}

/* The slot that holds the property equal to that of NUMBER, or a free one. A property from before the
 * last section is treated as free, so that sections need no clearing. A parent is the same one only
 * if it is the same line: the keys below the second of two equal parents are not there twice. */
static uint32_t *
key_slot(const struct config_keys *keys, const struct config *config, size_t number)
{
	const struct config_section *section = &config->section[config->sections - 1];
	const struct config_property *property = &config->property[number - 1], *other;
	const char *text = config->file[section->file].text.data;
	size_t at = hash(property->parent, text + property->key);

	for (;; at++) {
		at &= keys->slots - 1;
		if (keys->slot[at] <= section->first)
			break;
		other = &config->property[keys->slot[at] - 1];
		if (other->parent == property->parent && strcmp(text + other->key, text + property->key) == 0)
			break;
	}
	return &keys->slot[at];
}

static bool
grow_keys(struct config_keys *keys, const struct config *config, struct error *err)
{
	const struct config_section *section = &config->section[config->sections - 1];
	size_t slots = keys->slots == 0 ? 64 : 2 * keys->slots, i;
	uint32_t *slot;

	if (2 * (size_t)section->count < keys->slots)
		return true;
	slot = calloc(slots, sizeof(*slot));
	if (slot == NULL)
		return error_memory(err);
	free(keys->slot);
	keys->slot = slot;
	keys->slots = slots;
	for (i = section->first + 1; i < section->first + section->count; i++)
		*key_slot(keys, config, i) = (uint32_t)i;
	return true;
}

/* What keeps the number of the last property with the key of the last one of CONFIG; NULL: memory ran out. */
static uint32_t *
last_with_key(struct config_keys *keys, const struct config *config, struct error *err)
{
	const struct config_property *property = &config->property[config->properties - 1];

	if (property->number != KEY_OTHER && property->parent == 0)
		return &keys->last[property->number];
	return grow_keys(keys, config, err) ? key_slot(keys, config, config->properties) : NULL;
}

bool
config_table_add_property(struct config *config, struct config_keys *keys, const struct config_property *property,
    const struct config_property **previous, struct error *err)
{
	struct config_section *section = &config->section[config->sections - 1];
	void *table = room(config->property, config->properties, sizeof(*config->property));
	uint32_t *last;

	if (table == NULL)
		return error_memory(err);
	config->property = table;
	config->property[config->properties++] = *property;
	section->count++;
	section->keys |= CONFIG_KEY_BIT(property->number);
	last = last_with_key(keys, config, err);
	if (last == NULL)
		return false;
	*previous = *last <= section->first ? NULL : &config->property[*last - 1];
	*last = (uint32_t)config->properties;
	return true;
}
