#include "helper/reply.h"

#include <ctype.h>
#include <string.h>

#define WORDS	512	/* bytes of AWS's message that are handed on */
#define SHORT	16	/* a secret of fewer bytes may be a part of something else by chance */

/* Whether the LENGTH bytes at FOUND in TEXT are a number of their own. */
static bool
stands_alone(const char *text, const char *found, size_t length)
{
	return (found == text || !isdigit((unsigned char)found[-1])) && !isdigit((unsigned char)found[length]);
}

/* Replaces every occurrence of HIDDEN in TEXT by "[...]". */
static void
hide(struct secret *text, const struct secret *hidden)
{
	const char *whole = secret_text(text), *rest = whole, *found;
	struct secret clean = SECRET_INIT;

	if (hidden->len == 0)
		return;
	for (;;) {
		found = strstr(rest, secret_text(hidden));
		if (found == NULL)
			break;
		secret_add(&clean, rest, (size_t)(found - rest));
		if (hidden->len >= SHORT || stands_alone(whole, found, hidden->len))
			secret_puts(&clean, "[...]");
		else
			secret_puts(&clean, secret_text(hidden));
		rest = found + hidden->len;
	}
	secret_puts(&clean, rest);
	secret_move(text, &clean);
}

/* Cuts TEXT to at most WORDS bytes, not within a character of UTF-8. */
static void
shorten(struct secret *text)
{
	size_t length = WORDS;

	if (text->len <= WORDS)
		return;
	while (length > 0 && ((unsigned char)text->data[length] & 0xc0) == 0x80)
		length--;
	secret_truncate(text, length);
}

static void
write_words(const struct reply *reply, const struct job *job, struct wire *message)
{
	struct secret words = SECRET_INIT;

	secret_puts(&words, secret_text(&reply->answer.message));
	hide(&words, &job->credentials.secret_access_key);
	hide(&words, &job->credentials.session_token);
	hide(&words, &job->code);
	hide(&words, &job->second_code);
	shorten(&words);
	wire_put(message, "code", reply->answer.code);
	wire_put(message, "message", secret_text(&words));
	if (words.failed)
		secret_fail(&message->text);
	secret_clear(&words);
}

static void
write_error(const struct error *error, struct wire *message)
{
	if (error->cause != CAUSE_NONE)
		wire_put(message, "cause", cause_word(error->cause));
	wire_put(message, "message", error->message);
}

void
reply_write(const struct reply *reply, const struct job *job, struct wire *message)
{
	static const char *const names[] = { "done", "refused", "unreachable", "broken" };

	wire_put(message, "outcome", names[reply->outcome]);
	if (reply->skew != 0)
		wire_put_number(message, "skew", reply->skew);
	wire_put_number(message, "age", reply->age);
	if (reply->date != 0)
		wire_put_number(message, "date", reply->date);
	if (reply->spent)
		wire_put_number(message, "spent", 1);
	if (reply->http != 0)
		wire_put_number(message, "http", reply->http);
	if (reply->outcome == OUTCOME_DONE)
		wire_append(message, &reply->answer.result);
	else if (reply->outcome == OUTCOME_REFUSED)
		write_words(reply, job, message);
	else
		write_error(&reply->error, message);
}

void
reply_move(struct reply *to, struct reply *from)
{
	reply_clear(to);
	*to = *from;
	secret_wipe(from, sizeof(*from));
	*from = (struct reply)REPLY_INIT;
}

void
reply_clear(struct reply *reply)
{
	answer_clear(&reply->answer);
	*reply = (struct reply)REPLY_INIT;
}
