/* config_property.c - KEY = VALUE and what belongs to it: rules 5 to 8 of config_grammar.c */
#include "profile/config_grammar.h"

#include <string.h>

/* The keys that we act upon (the manual's FILES section). */
static const struct known_key {
	const char	*name;
	enum {
		WORD,			/* quotes around its value cannot be meant */
		TEXT,
		COMMAND			/* for a shell, rule 8 */
	} kind;
} known_keys[] = {
	{ "assume_role", WORD },
	{ "aws_access_key_id", WORD },
	{ "aws_account_id", WORD },
	{ "aws_mfa_device", WORD },
	{ "aws_secret_access_key", WORD },
	{ "aws_security_token", WORD },
	{ "aws_session_token", WORD },
	{ "awsmfa_color", WORD },
	{ "awsmfa_share", WORD },
	{ "ca_bundle", WORD },
	{ "credential_process", COMMAND },
	{ "credential_source", WORD },
	{ "duration_seconds", WORD },
	{ "endpoint_url", WORD },
	{ "external_id", WORD },
	{ "ignore_configured_endpoint_urls", WORD },
	{ "include_profile", WORD },
	{ "login_session", WORD },
	{ "max_attempts", WORD },
	{ "mfa_process", COMMAND },
	{ "mfa_serial", WORD },
	{ "policy", TEXT },
	{ "policy_arns", WORD },
	{ "region", WORD },
	{ "role_arn", WORD },
	{ "role_session_name", WORD },
	{ "services", WORD },
	{ "session_tags", TEXT },
	{ "source_identity", WORD },
	{ "source_profile", WORD },
	{ "sso_account_id", WORD },
	{ "sso_session", WORD },
	{ "sso_start_url", WORD },
	{ "sts_regional_endpoints", WORD },
	{ "transitive_session_tags", TEXT },
	{ "use_dualstack_endpoint", WORD },
	{ "use_fips_endpoint", WORD },
	{ "web_identity_token_file", WORD },
};

/* Whether the LENGTH bytes at TEXT are NAME. ASCII only: in a Turkish locale, tolower would not find
 * "mfa_serial" in "MFA_SERIAL". */
static bool
is_name(const char *name, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (name[i] != (text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]))
			return false;
	return name[length] == '\0';
}

static const struct known_key *
find_known(const char *key, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(known_keys) / sizeof(known_keys[0]); i++)
		if (is_name(known_keys[i].name, key, length))
			return &known_keys[i];
	return NULL;
}

static bool
is_known(const char *key, int kind)
{
	const struct known_key *known = find_known(key, strlen(key));

	return known != NULL && (int)known->kind == kind;
}

static void
to_lower(char *text)
{
	for (; *text != '\0'; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

/* Rule 8. Returns the end of VALUE without a comment. */
static char *
comment_in(char *value)
{
	char *byte = value + strcspn(value, "#;");

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

/* FIRST, which begins the value of KEY, is hardly meant to be a part of it. */
static void
doubt_value(struct grammar *grammar, const char *key, char first)
{
	CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), first == '=' ?
	    "the second '=' is part of the value of '%s'" : "the quotes are part of the value of '%s'", key);
}

/* Splits TEXT into key and value. Returns the value; NULL: no separator. */
static char *
split(struct grammar *grammar, char *text, char **value_end)
{
	char *separator = text + strcspn(text, "=:"), *value, *end, separated_by = *separator;

	if (separated_by == '\0')
		return NULL;
	blank_trim(text, separator);
	to_lower(text);
	value = blank_skip(separator + 1);
	end = comment_in(value);
	if (*end != '\0' && is_known(text, COMMAND))
		end += strlen(end);
	*value_end = blank_trim(value, end);
	if (separated_by == ':' && *text != '\0' && !config_grammar_holds_blank(text))
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%.60s' is set with ':', which some SDKs do not read; use '='", text);
	if ((*value == '"' || *value == '\'' || *value == '=') && is_known(text, WORD))
		doubt_value(grammar, text, *value);
	return value;
}

/* Adds a property to the section. PARENT: the key it is a sub-property of; NULL: none. */
static bool
add_property(struct grammar *grammar, const char *parent, const char *key, const char *value, struct error *err)
{
	const struct config_property property = {
		.key = (uint32_t)(key - grammar->text),
		.value = (uint32_t)(value - grammar->text),
		.parent = parent == NULL ? 0 : (uint32_t)(parent - grammar->text),	/* a header is in front of it */
		.line = grammar->line,
	};
	const struct config_property *previous;

	if (!config_table_add_property(grammar->config, &property, err) ||
	    !config_table_note_key(&grammar->keys, grammar->config, &previous, err))
		return false;
	if (previous != NULL)
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%.60s' is already set in line %d; awsmfa uses the last one", key, previous->line);
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
config_grammar_property(struct grammar *grammar, char *text, size_t indent, struct error *err)
{
	char *value, *end;

	grammar->property.open = true;
	grammar->property.indent = indent;
	grammar->property.key = NULL;
	if (grammar->section == NO_SECTION && !grammar->warned_of_no_section) {
		grammar->warned_of_no_section = true;
		CONFIG_GRAMMAR_WARN(grammar, NULL, "lines before the first [section] are ignored");
	}
	if (grammar->section != TAKEN)
		return true;
	value = split(grammar, text, &end);
	if (value == NULL)
		return config_grammar_error(grammar, "neither a [section] nor KEY = VALUE", text, err);
	if (*text == '\0')
		return config_grammar_error(grammar, "no key before the separator", value, err);
	if (!is_key(grammar, text))
		return true;
	grammar->property.key = text;
	grammar->property.end = end;
	grammar->property.nested = value == end;
	if (*text == 'i' && strcmp(text, "include_profile") == 0)
		grammar->config->includes = true;
	return add_property(grammar, NULL, text, value, err);
}

static bool
parse_sub_property(struct grammar *grammar, char *text, struct error *err)
{
	const char *parent = grammar->property.key;
	char *end, *value;

	if (find_known(parent, strlen(parent)) != NULL) {
		grammar->property.key = NULL;
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%s' is empty: the indented lines below it are not its value", parent);
		return true;
	}
	value = split(grammar, text, &end);
	if (value != NULL && *text != '\0')
		return add_property(grammar, parent, text, value, err);
	CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar), "ignored: below '%.60s' only KEY = VALUE is read", parent);
	return true;
}

/* Warns if TEXT does not look like part of a value. */
static void
doubt_continuation(struct grammar *grammar, const char *text)
{
	size_t length = strcspn(text, "=:"), blank;
	const struct known_key *known;

	if (text[length] == '\0')
		return;
	while ((blank = blank_length_before(text, text + length)) > 0)
		length -= blank;
	known = find_known(text, length);
	if (known != NULL)
		CONFIG_GRAMMAR_WARN(grammar, profile_here(grammar),
		    "'%s' is indented, so part of the value of '%.60s'", known->name, grammar->property.key);
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
config_grammar_indented(struct grammar *grammar, char *text, struct error *err)
{
	char *end = grammar->property.end;
	bool is_lost = is_lost_header(grammar, text);
	size_t length;

	if (grammar->property.key == NULL)
		return true;
	if (grammar->property.nested)
		return is_lost || parse_sub_property(grammar, text, err);
	length = (size_t)(blank_trim(text, text + strlen(text)) - text);
	if (!is_lost)
		doubt_continuation(grammar, text);
	*end = '\n';					/* at least a newline and a blank lie between the two */
	memmove(end + 1, text, length + 1);
	grammar->property.end = end + 1 + length;
	return true;
}
