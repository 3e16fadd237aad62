/* state.c
 *
 *  1. The state MUST be out of our environment block, bytes and all, before anything is started.
 *  2. It MUST be bounded: a count of sessions, and a size for each field.
 *  3. What is read back is the shell's, and MUST be checked like any other input.
 */
#include "shell/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"

#define STATE_LIMIT (64 * 1024)
#define PREVIOUS_LIMIT (8 * 1024)		/* of the wishes; a policy may be among them */

bool
state_is_hooked(const struct state *state)
{
	return state->shell != NULL;
}

const struct shell *
state_expected_shell(void)
{
	const char *name = environment_get(STATE_SHELL_VARIABLE);

	return name == NULL ? NULL : shells_find_hooked(name);
}

bool
state_is_expected(void)
{
	return state_expected_shell() != NULL;
}

const struct format *
state_format(const struct state *state)
{
	return state->shell->hook->format;
}

/* --- reading ------------------------------------------------------------------------------------ */

/* What does not fit is left out. */
static void
take_text(char *to, size_t size, const struct record *record, size_t field)
{
	if (!record_copy(to, size, record, field))
		to[0] = '\0';
}

static void
take_device(struct state *state, const struct record *record)
{
	if (record->fields != 2)
		return;
	take_text(state->device_key, sizeof(state->device_key), record, 0);
	take_text(state->device, sizeof(state->device), record, 1);
	if (state->device[0] == '\0')
		state->device_key[0] = '\0';
}

static void
take_number(struct state *state, char letter, long long number)
{
	switch (letter) {
	case 'i':
		state->inherited = number == 1 || number == 2 ? (enum state_inherited)number : INHERITED_NONE;
		break;
	case 'w':
		state->wait = (time_t)number;
		break;
	case 'p':
		state->put_off = (int)(number % 100);
		break;
	case 'f':
		state->failed = (int)(number % 100);
		break;
	case 'u':
		state->unreached = (int)(number % 100);
		break;
	case 'l':
		state->logged_out = number == 1;
		break;
	default:
		break;		/* of a later version */
	}
}

static void
take_record(struct state *state, const struct record *record)
{
	switch (record_letter(record)) {
	case 's':
		(void)mfa_sessions_take(&state->mfa, record);
		break;
	case 'k':
		if (record->fields != 2 || !record_credentials(&state->environment_keys, record, 0))
			credentials_clear(&state->environment_keys);
		break;
	case 'd':
		take_device(state, record);
		break;
	case 'o':
		take_text(state->origin, sizeof(state->origin), record, 0);
		break;
	case 'b':
		if (record->fields == 2)
			state_keep_previous(state, record->field[0], record->field[1]);
		break;
	case 'a':
		take_text(state->alive, sizeof(state->alive), record, 0);
		break;
	case 'c':
		take_text(state->aws_cli, sizeof(state->aws_cli), record, 0);
		if (state->aws_cli[0] != '/')		/* it is run */
			state->aws_cli[0] = '\0';
		break;
	case 't':
		take_text(state->told, sizeof(state->told), record, 0);
		break;
	default:
		if (record->fields > 0)		/* a damaged one has none */
			take_number(state, record_letter(record), record_number(record, 0));
		break;
	}
}

static void
read_text(struct state *state, const char *text)
{
	struct record record = RECORD_INIT;

	while (record_next(&record, &text))
		take_record(state, &record);
	record_clear(&record);
}

void
state_read(struct state *state)
{
	char *text = getenv(STATE_VARIABLE);

	state_clear(state);
	state->shell = state_expected_shell();
	if (text != NULL) {
		if (state_is_hooked(state) && strlen(text) <= STATE_LIMIT)
			read_text(state, text);
		secret_wipe(text, strlen(text));
	}
	unsetenv(STATE_VARIABLE);
	unsetenv(STATE_SHELL_VARIABLE);
}

/* --- what is kept ------------------------------------------------------------------------------ */

const char *
state_device(const struct state *state, const char *key)
{
	return state->device_key[0] != '\0' && strcmp(state->device_key, key) == 0 ? state->device : NULL;
}

void
state_keep_previous(struct state *state, const char *profile, const char *options)
{
	secret_set(&state->previous_profile, profile);
	secret_set(&state->previous_options, options);
	state->has_previous = strlen(profile) + strlen(options) <= PREVIOUS_LIMIT &&
	    !state->previous_profile.failed && !state->previous_options.failed;
}

bool
state_is_told(struct state *state, const char *what)
{
	size_t length = strlen(what), used = strlen(state->told);
	const char *line;

	for (line = state->told; *line != '\0'; line += strspn(line, "\n")) {
		if (strncmp(line, what, length) == 0 && line[length] == '\n')
			return true;
		line += strcspn(line, "\n");
	}
	if (used + length + 2 > sizeof(state->told))
		used = 0;
	snprintf(state->told + used, sizeof(state->told) - used, "%s\n", what);
	return false;
}

void
state_forget(struct state *state)
{
	mfa_sessions_clear(&state->mfa);
	credentials_clear(&state->environment_keys);
}

void
state_write(struct secret *out, const struct state *state)
{
	const struct credentials *keys = &state->environment_keys;

	record_count(out, "i", (int)state->inherited);
	record_count(out, "w", (long long)state->wait);
	record_text(out, "a", state->alive);
	record_count(out, "p", state->put_off);
	record_count(out, "f", state->failed);
	record_count(out, "u", state->unreached);
	record_text(out, "c", state->aws_cli);
	record_count(out, "l", state->logged_out ? 1 : 0);
	record_text(out, "t", state->told);
	record_text(out, "o", state->origin);
	record_text(out, "d", state->device_key);
	if (state->device_key[0] != '\0')
		record_field(out, ',', state->device);
	if (state->has_previous) {
		record_begin(out, "b");
		record_field(out, '=', secret_text(&state->previous_profile));
		record_field(out, ',', secret_text(&state->previous_options));
	}
	record_text(out, "k", keys->access_key_id);
	if (keys->access_key_id[0] != '\0')
		record_field(out, ',', secret_text(&keys->secret_access_key));
	mfa_sessions_write(out, &state->mfa, STATE_LIMIT);
}

void
state_clear(struct state *state)
{
	state_forget(state);
	secret_clear(&state->previous_profile);
	secret_clear(&state->previous_options);
	*state = (struct state)STATE_INIT;
}
