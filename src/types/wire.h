/* wire.h - what awsmfa and awsmfa-sts say to each other
 *
 * A message is lines of `key=value` ended by an empty line; values are percent-encoded, so that
 * nothing in them can end a line. One side sends a message and waits for the answer; end of file
 * ends the conversation. The request:
 *
 *	action=GetSessionToken			or another of helper/action.c
 *	url=https://sts.eu-west-1.amazonaws.com/
 *	region=eu-west-1			for the signature, as is
 *	service=sts				sts or iam
 *	access_key_id=…  secret_access_key=…  session_token=…
 *	ca_bundle=/path				empty: the system's
 *	connect_seconds=10  seconds=30  attempts=3
 *	parameter.DurationSeconds=43200		one line for each parameter of the action
 *	prepare=1				first: only connect; the same comes again, with the code. No answer.
 *						Others may come before it, and are answered meanwhile
 *	unsized=1				with prepare: what comes again may be of another length
 *
 * The answer:
 *
 *	outcome=done				done, refused, unreachable or broken
 *	skew=-600				seconds of correction to our clock for signing; absent if it is right
 *	date=1795486552				the server's clock, epoch seconds; absent if it sent none
 *	age=7					seconds from when the request was sent until the answer was complete
 *	spent=1					an earlier try may have used up the code
 *	access_key_id=…  secret_access_key=…  session_token=…  expiration=1795529752
 *	arn=…  account=…  user_id=…		GetCallerIdentity; AssumeRole: arn of the assumed role
 *	device=SERIAL				the lists of devices, one line each; followed by
 *	device_since=1795486552			its EnableDate, epoch seconds; 0: unknown
 *	device=ARN  seed=ABCD2345…		CreateVirtualMFADevice: the new device and its secret (types/seed.h)
 *	code=AccessDenied  message=…  http=403	refused: AWS's own words; else: what happened
 *
 * Writing and reading, on either side:
 *
 *	struct wire message = WIRE_INIT;
 *
 *	wire_put(&message, "action", "GetSessionToken");
 *	if (!wire_send(&message, fd, err) || !wire_receive(&message, fd, err))
 *		goto out;
 *	outcome = wire_get(&message, "outcome");
 * out:
 *	wire_clear(&message);
 */
#ifndef TYPES_WIRE_H
#define TYPES_WIRE_H

#include "base/secret.h"

#define WIRE_LIMIT (256 * 1024)		/* bytes of one message */

struct wire {
	struct secret	text;	/* while writing: the lines; after receiving: keys and values, each NUL-ended */
};

#define WIRE_INIT { .text = SECRET_INIT }

/* Appends one line. KEY is ours: lower-case letters, digits, '_', '.', or an API parameter's name. */
void	wire_put(struct wire *wire, const char *key, const char *value);
void	wire_put_number(struct wire *wire, const char *key, long long value);

/* Appends the lines that were put into MORE, which keeps them. */
void	wire_append(struct wire *wire, const struct wire *more);

/* Sends what was put, with the line that ends it, and empties the message. */
bool	wire_send(struct wire *wire, int fd, struct error *err) MUST_CHECK;

/* Receives one message, replacing the contents. End of file before its first byte fails with
 * CAUSE_HUNG_UP, so that a server can tell the end of a conversation from a broken one. */
bool	wire_receive(struct wire *wire, int fd, struct error *err) MUST_CHECK;

/* The value of the first line with KEY in a received message; NULL: there is none. */
const char *wire_get(const struct wire *wire, const char *key);

/* The same as a number; OTHERWISE when there is none or it is not a decimal number. */
long long wire_get_number(const struct wire *wire, const char *key, long long otherwise);

/* Walks over all lines. Starts with *POSITION 0; false at the end. */
bool	wire_next(const struct wire *wire, size_t *position, const char **key, const char **value);

/* Takes apart one message in TEXT, without the empty line; what wire_receive does after reading. */
bool	wire_parse(struct wire *wire, const char *text, size_t len, struct error *err) MUST_CHECK;

void	wire_clear(struct wire *wire);

#endif
