/* record.h - lists of named values as one text, in which nothing needs quotes
 *
 * What a shell or a file keeps for us is a list of records: a name, a sign and up to eight fields, which
 * are percent-encoded, so that nothing in them can end one:
 *
 *	role-arn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fops&duration=1h	AWSMFA_OPTIONS (types/wishes.h)
 *	AWS_PROFILE=prod&AWS_CA_BUNDLE:%2Fetc%2Fca.pem				AWSMFA_SAVED (shell/saved.h)
 *	w=1795486552&d=AKIAIOSFODNN7EXAMPLE,GAHT12345678			a hook's state (shell/state.h)
 *
 *	record_begin(&text, "d");
 *	record_field(&text, '=', key_id);
 *	record_field(&text, ',', serial);
 *
 *	while (record_next(&record, &at))
 *		if (record_letter(&record) == 'd' && record.fields == 2)
 *			... record.field[0], record.field[1] ...
 *	record_clear(&record);
 */
#ifndef TYPES_RECORD_H
#define TYPES_RECORD_H

#include "types/credentials.h"

#define RECORD_FIELDS 8

struct record {
	const char	*name;			/* letters, digits, '-', '_'; "": it was damaged, and has no fields */
	char		 sign;			/* before the first field: '=' or ':' */
	const char	*field[RECORD_FIELDS];
	size_t		 fields;
	struct secret	 text;			/* name and fields, decoded, each NUL-ended */
	bool		 failed;		/* memory ran out for this one, or one before it */
};

#define RECORD_INIT { .name = "" }

/* Parses the record at *AT and moves *AT past it. False at the end. */
bool	record_next(struct record *record, const char **at);

/* The name of a record LETTER=...; '\0' for any other name. */
char	record_letter(const struct record *record);

/* A field as epoch seconds or a count; 0 unless it begins with digits. */
long long record_number(const struct record *record, size_t field);

/* Copies a field that fits; false when it does not. */
bool	record_copy(char *to, size_t size, const struct record *record, size_t field) MUST_CHECK;

/* Takes credentials from the fields FIRST (id), the next (secret), and the one after it (token) if
 * there is one. False unless AWS could have issued them. */
bool	record_credentials(struct credentials *credentials, const struct record *record, size_t first) MUST_CHECK;

void	record_clear(struct record *record);

/* Appends the beginning of a record, and its fields: '=' or ':' before the first, ',' before the others. A VALUE
 * of NULL is "". */
void	record_begin(struct secret *out, const char *name);
void	record_field(struct secret *out, char sign, const char *value);

/* Appends a record of one field after '='; none for "" and 0. */
void	record_text(struct secret *out, const char *name, const char *value);
void	record_count(struct secret *out, const char *name, long long number);

#endif
