/* config_grammar.h - what the readers of headers and of properties share
 *
 * Private to config_grammar.c (lines), config_header.c and config_property.c. All work in place: a line
 * is a NUL-terminated piece of the file, and what is cut off or split gets a NUL there.
 */
#ifndef PROFILE_CONFIG_GRAMMAR_H
#define PROFILE_CONFIG_GRAMMAR_H

#include "profile/config_table.h"

enum section_state {
	NO_SECTION,		/* before the first header */
	SKIPPED,		/* not ours: its lines are read, and forgotten */
	TAKEN
};

struct grammar {
	struct config		*config;
	enum config_file	 file;
	int			 line;
	char			*text;			/* the file's, all of it */
	enum section_state	 section;
	bool			 junk;			/* something follows the ']' of the header at hand */
	bool			 warned_of_no_section;
	bool			 default_is_prefixed;	/* there was a [profile default] */
	struct config_keys	 keys;
	struct {				/* the property that an indented line belongs to */
		bool		 open;
		size_t		 indent;
		const char	*key;		/* NULL: an ignored one, and so are its lines */
		char		*end;		/* its value's NUL */
		bool		 nested;	/* its value was empty */
	} property;
};

/* A line that begins with '[', rule 3. */
bool	config_grammar_header(struct grammar *grammar, char *text, struct error *err) MUST_CHECK;

/* KEY = VALUE at INDENT, rules 6 to 8. */
bool	config_grammar_property(struct grammar *grammar, char *text, size_t indent, struct error *err) MUST_CHECK;

/* A line that belongs to the property before it, rule 5. */
bool	config_grammar_indented(struct grammar *grammar, char *text, struct error *err) MUST_CHECK;

/* STATUS_LOCAL, "PATH:LINE: what". Returns false. */
bool	config_grammar_error(const struct grammar *grammar, const char *what, struct error *err);

/* A warning about the line at hand, as config_table_warn. */
#define CONFIG_GRAMMAR_WARN(grammar, profile, ...) \
	config_table_warn((grammar)->config, (grammar)->file, (grammar)->line, (profile), __VA_ARGS__)

bool	is_blank(char byte);
bool	holds_blank(const char *text);
char	*skip_blanks(char *text);

/* Takes the blanks off what lies between START and END. Returns the new end, where the NUL is. */
char	*trim_end(char *start, char *end);

#endif
