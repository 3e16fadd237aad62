/* record.h - the text in which sessions and what goes with them are kept
 *
 * Records of one letter and up to eight fields, NAME=FIELD,FIELD&NAME=FIELD. Fields are percent-encoded, so
 * that nothing in them can end one, and nothing needs a shell's quotes.
 *
 *	record_begin(&text, 'd');
 *	record_field(&text, '=', key_id);
 *	record_field(&text, ',', serial);
 *
 *	while (record_next(&record, &at))
 *		if (record.name == 'd' && record.fields == 2)
 *			... record.field[0], record.field[1] ...
 *	record_clear(&record);
 */
#ifndef SHARING_RECORD_H
#define SHARING_RECORD_H

#include "types/credentials.h"

#define RECORD_FIELDS 8

struct record {
	char		 name;			/* 0: it was damaged, and has no fields */
	const char	*field[RECORD_FIELDS];	/* point into TEXT */
	size_t		 fields;
	struct secret	 text;			/* the fields, decoded, each NUL-ended */
};

#define RECORD_INIT { .name = 0 }

/* Takes the record at *AT apart and moves *AT behind it. False at the end. */
bool	record_next(struct record *record, const char **at);

/* A field as epoch seconds or a count; 0 unless it begins with digits. */
long long record_number(const struct record *record, size_t field);

/* Copies a field that fits; false when it does not. */
bool	record_copy(char *to, size_t size, const struct record *record, size_t field) MUST_CHECK;

/* Takes credentials from the fields FIRST (id), the next (secret), and the one after it (token) where
 * there is one. False unless they are what AWS gives. */
bool	record_credentials(struct credentials *credentials, const struct record *record, size_t first) MUST_CHECK;

void	record_clear(struct record *record);

/* Appends the beginning of a record, and its fields: the first after '=', the others after ','. */
void	record_begin(struct secret *out, char name);
void	record_field(struct secret *out, char separator, const char *value);

/* Appends a record of one field; none for "" and 0. */
void	record_text(struct secret *out, char name, const char *value);
void	record_count(struct secret *out, char name, long long number);

#endif
