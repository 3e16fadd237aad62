/* reading.c
 *
 *  1. A value MUST come once: of two, nobody can say which one is meant.
 *  2. A value MUST be of its form before it leaves this file: it may be printed for a shell to evaluate.
 *  3. Values MUST be wiped on every path.
 */
#include "helper/reading.h"

#include <stdlib.h>
#include <string.h>

#include "types/seed.h"
#include "types/timestamp.h"

/* --- forms -------------------------------------------------------------------------------------- */

/* Whether TEXT is printable ASCII without blanks, 1 to LONGEST bytes of it. */
static bool
is_word(const char *text, size_t longest)
{
	size_t length;

	for (length = 0; text[length] != '\0'; length++)
		if (text[length] <= ' ' || text[length] > '~')
			return false;
	return length > 0 && length <= longest;
}

static bool
take_word(char *to, size_t size, const char *text)
{
	if (!is_word(text, size - 1))
		return false;
	memcpy(to, text, strlen(text) + 1);
	return true;
}

/* Reads 2026-11-24T14:15:52Z, and seconds as Java writes a double, 1.795529752E9. */
static bool
read_time(const char *text, time_t *when)
{
	char *end;
	double seconds;

	if (timestamp_parse(text, when))
		return true;
	if (text[strspn(text, "0123456789.eE+")] != '\0' || *text < '0' || *text > '9')
		return false;
	seconds = strtod(text, &end);
	if (*end != '\0' || !(seconds >= 1 && seconds <= TIMESTAMP_LAST))
		return false;
	*when = (time_t)seconds;
	return true;
}

/* Takes TEXT as the value of FIELD; false when it has not its form. */
static bool
take_value(struct secret *value, const struct action_field *field, const char *text)
{
	time_t when = 0;

	switch (field->form) {
	case FORM_WORD:
		secret_set(value, text);
		return is_word(text, field->longest);
	case FORM_TIME:
		if (!read_time(text, &when))
			return false;
		secret_printf(value, "%lld", (long long)when);
		return true;
	case FORM_SEED:
		return seed_decode(value, text);
	case FORM_SECRET:
	default:
		secret_set(value, text);
		return *text != '\0';
	}
}

/* --- what every action may have ------------------------------------------------------------------- */

static bool
take_truncated(struct reading *reading, const char *text)
{
	reading->truncated = strcmp(text, "true") == 0;
	return reading->truncated || strcmp(text, "false") == 0;
}

static bool
take_marker(struct reading *reading, const char *text)
{
	return take_word(reading->answer->marker, sizeof(reading->answer->marker), text);
}

static bool
take_code(struct reading *reading, const char *text)
{
	return take_word(reading->answer->code, sizeof(reading->answer->code), text);
}

static bool
take_message(struct reading *reading, const char *text)
{
	secret_set(&reading->answer->message, text);
	return true;
}

/* Names are exact: moto says <Message> and <message>. */
static const struct common_field {
	const char	*parent;	/* NULL: the action's result */
	const char	*name;
	bool		(*take)(struct reading *reading, const char *text);
} common[] = {
	{ NULL,		"IsTruncated",	take_truncated },
	{ NULL,		"Marker",	take_marker },
	{ "Error",	"Code",		take_code },
	{ "Error",	"Message",	take_message },
};

#define COMMON		(sizeof(common) / sizeof(common[0]))
#define OWN_FIELDS	((1u << ACTION_FIELDS) - 1)	/* in reading.seen; the common ones have the bits above */

/* --- names ---------------------------------------------------------------------------------------- */

/* The name that is open LEVEL levels above the innermost; "": none. */
static const char *
open_name(const struct reading *reading, int level)
{
	return level < reading->depth ? reading->names[reading->depth - 1 - level] : "";
}

static bool
is_open(const struct reading *reading, int level, const char *name)
{
	return strcmp(open_name(reading, level), name) == 0;
}

/* Whether that is the action's own name with END behind it. */
static bool
is_of_action(const struct reading *reading, int level, const char *end)
{
	const char *name = open_name(reading, level);
	size_t length = strlen(reading->action->name);

	return strncmp(name, reading->action->name, length) == 0 && strcmp(name + length, end) == 0;
}

/* Whether the name at LEVEL is a member of the action's list. */
static bool
is_member(const struct reading *reading, int level)
{
	return reading->action->list != NULL && is_open(reading, level, "member") &&
	    is_open(reading, level + 1, reading->action->list);
}

