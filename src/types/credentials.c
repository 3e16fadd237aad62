#include "types/credentials.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool
credentials_id_is_valid(const char *id)
{
	size_t length;

	for (length = 0; id[length] != '\0'; length++)
		if (!isalnum((unsigned char)id[length]) || (unsigned char)id[length] > 0x7f)
			return false;
	return length >= 16 && length < ACCESS_KEY_ID_SIZE;
}

bool
credentials_id_is_temporary(const char *id)
{
	return strncmp(id, "ASIA", 4) == 0;
}

bool
credentials_text_is_valid(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text <= ' ' || *text > '~' || strchr("'\"\\`", *text) != NULL)
			return false;
	return true;
}

bool
credentials_check(const struct credentials *credentials, const char *owner, struct error *err)
{
	const char *wrong = NULL;

	if (!secret_check(&credentials->secret_access_key, err) || !secret_check(&credentials->session_token, err))
		return false;
	if (!credentials_id_is_valid(credentials->access_key_id))
		wrong = "access key id is not 16 to 128 letters and digits";
	else if (credentials->secret_access_key.len == 0)
		wrong = "secret access key is missing";
	else if (!credentials_text_is_valid(secret_text(&credentials->secret_access_key)))
		wrong = "secret access key has a character that AWS never uses";
	else if (!credentials_text_is_valid(secret_text(&credentials->session_token)))
		wrong = "session token has a character that AWS never uses";
	if (wrong == NULL)
		return true;
	error_set(err, STATUS_LOCAL, "%s: the %s", owner, wrong);
	return error_brief(err, "the %s", wrong);
}

void
credentials_copy(struct credentials *to, const struct credentials *from)
{
	memcpy(to->access_key_id, from->access_key_id, sizeof(to->access_key_id));
	secret_set(&to->secret_access_key, secret_text(&from->secret_access_key));
	secret_set(&to->session_token, secret_text(&from->session_token));
	to->expiration = from->expiration;
}

void
credentials_clear(struct credentials *credentials)
{
	secret_clear(&credentials->secret_access_key);
	secret_clear(&credentials->session_token);
	*credentials = (struct credentials)CREDENTIALS_INIT;
}

const char *
credentials_id_shown(char text[CREDENTIALS_ID_SHOWN_SIZE], const char *id)
{
	size_t length = strlen(id);

	if (length < 12)	/* too short to hide its middle */
		snprintf(text, CREDENTIALS_ID_SHOWN_SIZE, "%.4s..", id);
	else
		snprintf(text, CREDENTIALS_ID_SHOWN_SIZE, "%.4s..%s", id, id + length - 4);
	return text;
}
