/* refresh_record.c
 *
 *  1. A variable that holds a key, a secret, a token or a session of ours MUST NOT be recorded.
 *  2. What decides about hosts, files and identities MUST be taken from the record, never from COMMAND's environment.
 */
#include "sharing/refresh_record.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "record"
#define LIMIT (64u * 1024 * 1024)
#define NAME_SIZE 128

/* --- variables ---------------------------------------------------------------------------------- */

/* Rule 2: of these families, and these. */
static const char *const families[] = { "AWS_", "AWSMFA_", "MFA_" };
static const char *const others[] = {
	"HOME", "USER", "LOGNAME", "PATH", "XDG_RUNTIME_DIR", "REQUESTS_CA_BUNDLE", "TMPDIR"
};

/* Rule 1; and what is about COMMAND, not about us. */
static const char *const left_out[] = {
	"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
	"AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWSMFA_RUN"
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
is_among(const char *const *names, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Whether the variable NAME is one that the record keeps, and that is replaced. */
static bool
decides(const char *name)
{
	size_t i;

	if (is_among(left_out, COUNT(left_out), name))
		return false;
	for (i = 0; i < COUNT(families); i++)
		if (strncmp(name, families[i], strlen(families[i])) == 0)
			return true;
	return is_among(others, COUNT(others), name);
}

/* The name in ENTRY, NAME=value. False: there is none, or it is too long. */
static bool
take_name(char name[NAME_SIZE], const char *entry)
{
	size_t length = strcspn(entry, "=");

	return entry[length] == '=' && (size_t)snprintf(name, NAME_SIZE, "%.*s", (int)(length < NAME_SIZE ? length :
	    NAME_SIZE), entry) < NAME_SIZE;
}

/* A path is recorded as an absolute one: COMMAND may change its directory. */
static void
write_value(struct secret *out, const char *name, const char *value)
{
	char directory[PATH_MAX];
	struct secret path = SECRET_INIT;
	bool is_path = strcmp(name, "AWS_CONFIG_FILE") == 0 || strcmp(name, "AWS_SHARED_CREDENTIALS_FILE") == 0 ||
	    strcmp(name, "AWS_CA_BUNDLE") == 0;

	if (is_path && *value != '/' && *value != '~' && *value != '\0' && getcwd(directory, sizeof(directory)) != NULL)
		secret_printf(&path, "%s/%s", directory, value);
	else
		secret_puts(&path, value);
	record_field(out, ',', secret_text(&path));
	secret_clear(&path);
}

void
refresh_record_begin(struct secret *out, const struct refresh_base *base, const char *profile, char *const *variables)
{
	char name[NAME_SIZE];

	record_text(out, "v", "1");
	record_begin(out, "b");
	record_field(out, '=', base->key);
	record_field(out, ',', base->serial);
	record_field(out, ',', base->url);
	record_text(out, "n", base->from_environment ? "1" : "");
	record_text(out, "s", base->shares ? "1" : "");
	record_text(out, "p", profile);
	for (; *variables != NULL; variables++) {
		if (!take_name(name, *variables) || !decides(name))
			continue;
		record_begin(out, "e");
		record_field(out, '=', name);
		write_value(out, name, strchr(*variables, '=') + 1);
	}
	secret_puts(out, "\n");
}

/* --- reading ------------------------------------------------------------------------------------ */

static bool
take_record(struct refresh_record *to, const struct record *record)
{
	switch (record_letter(record)) {
	case 'v':
		return record_number(record, 0) == 1;
	case 'b':
		return record->fields == 3 && record_copy(to->base.key, sizeof(to->base.key), record, 0) &&
		    record_copy(to->base.serial, sizeof(to->base.serial), record, 1) &&
		    record_copy(to->base.url, sizeof(to->base.url), record, 2);
	case 'n':
		to->base.from_environment = true;
		return true;
	case 's':
		to->base.shares = true;
		return true;
	case 'p':
		return record_copy(to->profile, sizeof(to->profile), record, 0);
	case 'e':
		return record->fields == 2;
	default:
		return false;
	}
}

bool
refresh_record_read(struct refresh_record *record, const struct store_place *place, struct error *err)
{
	struct record one = RECORD_INIT;
	const char *at;
	char *end;
	bool ok = refresh_place_read(place, NAME, LIMIT, &record->text);

	for (end = record->text.data; ok && end != NULL && (end = strchr(end, '\n')) != NULL; end++)
		*end = '\0';
	at = secret_text(&record->text);
	ok = ok && *at == 'v';
	while (ok && record_next(&one, &at))
		ok = take_record(record, &one);
	record_clear(&one);
	return ok || error_set(err, STATUS_LOCAL,
	    "the record of this run of `awsmfa exec --refresh` cannot be read: %s/"
	    NAME, place->path);
}

const char *
refresh_record_line(const struct refresh_record *record, size_t number)
{
	const char *line = secret_text(&record->text), *end = line + record->text.len;

	for (; number > 0 && line < end; number--)
		line += strlen(line) + 1;
	return line < end ? line : NULL;
}

/* --- entering ----------------------------------------------------------------------------------- */

static void
leave_present(void)
{
	extern char **environ;
	char name[NAME_SIZE];
	size_t i = 0;

	while (environ[i] != NULL)
		if (take_name(name, environ[i]) && decides(name))
			unsetenv(name);		/* the next one moves to this place */
		else
			i++;
}

bool
refresh_record_enter(const struct refresh_record *record, struct error *err)
{
	struct record one = RECORD_INIT;
	const char *at = secret_text(&record->text);
	bool ok = true;

	leave_present();
	while (ok && record_next(&one, &at))
		if (record_letter(&one) == 'e')
			ok = setenv(one.field[0], one.field[1], 1) == 0;
	record_clear(&one);
	return ok || error_memory(err);
}

char *
refresh_record_variable(const struct refresh_record *record, const char *name)
{
	struct record one = RECORD_INIT;
	const char *at = secret_text(&record->text);
	char *value = NULL;

	while (value == NULL && record_next(&one, &at))
		if (record_letter(&one) == 'e' && strcmp(one.field[0], name) == 0)
			value = strdup(one.field[1]);
	record_clear(&one);
	return value;
}

void
refresh_record_clear(struct refresh_record *record)
{
	secret_clear(&record->text);
	*record = (struct refresh_record)REFRESH_RECORD_INIT;
}
