/* config_header.c - [profile NAME] and its relatives: rules 3, 4 and 9 of config_grammar.c */
#include "profile/config_grammar.h"

#include <string.h>

#include "base/utf8.h"

/* Whether all of TEXT can be seen or is a space: what nearly every header is, told at little cost. */
static bool
is_plain(const char *text)
{
	while (*text >= ' ' && *text <= '~')
		text++;
	return *text == '\0';
}

static bool
holds_control(const char *text)
{
	for (; *text != '\0'; text++)
		if ((*text > '\0' && *text < ' ') || *text == 0x7f)
			return true;
	return false;
}

/* The first blank in TEXT that is none to other tools, as a number; 0: there is none. */
static unsigned long
find_odd_blank(const char *text)
{
	while ((text = blank_find(text)) != NULL && (*text == ' ' || *text == '\t'))
		text++;
	return text == NULL ? 0 : utf8_character(text);
}

/* Takes one pair of quotes off NAME. Returns whether there was one. */
static bool
unquote(char **name)
{
	char quote = **name;
	size_t length;

	if (quote != '"' && quote != '\'')
		return false;
	length = strlen(*name);
	if (length < 2 || strchr(*name + 1, quote) != *name + length - 1)
		return false;
	(*name)[length - 1] = '\0';
	++*name;
	return true;
}

/* Rule 9: throws away what the [default] sections of the config file hold. */
static void
discard_default(struct grammar *grammar)
{
	struct config_section *section = config_table_first(grammar->config, false, "default");

	grammar->default_is_prefixed = true;
	for (; section != NULL; section = config_table_next(grammar->config, section)) {
		if (section->file != CONFIG_FILE)
			continue;
		section->count = 0;
		section->keys = 0;
		CONFIG_GRAMMAR_WARN(grammar, section->name, "[profile default] replaces the [default] of line %d",
		    section->line);
	}
}

/* Adds the section, unless rule 9 is against it, and warns of others of its name in the file. */
static bool
add_section(struct grammar *grammar, const struct config_section *section, bool prefixed, struct error *err)
{
	const bool is_default = section->file == CONFIG_FILE && !section->is_services &&
	    strcmp(section->name, "default") == 0;
	const bool replaces = is_default && prefixed && !grammar->default_is_prefixed;
	const struct config_section *previous;

	if (is_default && !prefixed && grammar->default_is_prefixed) {
		CONFIG_GRAMMAR_WARN(grammar, section->name,
		    "[default] is ignored, because there is a [profile default]");
		return true;
	}
	if (replaces)
		discard_default(grammar);
	grammar->section = TAKEN;
	if (!config_table_add_section(grammar->config, section, &previous, err))
		return false;
	if (previous != NULL && previous->file == section->file && !replaces)
		CONFIG_GRAMMAR_WARN(grammar, section->is_services ? NULL : section->name,
		    "section '%.60s' is already there in line %d; awsmfa merges the two", section->name,
		    previous->line);
	return true;
}

/* Warns if NAME looks like another one: for everybody, since those who ask for it write the other one. */
static void
doubt_spelling(struct grammar *grammar, const char *name)
{
	char shown[CONFIG_GRAMMAR_SHOWN];

	if (!grammar->plain && visible_find_hidden(name) != 0)
		CONFIG_GRAMMAR_WARN(grammar, NULL, "the section is called '%s', with a character that cannot be seen",
		    visible_text(shown, sizeof(shown), name));
}

/* Warns of what is odd about a section's NAME, or beside it. PROFILE is whom that is about. */
static void
doubt_name(struct grammar *grammar, const char *name, const char *profile)
{
	if (grammar->junk)
		CONFIG_GRAMMAR_WARN(grammar, profile, "the text after the ']' is ignored");
	if (grammar->odd_blank != 0 && !config_grammar_holds_blank(name))
		CONFIG_GRAMMAR_WARN(grammar, profile,
		    "U+%04lX beside the name '%.60s' is ignored; other tools make it part of the name",
		    grammar->odd_blank, name);
	doubt_spelling(grammar, name);
}

/* Begins the section called NAME, or skips one that cannot be meant. */
static bool
begin_section(struct grammar *grammar, char *name, bool is_services, bool prefixed, struct error *err)
{
	struct config_section section = { .is_services = is_services, .file = grammar->file, .line = grammar->line };
	bool quoted = unquote(&name);
	const char *profile = is_services ? NULL : name;
	char shown[CONFIG_GRAMMAR_SHOWN];

	if (*name == '\0') {
		CONFIG_GRAMMAR_WARN(grammar, NULL, "a section without a name is ignored");
		return true;
	}
	if (grammar->file == CONFIG_FILE && !quoted && config_grammar_holds_blank(name)) {
		CONFIG_GRAMMAR_WARN(grammar, profile, "section '%s' is ignored: a name with a blank needs quotes",
		    visible_text(shown, sizeof(shown), name));
		return true;
	}
	if (!grammar->plain && holds_control(name)) {
		CONFIG_GRAMMAR_WARN(grammar, profile, "a section with a control byte in its name is ignored");
		return true;
	}
	doubt_name(grammar, name, profile);
	section.name = name;
	return add_section(grammar, &section, prefixed, err);
}

/* What follows WORD and blanks in TEXT ("" if nothing does); NULL: TEXT does not begin so. */
static char *
after_word(char *text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(text, word, length) != 0 || (blank_length(text + length) == 0 && text[length] != '\0'))
		return NULL;
	return blank_skip(text + length);
}

static bool
config_header(struct grammar *grammar, char *inside, struct error *err)
{
	char *name;

	if (strcmp(inside, "default") == 0)
		return begin_section(grammar, inside, false, false, err);
	if ((name = after_word(inside, "profile")) != NULL)
		return begin_section(grammar, name, false, true, err);
	if ((name = after_word(inside, "services")) != NULL)
		return begin_section(grammar, name, true, true, err);
	if (after_word(inside, "sso-session") != NULL)
		return true;
	unquote(&inside);
	doubt_spelling(grammar, inside);
	return config_table_add_bare(grammar->config, inside, err);
}

static bool
credentials_header(struct grammar *grammar, char *inside, struct error *err)
{
	char *name = after_word(inside, "profile");

	if (name == NULL || *name == '\0')		/* [profile] names a profile called "profile" */
		return begin_section(grammar, inside, false, false, err);
	unquote(&name);
	CONFIG_GRAMMAR_WARN(grammar, name,
	    "[profile %.60s] is ignored: the credentials file has [%.60s], without 'profile'", name, name);
	return true;
}

bool
config_grammar_header(struct grammar *grammar, char *text, struct error *err)
{
	char *close = strchr(text, ']'), *inside;

	grammar->property.open = false;			/* rule 4 */
	grammar->section = SKIPPED;			/* unless begin_section takes it */
	if (close == NULL)
		return config_grammar_error(grammar, "section header without ']'", text, err);
	close[strcspn(close, "#;")] = '\0';
	close = strrchr(close, ']');
	grammar->junk = *blank_skip(close + 1) != '\0';
	*close = '\0';
	grammar->plain = is_plain(text + 1);
	grammar->odd_blank = grammar->plain ? 0 : find_odd_blank(text + 1);
	inside = blank_skip(text + 1);
	blank_trim(inside, close);
	if (grammar->file == CREDENTIALS_FILE)
		return credentials_header(grammar, inside, err);
	return config_header(grammar, inside, err);
}