/* The number of the field that is open: one of the action's own, or ACTION_FIELDS and above; -1: none. */
static int
open_field(const struct reading *reading)
{
	const struct action_field *own = reading->action->fields;
	size_t i;

	for (i = 0; own != NULL && own[i].name != NULL; i++)
		if (is_open(reading, 0, own[i].name) && is_open(reading, 1, own[i].parent) &&
		    (reading->action->list == NULL || is_member(reading, 1)))
			return (int)i;
	for (i = 0; i < COMMON; i++)
		if (is_open(reading, 0, common[i].name) && (common[i].parent == NULL ?
		    is_of_action(reading, 1, "Result") : is_open(reading, 1, common[i].parent)))
			return (int)(ACTION_FIELDS + i);
	return -1;
}

/* --- values --------------------------------------------------------------------------------------- */

static void
take(struct reading *reading, int field, const char *text)
{
	const struct action_field *own = reading->action->fields;
	unsigned bit = 1u << field;
	bool ok;

	reading->field = field < ACTION_FIELDS ? own[field].name : common[field - ACTION_FIELDS].name;
	if ((reading->seen & bit) != 0) {
		reading->wrong = "comes twice";
		return;
	}
	reading->seen |= bit;
	ok = field < ACTION_FIELDS ? take_value(&reading->value[field], &own[field], text) :
	    common[field - ACTION_FIELDS].take(reading, text);
	if (!ok)
		reading->wrong = "is not what it should be";
	if (field < ACTION_FIELDS && reading->value[field].failed)
		reading->failed = true;
}

/* The first needed field that has no value; NULL: none. */
static const char *
missing_field(const struct reading *reading)
{
	const struct action_field *own = reading->action->fields;
	size_t i;

	for (i = 0; own != NULL && own[i].name != NULL; i++)
		if (own[i].needed && (reading->seen & 1u << i) == 0)
			return own[i].name;
	return NULL;
}

/* Puts the values that there are into the answer, in the order of the action. */
static void
put_values(struct reading *reading)
{
	const struct action_field *own = reading->action->fields;
	size_t i;

	for (i = 0; own != NULL && own[i].name != NULL; i++) {
		if ((reading->seen & 1u << i) != 0)
			wire_put(&reading->answer->result, own[i].key, secret_text(&reading->value[i]));
		secret_clear(&reading->value[i]);
	}
	reading->seen &= ~OWN_FIELDS;
}

static void
member_ends(struct reading *reading)
{
	const char *missing = missing_field(reading);

	if (missing == NULL) {
		reading->answer->members++;
		put_values(reading);
		return;
	}
	reading->wrong = "is missing";
	reading->field = missing;
}

void
reading_open(struct reading *reading, const char *name)
{
	char *kept;

	if (reading->depth == READING_DEPTH) {
		reading->wrong = "is nested too deeply";
		reading->field = "it";
		return;
	}
	kept = reading->names[reading->depth++];
	if (strlen(name) < sizeof(reading->names[0]))
		memcpy(kept, name, strlen(name) + 1);
	else
		kept[0] = '\0';
	if (is_of_action(reading, 0, "Response") || is_of_action(reading, 0, "Result"))
		reading->named = true;
	if (reading->action->list != NULL && is_open(reading, 0, reading->action->list))
		reading->listed = true;
	if (is_member(reading, 0) && reading->answer->members == ANSWER_MEMBERS) {
		reading->wrong = "are too many";
		reading->field = reading->action->list;
	}
}

void
reading_close(struct reading *reading, const char *text)
{
	int field = open_field(reading);

	if (reading->wrong == NULL && field >= 0 && text != NULL)
		take(reading, field, text);
	else if (reading->wrong == NULL && is_member(reading, 0))
		member_ends(reading);
	reading->depth--;
}

const char *
reading_missing(const struct reading *reading)
{
	if (reading->action->list == NULL)
		return missing_field(reading);
	if (!reading->listed)
		return reading->action->list;
	return reading->truncated && reading->answer->marker[0] == '\0' ? "Marker" : NULL;
}

bool
reading_takes_flag(const struct reading *reading)
{
	int field = open_field(reading);

	return field >= ACTION_FIELDS && common[field - ACTION_FIELDS].take == take_truncated;
}

bool
reading_takes_number(const struct reading *reading)
{
	int field = open_field(reading);

	return field >= 0 && field < ACTION_FIELDS && reading->action->fields[field].form == FORM_TIME;
}

const char *
reading_value(const struct reading *reading, const char *key)
{
	const struct action_field *own = reading->action->fields;
	size_t i;

	for (i = 0; own != NULL && own[i].name != NULL; i++)
		if (strcmp(own[i].key, key) == 0)
			return secret_text(&reading->value[i]);
	return "";
}

void
reading_finish(struct reading *reading)
{
	if (reading->action->list == NULL)
		put_values(reading);
	if (!reading->truncated)
		reading->answer->marker[0] = '\0';
}

void
reading_clear(struct reading *reading)
{
	size_t i;

	for (i = 0; i < ACTION_FIELDS; i++)
		secret_clear(&reading->value[i]);
}
