/* config.h - AWS's shared files: ~/.aws/config and ~/.aws/credentials
 *
 * Reads both files with one grammar and answers questions about profiles. What a name, a key or a
 * value is follows the AWS SDKs and Tools reference, "shared config and credentials files". If SDKs
 * differ, numbered rules say what holds here: 1 to 8 (lines) open config_grammar.c, 9 (what is there
 * twice) config_table.c, 10 and 14 (which value wins) config_get.c, 11 to 13 (the files) config_load.c.
 *
 *	struct config config = CONFIG_INIT;
 *
 *	if (!config_load(&config, err))
 *		goto out;
 *	if (config_has_profile(&config, "prod"))
 *		serial = config_get(&config, "prod", KEY_MFA_SERIAL);	NULL: not set
 * out:
 *	config_clear(&config);		no string it gave away is valid after that
 *
 * Nothing here writes a file. A missing file is treated as empty.
 */
#ifndef PROFILE_CONFIG_H
#define PROFILE_CONFIG_H

#include <stdint.h>
#include <sys/stat.h>

#include "base/secret.h"
#include "profile/config_key.h"

#define CONFIG_LINES 0x3ffffff		/* no file that is read has more: it has no more bytes */
#define CONFIG_INCLUDE_LIMIT 16		/* profiles that include each other in a row */

enum config_file {
	CONFIG_FILE,		/* AWS_CONFIG_FILE, else ~/.aws/config */
	CREDENTIALS_FILE,	/* AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials */
	CONFIG_FILES
};

/* One line. Strings are offsets into the text of its section's file: there may be a million of these. */
struct config_property {
	uint32_t	 key;		/* lower case */
	uint32_t	 value;		/* "" is treated as unset */
	uint32_t	 parent;	/* the key it is a sub-property of ("sts" of [services x]); 0: none */
	unsigned int	 line : 26;	/* CONFIG_LINES at most */
	unsigned int	 number : 6;	/* the enum config_key of its key; KEY_OTHER for a sub-property */
};

struct config_section {
	const char	*name;		/* of the profile, or of the [services NAME] */
	uint64_t	 keys;		/* CONFIG_KEY_BIT of each that it has; most look-ups end here */
	uint32_t	 first, count;	/* its properties, in order */
	uint32_t	 next;		/* the number, from 1, of the next one of this name; 0: none */
	uint32_t	 last;		/* of the last one; kept in the first one only */
	int		 line;
	enum config_file file : 8;
	bool		 is_services : 1;
	bool		 again : 1;	/* not the first one of this name, in either file */
};

/* Something odd that did not stop awsmfa from reading the file. */
struct config_warning {
	enum config_file file;
	int		 line;		/* 0: the whole file */
	const char	*profile;	/* the profile it is about; NULL: none in particular */
	char		 text[160];
};

struct config {
	struct {
		const char	*path;		/* as it was opened, ~ expanded */
		char		*path_text;	/* that, to be freed; NULL: somebody else has it */
		bool		present;
		bool		is_regular;	/* not a pipe, and not /dev/null: its mode tells who can read it */
		mode_t		mode;		/* permission bits, when present */
		struct secret	text;		/* the file; names, keys and values point into it */
		size_t		first, count;	/* its properties, those without effect too */
	} file[CONFIG_FILES];
	struct config_section	*section;
	size_t			 sections;
	struct config_property	*property;
	size_t			 properties;
	bool			 includes;	/* some profile has an include_profile */
	struct config_warning	*warning;	/* in the order of the files and lines, a thousand at most */
	size_t			 warnings;
	const char		**bare;		/* names of the [NAME] that lack the word "profile" */
	size_t			 bares;
	uint32_t		*slot;		/* finds the first section of a name from its hash; behind these are */
	size_t			 slots;		/* the last two that were found: callers ask several times in a row */
};

#define CONFIG_INIT { .file = { { .path = "" }, { .path = "" } } }

/* Reads both files. Syntax errors are STATUS_LOCAL and begin with PATH:LINE. A file that cannot be
 * read is a warning in CONFIG (the profile is then missing, and that is the error). After a failure
 * CONFIG holds what is in front of the error, and the other file: enough to name the profiles. */
bool	config_load(struct config *config, struct error *err) MUST_CHECK;

/* Parses TEXT, whose contents move into CONFIG, as FILE; what config_load does for each file. Once
 * for a file, the config file first. */
bool	config_parse(struct config *config, enum config_file file, struct secret *text, struct error *err) MUST_CHECK;

/* Whether any of the files has a section for the profile. */
bool	config_has_profile(const struct config *config, const char *profile);

/* NAME as the section of that profile has it, whose keys are found fastest so; NAME itself if there is none. */
const char *config_name(const struct config *config, const char *name);

/* The value of KEY in PROFILE: the credentials file wins over the config file, with an empty value too;
 * of a key set (access key id, secret access key, session token) all three come from one file; what
 * is unset or empty, but no key set, comes from the profile that include_profile names.
 * NULL: unset or empty there too.
 *
 * A value that continues on further lines holds newlines. */
const char *config_get(const struct config *config, const char *profile, enum config_key key);

/* The same, nothing included. */
const char *config_get_own(const struct config *config, const char *profile, enum config_key key);

/* The profile that PROFILE includes; NULL: none. It may not exist, and it may include PROFILE. */
const char *config_get_included(const struct config *config, const char *profile);

/* The value in one of the files alone, nothing included. *WHERE receives its property, if it is empty too;
 * NULL: it has none. WHERE may be NULL. */
const char *config_get_from(const struct config *config, enum config_file file, const char *profile,
	    enum config_key key, const struct config_property **where);

/* The property in one of the files alone, of any key, also one that awsmfa does not ask for; NULL: there is none. */
const struct config_property *config_get_property(const struct config *config, enum config_file file,
	    const char *profile, const char *key);

/* Whether PROFILE may have one of KEYS, the CONFIG_KEY_BIT of each; false is sure. A list of profiles asks it first:
 * most have none of them. */
bool	config_may_have(const struct config *config, const char *profile, uint64_t keys);

/* The value of KEY under SERVICE ("sts") in [services NAME] of the config file; NULL: unset. */
const char *config_get_service(const struct config *config, const char *name, const char *service, const char *key);

/* Whether the config file has a [services NAME]. */
bool	config_has_services(const struct config *config, const char *name);

/* Walks over the names of all profiles, each once, in the order of first appearance (config file
 * first). Starts with *POSITION 0; NULL at the end. */
const char *config_next_profile(const struct config *config, size_t *position);

/* Whether the config file has a [NAME] that is ignored because it lacks the word "profile". */
bool	config_lacks_prefix(const struct config *config, const char *name);

/* Wipes the secrets of all profiles, which are unset from then on, and what the files hold besides profiles: awsmfa has
 * the keys it needs, and may wait for a person next. */
void	config_wipe_secrets(const struct config *config);

/* Wipes the files' text and frees everything. */
void	config_clear(struct config *config);

#endif
