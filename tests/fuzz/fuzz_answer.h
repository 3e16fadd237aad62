/* fuzz_answer.h - what must hold for every body, whatever its format */
#ifndef FUZZ_ANSWER_H
#define FUZZ_ANSWER_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "helper/body.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the fuzzer when a text that is to be printed holds anything but printable ASCII. */
static inline void
must_be_printable(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			abort();
}

/* What a result may hold: what passes here will be printed for a shell to evaluate. */
static inline void
must_be_clean(const struct answer *answer, const struct action *action)
{
	struct wire lines = WIRE_INIT;
	struct error err;
	const char *key, *value;
	size_t position = 0;

	must_be_printable(answer->code);
	must_be_printable(answer->marker);
	if (!wire_parse(&lines, secret_text(&answer->result.text), answer->result.text.len, &err))
		abort();
	while (wire_next(&lines, &position, &key, &value))
		must_be_printable(value);
	if (answer->code[0] == '\0' && strcmp(action->name, "AssumeRole") == 0 &&
	    (wire_get(&lines, "access_key_id") == NULL || wire_get(&lines, "secret_access_key") == NULL ||
	    wire_get(&lines, "session_token") == NULL || wire_get_number(&lines, "expiration", 0) <= 0))
		abort();
	wire_clear(&lines);
}

static inline void
parse_as_every_action(const uint8_t *data, size_t size)
{
	static const char *const names[][2] = {
		{ "sts", "AssumeRole" }, { "sts", "GetCallerIdentity" }, { "iam", "ListMFADevices" }
	};
	static const int statuses[] = { 200, 403 };
	struct secret body = SECRET_INIT;
	struct answer answer = ANSWER_INIT;
	const struct action *action;
	struct error err;
	size_t name, i;

	secret_add(&body, data, size);
	for (name = 0; name < sizeof(names) / sizeof(names[0]); name++) {
		action = action_find(names[name][0], names[name][1]);
		for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
			if (body_read(&answer, action, statuses[i], &body, &err))
				must_be_clean(&answer, action);
			else
				must_be_printable(err.message);
		}
	}
	answer_clear(&answer);
	secret_clear(&body);
}

#endif
