/* config_property.c - KEY = VALUE and what belongs to it: rules 5 to 8 of config_grammar.c */
#include "profile/config_grammar.h"

#include <string.h>

/* A line in its parts. */
struct setting {
	char		*key, *value, *end;	/* the value's end */
	enum config_key	 number;
};

/* The separator in TEXT, or its end. What is before it gets lower case, ASCII only: in a Turkish locale, tolower
 * would not find "mfa_serial" in "MFA_SERIAL". */
static char *
lower_key(char *text)
{
	for (;; text++)
		if (*text > 'Z')		/* as nearly all of it */
			continue;
		else if (*text >= 'A')
			*text = (char)(*text - 'A' + 'a');
		else if (*text == '=' || *text == ':' || *text == '\0')
			return text;
}

/* Whether there is a BYTE between START and END. NEXT keeps where the next one in the file is, so that
 * not every line is searched. */
static bool
is_between(const struct grammar *grammar, const char **next, char byte, const char *start, const char *end)
{
	if (*next == NULL || *next < start)
		*next = memchr(start, byte, (size_t)(grammar->end - start));
	if (*next == NULL)
		*next = grammar->end;
	return *next < end;
}

/* Rule 8. Returns the end of VALUE, which ends at END, without a comment. */
static char *
comment_in(struct grammar *grammar, char *value, char *end)
{
	char *byte = value;

	if (!is_between(grammar, &grammar->hash, '#', value, end) &&
	    !is_between(grammar, &grammar->semicolon, ';', value, end))
		return end;
	byte += strcspn(byte, "#;");
	while (*byte != '\0' && byte != value && blank_length_before(value, byte) == 0)
		byte += 1 + strcspn(byte + 1, "#;");
	return byte;
}

/* The profile that a warning about the line at hand is about. */
static const char *
profile_here(const struct grammar *grammar)
{
	const struct config_section *section = &grammar->config->section[grammar->config->sections - 1];

	return section->is_services ? NULL : section->name;
}

/* The first character of the value is hardly meant to be a part of it. */
static void
doubt_value(struct grammar *grammar, const struct setting *setting)
{
	if (config_key_kind(setting->number) != CONFIG_KEY_WORD)
		return;
	CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), *setting->value == '=' ?
	    "the second '=' is part of the value of '%s'" : "the quotes are part of the value of '%s'", setting->key);
}

/* Splits TEXT, whose line ends at END. False: it has no separator. */
static bool
split(struct grammar *grammar, char *text, char *end, struct setting *setting)
{
	char *separator = lower_key(text), separated_by = *separator, *value;

	if (separated_by == '\0')
		return false;
	value = blank_skip(separator + 1);
	setting->key = text;
	setting->number = config_key_find(text, (size_t)(blank_trim(text, separator) - text));
	setting->value = value;
	if (config_key_kind(setting->number) != CONFIG_KEY_COMMAND)
		end = comment_in(grammar, value, end);
	setting->end = blank_trim(value, end);
	if (separated_by == ':' && *text != '\0' && !config_grammar_holds_blank(text))
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%.60s' is set with ':', which some SDKs do not read; use '='", text);
	if (*value == '"' || *value == '\'' || *value == '=')
		doubt_value(grammar, setting);
	return true;
}

/* Adds a property to the section. PARENT: the key it is a sub-property of; NULL: none. */
static bool
add_property(struct grammar *grammar, const char *parent, const struct setting *setting, struct error *err)
{
	const struct config_property property = {
		.key = (uint32_t)(setting->key - grammar->text),
		.value = (uint32_t)(setting->value - grammar->text),
		.parent = parent == NULL ? 0 : (uint32_t)(parent - grammar->text),	/* a header is in front of it */
		.line = (unsigned int)grammar->line & CONFIG_LINES,
		.number = setting->number & 0x3fu,
	};
	const struct config_property *previous;

	if (!config_table_add_property(grammar->config, &grammar->keys, &property, &previous, err))
		return false;
	if (previous != NULL)
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%.60s' is already set in line %d; awsmfa uses the last one", setting->key, previous->line);
	return true;
}

/* Whether all of TEXT can be seen: what nearly every key is, told at little cost. */
static bool
is_plain(const char *text)
{
	while (*text > ' ' && *text <= '~')
		text++;
	return *text == '\0';
}

/* Whether TEXT can be a key. One that cannot is ignored, as AWS's tools do, but not in silence: it may be all
 * that keeps a profile from working. */
