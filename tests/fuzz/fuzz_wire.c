/* fuzz_wire.c - what one program says never harms the other, and what is put arrives
 *
 * The bytes are read as a message, and as a value that is put into one.
 */
#include <stdlib.h>
#include <string.h>

#include "types/wire.h"

int	LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

static void
require(bool fact)
{
	if (!fact)
		abort();
}

/* Puts every line of FROM into a new message and requires the same lines of it. */
static void
say_again(const struct wire *from)
{
	struct wire to = WIRE_INIT, heard = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };
	const char *key, *value, *heard_key, *heard_value;
	size_t position = 0, heard_position = 0;

	while (wire_next(from, &position, &key, &value))
		wire_put(&to, key, value);
	require(wire_parse(&heard, secret_text(&to.text), to.text.len, &err));
	position = 0;
	while (wire_next(from, &position, &key, &value)) {
		require(wire_next(&heard, &heard_position, &heard_key, &heard_value));
		require(strcmp(key, heard_key) == 0 && strcmp(value, heard_value) == 0);
		require(wire_get(&heard, key) != NULL);
		wire_get_number(&heard, key, 0);
	}
	require(!wire_next(&heard, &heard_position, &heard_key, &heard_value));
	wire_clear(&to);
	wire_clear(&heard);
}

static void
read_as_message(const char *text, size_t len)
{
	struct wire wire = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	if (wire_parse(&wire, text, len, &err))
		say_again(&wire);
	else
		require(err.status == STATUS_LOCAL && err.message[0] != '\0');
	wire_clear(&wire);
}

static void
put_as_value(const char *text)
{
	struct wire to = WIRE_INIT, heard = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	wire_put(&to, "before", "1");
	wire_put(&to, "value", text);
	wire_put(&to, "after", "2");
	require(wire_parse(&heard, secret_text(&to.text), to.text.len, &err));
	require(strcmp(wire_get(&heard, "value"), text) == 0);
	require(wire_get_number(&heard, "before", 0) == 1 && wire_get_number(&heard, "after", 0) == 2);
	wire_clear(&to);
	wire_clear(&heard);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct secret text = SECRET_INIT;

	secret_add(&text, bytes, len);
	read_as_message(text.data, text.len);
	put_as_value(text.data);
	secret_clear(&text);
	return 0;
}
