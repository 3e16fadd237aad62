#include "types/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/io.h"
#include "base/percent.h"

void
wire_put(struct wire *wire, const char *key, const char *value)
{
	secret_puts(&wire->text, key);
	secret_add(&wire->text, "=", 1);
	percent_encode(&wire->text, value);
	secret_add(&wire->text, "\n", 1);
}

void
wire_put_number(struct wire *wire, const char *key, long long value)
{
	secret_printf(&wire->text, "%s=%lld\n", key, value);
}

void
wire_append(struct wire *wire, const struct wire *more)
{
	if (more->text.failed)
		secret_fail(&wire->text);
	else
		secret_add(&wire->text, secret_text(&more->text), more->text.len);
}

bool
wire_send(struct wire *wire, int fd, struct error *err)
{
	bool ok;

	secret_add(&wire->text, "\n", 1);
	ok = secret_check(&wire->text, err) &&
	    io_write(fd, secret_text(&wire->text), wire->text.len, "the other program", err);
	secret_clear(&wire->text);
	return ok;
}

static bool
is_key(const char *key, size_t length)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

	return length > 0 && strspn(key, allowed) == length;
}

bool
wire_parse(struct wire *wire, const char *text, size_t len, struct error *err)
{
	const char *end = text + len, *newline, *value;
	struct secret parsed = SECRET_INIT;

	secret_reserve(&parsed, len + 1);
	while (text < end) {
		newline = memchr(text, '\n', (size_t)(end - text));
		value = newline == NULL ? NULL : memchr(text, '=', (size_t)(newline - text));
		if (value == NULL || !is_key(text, (size_t)(value - text)))
			break;
		secret_add(&parsed, text, (size_t)(value - text));
		secret_add(&parsed, "", 1);
		if (!percent_decode(&parsed, value + 1, (size_t)(newline - value - 1)))
			break;
		secret_add(&parsed, "", 1);
		text = newline + 1;
	}
	if (text < end) {
		secret_clear(&parsed);
		return error_set(err, STATUS_LOCAL, "awsmfa and awsmfa-sts do not understand each other");
	}
	secret_move(&wire->text, &parsed);
	return secret_check(&wire->text, err);
}

static bool
ends_message(const struct secret *text)
{
	return text->len >= 1 && text->data[text->len - 1] == '\n' &&
	    (text->len == 1 || text->data[text->len - 2] == '\n');
}

static bool
hung_up(struct error *err)
{
	error_set(err, STATUS_LOCAL, "the other program hung up");
	return error_cause(err, CAUSE_HUNG_UP);
}

/* Reads more of a message that is RAW so far, and nothing of the next one, which may have arrived. */
static ssize_t
read_piece(int fd, const struct secret *raw, char *chunk, size_t size)
{
	ssize_t got = recv(fd, chunk, size, MSG_PEEK), end;
	char last = (char)(raw->len == 0 ? '\0' : raw->data[raw->len - 1]);

	if (got < 0 && errno == ENOTSOCK)
		return read(fd, chunk, size);
	for (end = 0; end < got; last = chunk[end++])
		if (chunk[end] == '\n' && (last == '\n' || (raw->len == 0 && end == 0)))
			return read(fd, chunk, (size_t)end + 1);
	return got <= 0 ? got : read(fd, chunk, (size_t)got);
}

bool
wire_receive(struct wire *wire, int fd, struct error *err)
{
	struct secret raw = SECRET_INIT;
	char chunk[4096];
	ssize_t got;
	bool ok;

	while (!ends_message(&raw) && raw.len <= WIRE_LIMIT && !raw.failed) {
		got = read_piece(fd, &raw, chunk, sizeof(chunk));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		secret_add(&raw, chunk, (size_t)got);
	}
	secret_wipe(chunk, sizeof(chunk));
	if (raw.len == 0 && !raw.failed)
		ok = hung_up(err);
	else if (!ends_message(&raw))
		ok = error_set(err, STATUS_LOCAL, "a message between awsmfa and awsmfa-sts broke off");
	else
		ok = secret_check(&raw, err) && wire_parse(wire, raw.data, raw.len - 1, err);
	secret_clear(&raw);
	return ok;
}

bool
wire_next(const struct wire *wire, size_t *position, const char **key, const char **value)
{
	if (*position >= wire->text.len)
		return false;
	*key = wire->text.data + *position;
	*value = *key + strlen(*key) + 1;
	*position += strlen(*key) + strlen(*value) + 2;
	return true;
}

const char *
wire_get(const struct wire *wire, const char *wanted)
{
	const char *key, *value;
	size_t position = 0;

	while (wire_next(wire, &position, &key, &value))
		if (strcmp(key, wanted) == 0)
			return value;
	return NULL;
}

long long
wire_get_number(const struct wire *wire, const char *key, long long otherwise)
{
	const char *text = wire_get(wire, key);
	char *end;
	long long number;

	if (text == NULL || *text == '\0')
		return otherwise;
	errno = 0;
	number = strtoll(text, &end, 10);
	return *end != '\0' || errno != 0 ? otherwise : number;
}

void
wire_clear(struct wire *wire)
{
	secret_clear(&wire->text);
}
