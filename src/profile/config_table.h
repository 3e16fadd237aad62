/* config_table.h - sections, properties and warnings, as config_grammar.c finds them
 *
 * Tables that grow, and the two hashes that keep a file of any size linear: one finds a section by
 * its name, the other a key of the section that is being read.
 */
#ifndef PROFILE_CONFIG_TABLE_H
#define PROFILE_CONFIG_TABLE_H

#include "profile/config.h"

/* The first section of that name, in either file; config_table_next gives the others. NULL: none. */
struct config_section *config_table_find(const struct config *config, bool is_services, const char *name);

/* The same, at once if NAME is the very text of one of the last two that were found: callers ask for many keys of a
 * profile and its source. */
static inline struct config_section *
config_table_first(const struct config *config, bool is_services, const char *name)
{
	const uint32_t *found = config->slot + config->slots;

	if (config->slots != 0 && found[0] != 0 && config->section[found[0] - 1].name == name)
		return &config->section[found[0] - 1];
	if (config->slots != 0 && found[1] != 0 && config->section[found[1] - 1].name == name)
		return &config->section[found[1] - 1];
	return config_table_find(config, is_services, name);
}

/* Remembers SECTION, the first one of its name, as if it had been found. */
void	config_table_remember(const struct config *config, const struct config_section *section);

static inline struct config_section *
config_table_next(const struct config *config, const struct config_section *section)
{
	return section->next == 0 ? NULL : &config->section[section->next - 1];
}

/* The text at OFFSET of FILE. */
static inline const char *
config_table_text(const struct config *config, enum config_file file, uint32_t offset)
{
	return config->file[file].text.data + offset;
}

/* The keys of the section that is being read. Zeroed at first; cleared by free(keys.slot). */
struct config_keys {
	uint32_t	 last[CONFIG_KEYS];	/* the number, from 1, of the last property with each key */
	uint32_t	*slot;			/* the same for keys without a number, and for sub-properties */
	size_t		 slots;
};

/* Appends a section, without properties yet, to the table and to those of its name. PREVIOUS receives the one of that
 * name before it; NULL: it is the first. */
bool	config_table_add_section(struct config *config, const struct config_section *section,
	    const struct config_section **previous, struct error *err) MUST_CHECK;

/* Appends a property to the last section, of which KEYS are the keys. PREVIOUS receives the last one before it of the
 * same section, parent and key; NULL: none. */
bool	config_table_add_property(struct config *config, struct config_keys *keys,
	    const struct config_property *property, const struct config_property **previous,
	    struct error *err) MUST_CHECK;

/* Appends the NAME of a [NAME] that is ignored. */
bool	config_table_add_bare(struct config *config, const char *name, struct error *err) MUST_CHECK;

/* Appends a warning; never one that quotes a value. PROFILE is kept, not copied, and may be NULL. */
void	config_table_warn(struct config *config, enum config_file file, int line, const char *profile,
	    const char *format, ...) PRINTF(5, 6);

#endif
