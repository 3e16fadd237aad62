/* made_config.c
 *
 *  1. An access key, its secret or a session token MUST NOT be written, whatever the section is for.
 *  2. Beside a process of ours nothing MUST stay from which an SDK could get credentials in another way.
 *  3. A key MUST be written once: some SDKs refuse the whole file otherwise.
 */
#include "profile/made_config.h"

#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "profile/config_table.h"

#define OTHERS_LIMIT (64u * 1024 * 1024)

/* Rule 1. */
static const char *const secrets[] = {
	"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token", NULL
};

/* Rule 2; and sso_*. */
static const char *const sources[] = {
	"role_arn", "source_profile", "credential_source", "credential_process", "mfa_serial", "mfa_process",
	"external_id", "role_session_name", "duration_seconds", "login_session", "web_identity_token_file", NULL
};

static bool
is_among(const char *const *names, const char *key)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, key) == 0)
			return true;
	return false;
}

static bool
is_dropped(const char *key, bool replaced)
{
	return is_among(secrets, key) ||
	    (replaced && (is_among(sources, key) || strncmp(key, "sso_", 4) == 0));
}

/* A value as it is written; the lines after its first are indented, as they were. */
static void
write_property(struct secret *out, const char *indent, const char *key, const char *value)
{
	size_t length;

	secret_printf(out, "%s%s =", indent, key);
	for (;; value += length + 1) {
		length = strcspn(value, "\n");
		if (length > 0)
			secret_puts(out, " ");
		secret_add(out, value, length);
		if (value[length] == '\0')
			break;
		secret_printf(out, "\n%s ", indent);
	}
	secret_puts(out, "\n");
}

/* The properties below PARENT, the later of two that are the same. */
static void
write_nested(struct secret *out, const struct config *config, const struct config_section *section,
    const struct config_property *parent)
{
	const struct config_property *property = &config->property[section->first], *later;
	const struct config_property *end = property + section->count;
	const char *key;

	for (property = parent + 1; property < end && property->parent != 0; property++) {
		key = config_table_text(config, section->file, property->key);
		for (later = property + 1; later < end; later++)
			if (later->parent == parent->key &&
			    strcmp(config_table_text(config, section->file, later->key), key) == 0)
				break;
		if (later == end)
			write_property(out, "  ", key, config_table_text(config, section->file, property->value));
	}
}

/* Rule 3: the properties of SECTION that count. */
static void
write_section(struct secret *out, const struct config *config, const struct config_section *section, bool replaced)
{
	const struct config_property *property = &config->property[section->first], *counts;
	const struct config_property *end = property + section->count;
	const char *key;

	for (; property < end; property++) {
		key = config_table_text(config, section->file, property->key);
		if (property->parent != 0 || is_dropped(key, replaced))
			continue;
		counts = config_get_property(config, CREDENTIALS_FILE, section->name, key);
		if (counts == NULL)
			counts = config_get_property(config, CONFIG_FILE, section->name, key);
		if (counts != property)
			continue;
		write_property(out, "", key, config_table_text(config, section->file, property->value));
		write_nested(out, config, section, property);
	}
}

/* [profile NAME], quoted as shlex and SDKs read it where it holds more than they take for a word. */
static void
write_header(struct secret *out, const char *profile)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@+%:/-";
	const char *byte;

	if (profile[strspn(profile, plain)] == '\0') {
		secret_printf(out, "[profile %s]\n", profile);
		return;
	}
	secret_puts(out, "[profile \"");
	for (byte = profile; *byte != '\0'; byte++) {
		if (*byte == '"' || *byte == '\\')
			secret_puts(out, "\\");
		secret_add(out, byte, 1);
	}
	secret_puts(out, "\"]\n");
}

static void
write_body(struct secret *out, const struct config *config, const char *profile, const char *process)
{
	const struct config_section *section = config_table_first(config, false, profile);

	for (; section != NULL; section = config_table_next(config, section))
		write_section(out, config, section, process != NULL);
	if (process != NULL)
		write_property(out, "", "credential_process", process);
	secret_puts(out, "\n");
}

/* Profile default comes under both of its names: the SDK for PHP looks for [profile default] alone. */
void
made_config_profile(struct secret *out, const struct config *config, const char *profile, const char *process)
{
	if (strcmp(profile, "default") == 0) {
		secret_puts(out, "[default]\n");
		write_body(out, config, profile, process);
	}
	write_header(out, profile);
	write_body(out, config, profile, process);
}

/* --- [services] and [sso-session] --------------------------------------------------------------- */

static bool
is_other_header(const char *line)
{
	line += 1 + strspn(line + 1, " \t");
	return (strncmp(line, "services", 8) == 0 && strchr(" \t", line[8]) != NULL) ||
	    (strncmp(line, "sso-session", 11) == 0 && strchr(" \t", line[11]) != NULL);
}

void
made_config_others(struct secret *out, const struct config *config)
{
	struct secret text = SECRET_INIT;
	struct error ignored;
	struct stat info;
	const char *line;
	bool taken = false;
	size_t length;

	if (!config->file[CONFIG_FILE].is_regular ||
	    !io_read_file(config->file[CONFIG_FILE].path, OTHERS_LIMIT, &text, &info, &ignored))
		secret_clear(&text);
	for (line = secret_text(&text); *line != '\0'; line += length) {
		length = strcspn(line, "\n");
		length += line[length] == '\n';
		if (*line == '[')
			taken = is_other_header(line);
		if (taken)
			secret_add(out, line, length);
	}
	if (text.len > 0)
		secret_puts(out, "\n");
	secret_clear(&text);
}