static bool
is_key(struct grammar *grammar, const char *text)
{
	bool blank = !is_plain(text) && config_grammar_holds_blank(text);
	char shown[CONFIG_GRAMMAR_SHOWN];

	if (is_plain(text) || (!blank && visible_find_hidden(text) == 0))
		return true;
	visible_text(shown, sizeof(shown), text);
	if (strncmp(text, "export", 6) == 0 && blank_length(text + 6) > 0)
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%s' is ignored: a shell has 'export', this file has KEY = VALUE alone", shown);
	else
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), "'%s' is ignored: %s", shown,
		    blank ? "a key has no blank inside" : "a character of the key cannot be seen");
	return false;
}

bool
config_grammar_property(struct grammar *grammar, char *text, char *end, size_t indent, struct error *err)
{
	struct setting setting;

	grammar->property.open = true;
	grammar->property.indent = indent;
	grammar->property.key = NULL;
	if (grammar->section == NO_SECTION && !grammar->warned_of_no_section) {
		grammar->warned_of_no_section = true;
		CONFIG_GRAMMAR_WARN(grammar, NULL, "lines before the first [section] are ignored");
	}
	if (grammar->section != TAKEN)
		return true;
	if (!split(grammar, text, end, &setting))
		return config_grammar_error(grammar, "neither a [section] nor KEY = VALUE", text, err);
	if (*text == '\0')
		return config_grammar_error(grammar, "no key before the separator", setting.value, err);
	if (setting.number == KEY_OTHER && !is_key(grammar, text))
		return true;
	grammar->property.key = text;
	grammar->property.number = setting.number;
	grammar->property.end = setting.end;
	grammar->property.nested = setting.value == setting.end;
	if (setting.number == KEY_INCLUDE_PROFILE)
		grammar->config->includes = true;
	return add_property(grammar, NULL, &setting, err);
}

static bool
parse_sub_property(struct grammar *grammar, char *text, char *end, struct error *err)
{
	const char *parent = grammar->property.key;
	struct setting setting;

	if (config_key_kind(grammar->property.number) != CONFIG_KEY_OTHER) {
		grammar->property.key = NULL;
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%s' is empty: the indented lines below it are not its value", parent);
		return true;
	}
	if (split(grammar, text, end, &setting) && *text != '\0')
		return add_property(grammar, parent, &setting, err);
	CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), "ignored: below '%.60s' only KEY = VALUE is read", parent);
	return true;
}

/* Warns if TEXT does not look like part of a value. */
static void
doubt_continuation(struct grammar *grammar, const char *text)
{
	size_t length = strcspn(text, "=:"), blank;
	enum config_key number;
	char key[64] = "";

	if (text[length] == '\0')
		return;
	while ((blank = blank_length_before(text, text + length)) > 0)
		length -= blank;
	if (length >= sizeof(key))		/* longer than any */
		return;
	memcpy(key, text, length);
	lower_key(key);
	number = config_key_find(key, length);
	if (config_key_kind(number) != CONFIG_KEY_OTHER)
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), "'%s' is indented, so part of the value of '%.60s'",
		    config_key_name(number), grammar->property.key);
}

/* Whether TEXT was meant to be a header, with a warning. Every command prints it, because no profile has
 * that name. */
static bool
is_lost_header(struct grammar *grammar, const char *text)
{
	const char *key = grammar->property.key;

	if (*text != '[' || strchr(text, ']') == NULL || strpbrk(text, "\"{,") != NULL)	/* or JSON */
		return false;
	if (key == NULL)
		CONFIG_GRAMMAR_WARN(grammar, NULL, "indented, and so a part of what is above it, not a section");
	else
		CONFIG_GRAMMAR_WARN(grammar, NULL, "indented, so part of the value of '%.60s', not a section",
		    key);
	return true;
}

bool
config_grammar_indented(struct grammar *grammar, char *text, char *line_end, struct error *err)
{
	char *end = grammar->property.end;
	bool is_lost = is_lost_header(grammar, text);
	size_t length;

	if (grammar->property.key == NULL)
		return true;
	if (grammar->property.nested)
		return is_lost || parse_sub_property(grammar, text, line_end, err);
	length = (size_t)(blank_trim(text, line_end) - text);
	if (!is_lost)
		doubt_continuation(grammar, text);
	*end = '\n';					/* at least a newline and a blank lie between the two */
	memmove(end + 1, text, length + 1);
	grammar->property.end = end + 1 + length;
	return true;
}
