/* fuzz_answer.h - what must hold for every body, whatever its format */
#ifndef FUZZ_ANSWER_H
#define FUZZ_ANSWER_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "helper/answer.h"

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
must_be_clean(const struct answer *answer, enum answer_kind kind)
{
	struct error err;
	size_t i;

	must_be_printable(answer->arn);
	must_be_printable(answer->account);
	must_be_printable(answer->user_id);
	must_be_printable(answer->code);
	must_be_printable(answer->marker);
	for (i = 0; i < answer->device_count; i++)
		must_be_printable(answer->devices[i].serial);
	if (kind == ANSWER_SESSION && answer->code[0] == '\0' &&
	    (!credentials_check(&answer->credentials, "it", &err) || answer->credentials.session_token.len == 0 ||
	    answer->credentials.expiration <= 0))
		abort();
}

static inline void
parse_as_every_kind(const uint8_t *data, size_t size)
{
	static const int statuses[] = { 200, 403 };
	struct secret body = SECRET_INIT;
	struct answer answer = ANSWER_INIT;
	struct error err;
	int kind;
	size_t i;

	secret_add(&body, data, size);
	for (kind = ANSWER_SESSION; kind <= ANSWER_MFA_DEVICES; kind++) {
		for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
			if (answer_parse(&answer, (enum answer_kind)kind, statuses[i], &body, &err))
				must_be_clean(&answer, (enum answer_kind)kind);
			else
				must_be_printable(err.message);
		}
	}
	answer_clear(&answer);
	secret_clear(&body);
}

#endif
