#include "code/choose.h"

#include <stdlib.h>
#include <string.h>

/* Whether ANSWER is one of them. A name may look like a number, and goes first. */
static bool
find(const struct choice *choice, const char *answer, size_t *chosen)
{
	unsigned long number;
	size_t i;

	for (i = 0; i < choice->count; i++)
		if (strcmp(choice->name(choice->of, i), answer) == 0) {
			*chosen = i;
			return true;
		}
	if (*answer == '\0' || strlen(answer) > 9 || answer[strspn(answer, "0123456789")] != '\0')
		return false;
	number = strtoul(answer, NULL, 10);
	*chosen = number - 1;
	return number >= 1 && number <= choice->count;
}

static void
write_list(struct secret *question, const struct choice *choice)
{
	size_t i;

	if (choice->reason != NULL)
		secret_printf(question, "awsmfa: %s\n", choice->reason);
	for (i = 0; i < choice->count; i++)
		secret_printf(question, "%2zu  %s\n", i + 1, choice->name(choice->of, i));
}

/* Asks once more, after ANSWER, which was none of them; an empty one: for the first time. */
static void
write_question(struct secret *question, const struct choice *choice, const struct secret *answer)
{
	secret_clear(question);
	if (answer->len > 0)
		secret_printf(question, "awsmfa: '%s' is not one of them\n", secret_text(answer));
	else
		write_list(question, choice);
	secret_printf(question, "%s, 1 to %zu or its name: ", choice->what, choice->count);
}

bool
choose_one(const struct choice *choice, size_t *chosen, struct error *err)
{
	struct secret question = SECRET_INIT, answer = SECRET_INIT;
	bool ok;

	do {
		write_question(&question, choice, &answer);
		ok = secret_check(&question, err) && tty_ask(secret_text(&question), choice->manner, &answer, err);
		if (ok && answer.len == 0) {
			ok = error_set(err, STATUS_CODE_NEEDED, "no %s chosen", choice->what);
			err->reason = REASON_LATER;
		}
	} while (ok && !find(choice, secret_text(&answer), chosen));
	secret_clear(&question);
	secret_clear(&answer);
	return ok;
}
