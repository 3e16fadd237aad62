#include "session/profile_offer.h"

#include <string.h>

#include "code/choose.h"
#include "session/planning.h"
#include "session/profile_choice.h"
#include "session/profile_list.h"
#include "shell/caller.h"
#include "shell/line.h"

/* Names, one after the other. */
struct names {
	struct secret	text;		/* each NUL-ended */
	size_t		count;
};

/* All profiles of which `env` would make a session. */
static bool
find_names(struct names *names, struct error *err)
{
	struct profile_list list = PROFILE_LIST_INIT;
	struct profile_facts facts;
	const char *name;
	bool ok = profile_list_read(&list, err);

	while (ok && (name = profile_list_next(&list)) != NULL) {
		profile_list_look(&list, name, &facts);
		if (facts.problem != NULL)
			continue;
		secret_add(&names->text, name, strlen(name) + 1);
		names->count++;
	}
	profile_list_clear(&list);
	return ok && secret_check(&names->text, err);
}

static const char *
name_of(const void *of, size_t number)
{
	const char *name = secret_text(&((const struct names *)of)->text);

	for (; number > 0; number--)
		name += strlen(name) + 1;
	return name;
}

/* --- telling ------------------------------------------------------------------------------------ */

static bool
tell_missing(struct error *err)
{
	return error_set(err, STATUS_LOCAL, "no profile is named, and there is no [default]");
}

static void
hint_line(struct secret *line, const struct terminal *terminal, const char *command, const char *name)
{
	const struct shell *shell = caller_shell(&terminal->state);

	if (command == NULL) {
		line_use(line, shell, state_is_hooked(&terminal->state), name);
		return;
	}
	secret_printf(line, "%s -p ", command);
	line_word(line, shell, name);
}

/* The line that names the only one, or that takes one of all these. */
static bool
hint(const struct names *names, const struct terminal *terminal, const char *command, struct error *err)
{
	struct secret text = SECRET_INIT;
	size_t i;

	if (names->count > 1) {
		secret_puts(&text, "name one with -p: ");
		for (i = 0; i < names->count; i++)
			secret_printf(&text, "%s%s", i > 0 ? ", " : "", name_of(names, i));
	} else {
		hint_line(&text, terminal, command, name_of(names, 0));
	}
	error_hint(err, "%s", secret_text(&text));
	secret_clear(&text);
	return false;
}

bool
profile_offer_hint(struct plan *plan, const struct asked *asked, const struct terminal *terminal, const char *command,
    struct error *err)
{
	struct names names = { .count = 0 };
	struct error ignored;

	if (profile_choice_is_open(plan, asked, terminal) && find_names(&names, &ignored) && names.count > 0) {
		tell_missing(err);
		hint(&names, terminal, command, err);
	}
	secret_clear(&names.text);
	return false;
}

/* --- asking ------------------------------------------------------------------------------------- */

/* Lets the user choose one of NAMES, if somebody can be asked. */
static bool
ask(struct secret *chosen, const struct names *names, const struct terminal *terminal, const struct manner *manner,
    struct error *err)
{
	const struct choice choice = {
		.what = "profile", .reason = "no profile is named, and there is no [default]", .count = names->count,
		.name = name_of, .of = names, .manner = TTY_BY_HAND,
	};
	size_t number;

	if (manner->may_ask && choose_one(&choice, &number, err)) {
		secret_set(chosen, name_of(names, number));
		return secret_check(chosen, err);
	}
	if (manner->may_ask && err->status == STATUS_CODE_NEEDED && err->reason == REASON_LATER)
		return error_set(err, STATUS_LOCAL, "no profile chosen");
	if (!manner->may_ask || err->status == STATUS_CODE_NEEDED) {
		tell_missing(err);
		hint(names, terminal, NULL, err);
	}
	return false;
}

/* Finds a profile where none is named. */
static bool
offer(struct asked *asked, const struct terminal *terminal, const struct manner *manner, struct error *err)
{
	struct names names = { .count = 0 };
	struct error ignored;
	bool ok = true;

	if (!find_names(&names, &ignored) || names.count == 0) {
		secret_clear(&names.text);
		return true;		/* the plan will say what is missing */
	}
	if (names.count > 1) {
		ok = ask(&asked->chosen, &names, terminal, manner, err);
	} else {
		tell_missing(err);
		ok = hint(&names, terminal, manner->occasion == FOR_DEVICES ? "awsmfa devices" : NULL, err);
	}
	if (ok)
		asked->profile = secret_text(&asked->chosen);
	secret_clear(&names.text);
	return ok;
}

bool
profile_offer_plan(struct plan *plan, struct asked *asked, const struct terminal *terminal,
    const struct manner *manner, const struct options *options, struct error *err)
{
	if (!asked_read(asked, options, err) || !planning_load_files(plan, err))
		return false;
	if (profile_choice_is_open(plan, asked, terminal) && !offer(asked, terminal, manner, err))
		return false;
	return planning_make(plan, asked, terminal, manner, err);
}
