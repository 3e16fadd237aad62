/* fuzz_record.c - what a shell or a file kept for us is read safely, and what is read is written the same
 *
 * The bytes are read as the records of a hooked shell's state.
 */
#include <stdlib.h>
#include <string.h>

#include "sharing/mfa_sessions.h"

int	LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

static void
require(bool fact)
{
	if (!fact)
		abort();
}

/* Writes RECORD and requires the same fields of what is then read. */
static void
say_again(const struct record *record)
{
	struct secret text = SECRET_INIT;
	struct record heard = RECORD_INIT;
	const char *at;
	size_t i;

	record_begin(&text, record->name);
	for (i = 0; i < record->fields; i++)
		record_field(&text, i == 0 ? record->sign : ',', record->field[i]);
	at = secret_text(&text);
	require(record_next(&heard, &at) && *at == '\0');
	require(strcmp(heard.name, record->name) == 0 && heard.sign == record->sign && heard.fields == record->fields);
	for (i = 0; i < record->fields; i++)
		require(strcmp(heard.field[i], record->field[i]) == 0);
	record_clear(&heard);
	secret_clear(&text);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct mfa_sessions sessions = MFA_SESSIONS_INIT;
	struct record record = RECORD_INIT;
	struct secret text = SECRET_INIT;
	const char *at;

	secret_add(&text, bytes, len);
	for (at = secret_text(&text); record_next(&record, &at);) {
		if (record.fields > 0)
			say_again(&record);
		if (mfa_sessions_take(&sessions, &record))
			require(sessions.count > 0 && sessions.list[sessions.count - 1].session.credentials.access_key_id[0] != '\0');
	}
	require(sessions.count <= MFA_SESSIONS);
	record_clear(&record);
	mfa_sessions_clear(&sessions);
	secret_clear(&text);
	return 0;
}
