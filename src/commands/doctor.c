/* doctor.c - awsmfa doctor: what is wrong, and how to fix it */
#include <string.h>

#include "base/colour.h"
#include "base/home.h"
#include "base/json.h"
#include "commands/command.h"
#include "doctor/checkup.h"

enum { OPTION_JSON = SESSION_OPTIONS };

static const struct option_spec own_options[] = {
	{ OPTION_PROFILE, 'p', "profile", "NAME", "check this profile", NULL },
	{ OPTION_JSON, 0, "json", NULL, "print one JSON array", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_doctor[] = { own_options, NULL };

static bool doctor_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_doctor = {
	.name = "doctor",
	.arguments = "",
	.summary = "find what is wrong and say how to fix it",
	.description =
	    "Check files, profile, keys, device, network, clock, variables and hook. This\n"
	    "asks for no code, gets no session and changes nothing. Each line says ok,\n"
	    "warning, problem or skipped; a hint says what to do. The exit status is 1 if\n"
	    "there is a problem.\n",
	.example = "awsmfa doctor -p prod",
	.options = options_of_doctor,
	.run = doctor_run,
};

static const enum colour state_colours[] = {
	[FINDING_OK] = COLOUR_GREEN, [FINDING_WARNING] = COLOUR_YELLOW, [FINDING_PROBLEM] = COLOUR_RED,
	[FINDING_SKIPPED] = COLOUR_FAINT,
};

/* Appends TEXT as a person writes it. */
static void
add_text(struct secret *out, const char *text)
{
	size_t start = out->len;

	secret_puts(out, text);
	if (out->failed || out->len == start)
		return;
	home_shorten(out->data + start);
	secret_truncate(out, start + strlen(out->data + start));
}

static void
write_finding(struct secret *out, const struct finding *finding)
{
	const bool coloured = colour_is_wanted(1);
	const char *state = finding_state_names[finding->state];

	colour_add(out, coloured, state_colours[finding->state], state);
	secret_printf(out, "%*s%-13s", (int)(9 - strlen(state)), "", finding->check);
	add_text(out, finding->found);
	secret_puts(out, "\n");
	if (finding->remedy[0] == '\0')
		return;
	secret_printf(out, "%9s", "");
	colour_add(out, coloured, COLOUR_YELLOW, "hint:");
	secret_puts(out, " ");
	add_text(out, finding->remedy);
	secret_puts(out, "\n");
}

static void
write_text(struct secret *out, const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		write_finding(out, &findings->list[i]);
}

static bool
write_json(struct secret *out, const struct findings *findings, struct error *err)
{
	struct json_list list = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;
	const struct finding *finding;
	size_t i;

	for (i = 0; i < findings->count; i++) {
		finding = &findings->list[i];
		json_add_text(&json, "check", finding->check);
		json_add_text(&json, "state", finding_state_names[finding->state]);
		json_add_text(&json, "found", finding->found);
		json_add_text(&json, "remedy", finding->remedy[0] == '\0' ? NULL : finding->remedy);
		if (!json_list_add(&list, &json, err))
			return false;
	}
	return json_list_end(&list, err);
}

static bool
doctor_run(const struct options *options, struct secret *out, struct error *err)
{
	struct checkup checkup = CHECKUP_INIT;
	bool ok;

	ok = checkup_run(&checkup, options, err);
	if (ok && options->value[OPTION_JSON] != NULL)
		ok = write_json(out, &checkup.findings, err);
	else if (ok)
		write_text(out, &checkup.findings);
	if (ok && findings_need_mending(&checkup.findings))
		ok = error_set(err, STATUS_LOCAL, "%s", "");
	checkup_clear(&checkup);
	return ok;
}
