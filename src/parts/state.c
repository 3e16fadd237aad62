/* state.c
 *
 *  1. The state MUST be out of our environment block, bytes and all, before anything is started.
 *  2. It MUST be bounded: a count of sessions, and a size for each field.
 *  3. What is read back is the shell's, and MUST be checked like any other input.
 */
#include "parts/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/percent.h"
#include "parts/environment.h"

#define FIELDS 8
#define STATE_LIMIT (64 * 1024)

/* Whether that is the name of a shell that has a hook. */
static bool
is_known(const char *shell)
{
	return shell != NULL && (strcmp(shell, "bash") == 0 || strcmp(shell, "zsh") == 0 || strcmp(shell, "fish") == 0);
}

bool
state_is_hooked(const struct state *state)
{
	return state->shell[0] != '\0';
}

bool
state_is_expected(void)
{
	return is_known(environment_get(STATE_SHELL_VARIABLE));
}

enum format
state_format(const struct state *state)
{
	return strcmp(state->shell, "fish") == 0 ? FORMAT_FISH : FORMAT_HOOK;
}

/* --- reading ------------------------------------------------------------------------------------ */

/* NAME=FIELD,FIELD,... taken apart: pointers into TEXT, which owns the decoded fields. */
struct record {
	char		 name;
	const char	*field[FIELDS];
	size_t		 fields;
	struct secret	 text;
};

/* Decodes one record of LENGTH bytes. False when it is not one. */
static bool
read_record(struct record *record, const char *text, size_t length)
{
	const char *end = text + length;
	size_t size, start[FIELDS] = { 0 };

	secret_clear(&record->text);
	record->fields = 0;
	if (length < 2 || text[1] != '=')
		return false;
	record->name = text[0];
	for (text += 2; record->fields < FIELDS; text += size + 1) {
		size = strcspn(text, ",&");
		start[record->fields++] = record->text.len;
		if (!percent_decode(&record->text, text, size))
			return false;
		secret_add(&record->text, "", 1);
		if (text + size >= end)
			break;
	}
	for (size = 0; size < record->fields && !record->text.failed; size++)
		record->field[size] = record->text.data + start[size];
	return !record->text.failed;
}

static time_t
time_of(const char *text)
{
	return (time_t)strtoll(text, NULL, 10);
}

/* Copies a field that fits; false when it does not. */
static bool
take(char *to, size_t size, const char *field)
{
	return (size_t)snprintf(to, size, "%s", field) < size;
}

static bool
take_credentials(struct credentials *credentials, const struct record *record, size_t first)
{
	struct error ignored;

	if (!take(credentials->access_key_id, ACCESS_KEY_ID_SIZE, record->field[first]))
		return false;
	secret_set(&credentials->secret_access_key, record->field[first + 1]);
	if (record->fields > first + 2)
		secret_set(&credentials->session_token, record->field[first + 2]);
	return credentials_check(credentials, "", &ignored);
}

/* Without a hook there is nothing to keep, so the room is made when it is needed. */
static bool
make_room(struct state *state)
{
	if (state->mfa == NULL)
		state->mfa = calloc(STATE_SESSIONS, sizeof(*state->mfa));
	return state->mfa != NULL;
}

static void
take_session(struct state *state, const struct record *record)
{
	struct mfa_session *mfa;
	struct error ignored;

	if (state->count == STATE_SESSIONS || record->fields != FIELDS || !make_room(state))
		return;
	mfa = &state->mfa[state->count];
	*mfa = (struct mfa_session){ .key = "" };
	mfa->session.started = time_of(record->field[6]);
	mfa->session.expires = time_of(record->field[7]);
	if (take(mfa->key, sizeof(mfa->key), record->field[0]) && take(mfa->serial, sizeof(mfa->serial), record->field[1]) &&
	    take(mfa->url, sizeof(mfa->url), record->field[2]) && take_credentials(&mfa->session.credentials, record, 3) &&
	    session_check(&mfa->session, &ignored))
		state->count++;
	else
		session_clear(&mfa->session);
}

static void
take_record(struct state *state, const struct record *record)
{
	const char *field = record->field[0];

	switch (record->name) {
	case 's':
		take_session(state, record);
		break;
	case 'k':
		if (record->fields != 2 || !take_credentials(&state->environment_keys, record, 0))
			credentials_clear(&state->environment_keys);
		break;
	case 'd':
		if (record->fields != 2 || !take(state->device_key, sizeof(state->device_key), field) ||
		    !take(state->device, sizeof(state->device), record->field[1]))
			state->device_key[0] = '\0';
		break;
	case 'o':
		if (!take(state->origin, sizeof(state->origin), field))
			state->origin[0] = '\0';
		break;
	case 'i':
		state->inherited = time_of(field) == 1;
		break;
	case 'w':
		state->wait = time_of(field);
		break;
	case 'a':
		if (!take(state->alive, sizeof(state->alive), field))
			state->alive[0] = '\0';
		break;
	case 'p':
		state->put_off = (int)(time_of(field) % 100);
		break;
	case 'f':
		state->failed = (int)(time_of(field) % 100);
		break;
	case 'u':
		state->unreached = (int)(time_of(field) % 100);
		break;
	case 't':
		if (!take(state->told, sizeof(state->told), field))
			state->told[0] = '\0';
		break;
	default:
		break;		/* of a later version */
	}
}

static void
read_text(struct state *state, const char *text)
{
	struct record record = { .text = SECRET_INIT };
	size_t length;

	while (*text != '\0') {
		length = strcspn(text, "&");
		if (read_record(&record, text, length))
			take_record(state, &record);
		text += length + (text[length] == '&');
	}
	secret_clear(&record.text);
}

