/* wishes.h - what the user asked for with options, remembered with the session
 *
 * A renewal must ask for exactly the same again, so the options that shape a session travel in
 * AWSMFA_OPTIONS, as records (types/record.h):
 *
 *	role-arn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fops&duration=1h
 *
 *	struct wishes wishes = WISHES_INIT;
 *
 *	if (wishes_parse(&wishes, getenv("AWSMFA_OPTIONS")))
 *		role = wishes.value[WISH_ROLE_ARN];		NULL: no such wish
 *	wishes_write(&text, &wishes);
 *	wishes_clear(&wishes);
 *
 * Two lists of the same wishes are written the same, byte for byte.
 */
#ifndef TYPES_WISHES_H
#define TYPES_WISHES_H

#include "base/secret.h"

enum wish {
	WISH_ROLE_ARN,
	WISH_ROLE_SESSION_NAME,
	WISH_EXTERNAL_ID,
	WISH_SOURCE_IDENTITY,
	WISH_POLICY,		/* JSON text, never a path */
	WISH_POLICY_ARN,	/* several are separated by commas */
	WISH_DURATION,
	WISH_REGION,
	WISH_ENDPOINT_URL,
	WISH_SERIAL_NUMBER,
	WISH_LONG_TERM_SUFFIX,
	WISH_SHARE,		/* "1" */
	WISHES
};

/* The names, which are those of the options. */
extern const char *const wish_names[WISHES];

struct wishes {
	const char	*value[WISHES];		/* NULL: not wished for */
	struct secret	 text;			/* what wishes_parse decoded; values may point into it */
};

#define WISHES_INIT { .value = { 0 } }

/* Reads what wishes_write wrote. False, with nothing wished for, when TEXT is anything else. */
bool	wishes_parse(struct wishes *wishes, const char *text) MUST_CHECK;

/* Appends the list to OUT; nothing when there are no wishes. */
void	wishes_write(struct secret *out, const struct wishes *wishes);

/* Whether anything is wished for. */
bool	wishes_any(const struct wishes *wishes);

void	wishes_clear(struct wishes *wishes);

#endif
