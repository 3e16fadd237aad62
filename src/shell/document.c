/* document.c - dotenv, credential_process and JSON
 *
 *  1. A form without quotes (dotenv) MUST refuse what would need some.
 *  2. JSON MUST be valid UTF-8, or nothing: readers replace broken bytes, and a changed value is a wrong one.
 *  3. An error MUST name the variable and MUST NOT show its value.
 */
#include "shell/document.h"

#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

static const struct {
	const char	*variable;
	const char	*key;		/* in the credential_process document */
	bool		 needed;
} members[] = {
	{ "AWS_ACCESS_KEY_ID", "AccessKeyId", true },
	{ "AWS_SECRET_ACCESS_KEY", "SecretAccessKey", true },
	{ "AWS_SESSION_TOKEN", "SessionToken", false },
	{ "AWS_CREDENTIAL_EXPIRATION", "Expiration", false },
};

#define MEMBERS (sizeof(members) / sizeof(members[0]))

static const char *
value_of(const char *name, const struct change *changes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(changes[i].name, name) == 0)
			return changes[i].value;
	return NULL;
}

/* Blanks, quotes and what readers of such files expand or cut: docker and systemd take a line as it
 * is, shells and the libraries called dotenv do not. */
static bool
needs_quotes(const char *value)
{
	for (; *value != '\0'; value++)
		if (*value <= ' ' || *value > '~' || strchr("'\"\\`$#&;|<>()*?[]{}!", *value) != NULL)
			return true;
	return false;
}

static bool
write_dotenv(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	const char *value;
	size_t i;

	for (i = 0; i < MEMBERS; i++) {
		value = value_of(members[i].variable, changes, count);
		if (value == NULL)
			continue;
		if (needs_quotes(value))
			return error_set(err, STATUS_LOCAL, "the value for %s cannot be written without quotes",
			    members[i].variable);
		secret_printf(out, "%s=%s\n", members[i].variable, value);
	}
	return true;
}

static bool
add(struct json *json, const char *key, const struct change *change, struct error *err)
{
	if (change->value != NULL && !utf8_is_valid(change->value))
		return error_set(err, STATUS_LOCAL, "the value for %s is not UTF-8, as JSON must be", change->name);
	json_add_text(json, key, change->value);
	return true;
}

static bool
write_process(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	struct json json = JSON_INIT;
	struct change member;
	bool ok = true;
	size_t i;

	json_add_number(&json, "Version", 1);
	for (i = 0; ok && i < MEMBERS; i++) {
		member.name = members[i].variable;
		member.value = value_of(member.name, changes, count);
		if (member.value != NULL)
			ok = add(&json, members[i].key, &member, err);
		else if (members[i].needed)
			ok = error_set(err, STATUS_LOCAL, "there is no %s to print", member.name);
	}
	ok = ok && json_write_indented(out, &json, err);
	json_clear(&json);
	return ok;
}

static bool
write_json(struct secret *out, const struct change *changes, size_t count, struct error *err)
{
	struct json json = JSON_INIT;
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < count; i++)
		ok = add(&json, changes[i].name, &changes[i], err);
	ok = ok && json_write_indented(out, &json, err);
	json_clear(&json);
	return ok;
}

const struct format format_dotenv = { .write = write_dotenv };
const struct format format_process = { .write = write_process };
const struct format format_json = { .write = write_json };