void
state_read(struct state *state)
{
	const char *shell = getenv(STATE_SHELL_VARIABLE);
	char *text = getenv(STATE_VARIABLE);

	state_clear(state);
	if (is_known(shell))
		snprintf(state->shell, sizeof(state->shell), "%s", shell);
	if (text != NULL) {
		if (state_is_hooked(state) && strlen(text) <= STATE_LIMIT)
			read_text(state, text);
		secret_wipe(text, strlen(text));
	}
	unsetenv(STATE_VARIABLE);
	unsetenv(STATE_SHELL_VARIABLE);
}

/* --- sessions ----------------------------------------------------------------------------------- */

const struct session *
state_find(const struct state *state, const char *key, const char *serial, const char *url)
{
	const struct session *best = NULL;
	const struct mfa_session *mfa;
	time_t now = time(NULL);
	size_t i;

	for (i = 0; i < state->count; i++) {
		mfa = &state->mfa[i];
		if (strcmp(mfa->key, key) == 0 && (serial == NULL || strcmp(mfa->serial, serial) == 0) &&
		    strcmp(mfa->url, url) == 0 && session_remaining(&mfa->session, now) >= 60 &&
		    (best == NULL || mfa->session.expires > best->expires))
			best = &mfa->session;
	}
	return best;
}

const char *
state_device(const struct state *state, const char *key)
{
	return state->device_key[0] != '\0' && strcmp(state->device_key, key) == 0 ? state->device : NULL;
}

/* The place for a session: the one of the same key, device and STS, a free one, or the one that
 * expires first. */
static struct mfa_session *
place_for(struct state *state, const char *key, const char *serial, const char *url)
{
	struct mfa_session *mfa, *first = &state->mfa[0];
	size_t i;

	for (i = 0; i < state->count; i++) {
		mfa = &state->mfa[i];
		if (strcmp(mfa->key, key) == 0 && strcmp(mfa->serial, serial) == 0 && strcmp(mfa->url, url) == 0)
			return mfa;
		if (mfa->session.expires < first->session.expires)
			first = mfa;
	}
	return state->count < STATE_SESSIONS ? &state->mfa[state->count++] : first;
}

void
state_keep(struct state *state, const char *key, const char *serial, const char *url, const struct session *session)
{
	struct mfa_session *mfa;

	if (!make_room(state))
		return;
	mfa = place_for(state, key, serial, url);
	session_clear(&mfa->session);
	*mfa = (struct mfa_session){ .key = "" };
	snprintf(mfa->key, sizeof(mfa->key), "%s", key);
	snprintf(mfa->serial, sizeof(mfa->serial), "%s", serial);
	snprintf(mfa->url, sizeof(mfa->url), "%s", url);
	session_copy(&mfa->session, session);
}

void
state_forget(struct state *state)
{
	size_t i;

	for (i = 0; i < state->count; i++)
		session_clear(&state->mfa[i].session);
	free(state->mfa);
	state->mfa = NULL;
	state->count = 0;
	credentials_clear(&state->environment_keys);
}

/* --- writing ------------------------------------------------------------------------------------ */

static void
write_field(struct secret *out, char separator, const char *value)
{
	secret_add(out, &separator, 1);
	percent_encode(out, value);
}

static void
begin_record(struct secret *out, char name)
{
	if (out->len > 0)
		secret_puts(out, "&");
	secret_add(out, &name, 1);
}

static void
write_number(struct secret *out, char name, long long number)
{
	if (number == 0)
		return;
	begin_record(out, name);
	secret_printf(out, "=%lld", number);
}

static void
write_text(struct secret *out, char name, const char *text)
{
	if (*text == '\0')
		return;
	begin_record(out, name);
	write_field(out, '=', text);
}

static void
write_session(struct secret *out, const struct mfa_session *mfa)
{
	begin_record(out, 's');
	write_field(out, '=', mfa->key);
	write_field(out, ',', mfa->serial);
	write_field(out, ',', mfa->url);
	write_field(out, ',', mfa->session.credentials.access_key_id);
	write_field(out, ',', secret_text(&mfa->session.credentials.secret_access_key));
	write_field(out, ',', secret_text(&mfa->session.credentials.session_token));
	secret_printf(out, ",%lld,%lld", (long long)mfa->session.started, (long long)mfa->session.expires);
}

void
state_write(struct secret *out, const struct state *state)
{
	const struct credentials *keys = &state->environment_keys;
	time_t now = time(NULL);
	size_t i, before;

	write_number(out, 'i', state->inherited ? 1 : 0);
	write_number(out, 'w', (long long)state->wait);
	write_text(out, 'a', state->alive);
	write_number(out, 'p', state->put_off);
	write_number(out, 'f', state->failed);
	write_number(out, 'u', state->unreached);
	write_text(out, 't', state->told);
	write_text(out, 'o', state->origin);
	if (state->device_key[0] != '\0') {
		write_text(out, 'd', state->device_key);
		write_field(out, ',', state->device);
	}
	if (keys->access_key_id[0] != '\0') {
		begin_record(out, 'k');
		write_field(out, '=', keys->access_key_id);
		write_field(out, ',', secret_text(&keys->secret_access_key));
	}
	for (i = 0; i < state->count; i++) {
		before = out->len;
		if (session_remaining(&state->mfa[i].session, now) > 0)
			write_session(out, &state->mfa[i]);
		if (out->len > STATE_LIMIT)	/* one too many: better without it than without all */
			secret_truncate(out, before);
	}
}

void
state_clear(struct state *state)
{
	state_forget(state);
	*state = (struct state)STATE_INIT;
}
