/* config_grammar.h - what the readers of headers and of properties share
 *
 * For config_grammar.c (lines), config_header.c and config_property.c alone. All work in place: a line is
 * a piece of the file that ends in a NUL, and what is cut off or split gets a NUL there.
 */
#ifndef PROFILE_CONFIG_GRAMMAR_H
#define PROFILE_CONFIG_GRAMMAR_H

#include "base/blank.h"
#include "base/visible.h"
#include "profile/config_table.h"

#define CONFIG_GRAMMAR_SHOWN 80		/* how much of a name a warning shows */

enum section_state {
	NO_SECTION,		/* before the first header */
	SKIPPED,		/* not ours: its lines are read, and forgotten */
	TAKEN
};

struct grammar {
	struct config		*config;
	enum config_file	 file;
	int			 line;
	char			*text, *end;		/* the file's, all of it */
	const char		*hash, *semicolon;	/* the next one of each, from where it was last looked for */
	enum section_state	 section;
	bool			 plain;			/* the header at hand is of printable ASCII alone */
	bool			 junk;			/* something follows its ']' */
	unsigned long		 odd_blank;		/* a blank in it, to other tools a letter; 0: none */
	bool			 warned_of_no_section;
	bool			 default_is_prefixed;	/* there was a [profile default] */
	struct config_keys	 keys;
	struct {				/* the property that an indented line belongs to */
		bool		 open;
		size_t		 indent;	/* in characters */
		const char	*key;		/* NULL: an ignored one, and so are its lines */
		enum config_key	 number;
		char		*end;		/* its value's NUL */
		bool		 nested;	/* its value was empty */
	} property;
};

/* A line that begins with '[', rule 3. */
bool	config_grammar_header(struct grammar *grammar, char *text, struct error *err) MUST_CHECK;

/* KEY = VALUE at INDENT, rules 6 to 8. END is that of the line. */
bool	config_grammar_property(struct grammar *grammar, char *text, char *end, size_t indent,
	    struct error *err) MUST_CHECK;

/* A line that belongs to the property before it, rule 5. */
bool	config_grammar_indented(struct grammar *grammar, char *text, char *end, struct error *err) MUST_CHECK;

/* STATUS_LOCAL, "PATH:LINE: what", and which character of LINE cannot be seen, if one cannot. The line itself is
 * never quoted: it may be half of a secret access key. Returns false. */
bool	config_grammar_error(const struct grammar *grammar, const char *what, const char *line, struct error *err);

/* A warning about the line at hand, as config_table_warn. */
#define CONFIG_GRAMMAR_WARN(grammar, profile, ...) \
	config_table_warn((grammar)->config, (grammar)->file, (grammar)->line, (profile), __VA_ARGS__)

/* Whether a name or a key has a blank inside, of any kind. */
bool	config_grammar_holds_blank(const char *text);

#endif
