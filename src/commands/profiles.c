/* profiles.c - awsmfa profiles: every profile and what it is, for people and for programs */
#include <ctype.h>

#include "base/json.h"
#include "base/notice.h"
#include "commands/command.h"
#include "commands/profile_table.h"
#include "profile/file_warnings.h"

enum { OPTION_JSON = 1, OPTION_NAMES };

static const struct option_spec own_options[] = {
	{ OPTION_JSON, 0, "json", NULL, "print a JSON array, one object per profile", NULL },
	{ OPTION_NAMES, 0, "names", NULL, "print only the names, one per line", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_profiles[] = { own_options, NULL };

static bool profiles_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_profiles = {
	.name = "profiles",
	.arguments = "",
	.summary = "list profiles with their keys, MFA device, role, region",
	.description =
	    "Read only the files: ask nothing, use no network, run no credential_process. A\n"
	    "line below a profile says why `awsmfa env` would refuse it. In a pipe, print one\n"
	    "line per profile, with tabs between the columns, the last of which is that\n"
	    "reason, and no header.\n",
	.example = "awsmfa profiles | grep ops",
	.options = options_of_profiles,
	.run = profiles_run,
};

/* Reserves about what will be written, so that OUT need not move: PERCENT of the config file's size, but no more than
 * EACH for a section. */
static void
make_room(struct secret *out, const struct profile_list *list, size_t percent, size_t each)
{
	const struct config *config = &list->plan.config;
	size_t by_text = config->file[CONFIG_FILE].text.len / 100 * percent, by_count = config->sections * each;

	secret_reserve(out, by_text < by_count ? by_text : by_count);
}

static void
write_names(struct profile_list *list, struct secret *out)
{
	const char *name;

	while ((name = profile_list_next(list)) != NULL) {
		secret_puts(out, name);
		secret_add(out, "\n", 1);
	}
}

/* A kind as programs get it: "Identity Center" is identity_center. */
static const char *
word_of(char word[32], const char *kind)
{
	size_t i;

	for (i = 0; i < 31 && kind[i] != '\0'; i++)
		word[i] = isalnum((unsigned char)kind[i]) ? (char)tolower((unsigned char)kind[i]) : '_';
	word[i] = '\0';
	return word;
}

static bool
write_json(struct profile_list *list, struct secret *out, struct error *err)
{
	struct json_list objects = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;
	struct profile_facts facts;
	const char *name;
	char word[32];

	make_room(out, list, 150, 400);
	while ((name = profile_list_next(list)) != NULL) {
		profile_list_look(list, name, &facts);
		json_add_text(&json, "profile", name);
		json_add_text(&json, "kind", word_of(word, facts.kind));
		json_add_text(&json, "mfa_serial", facts.mfa_serial);
		json_add_text(&json, "role_arn", facts.role_arn);
		json_add_text(&json, "region", facts.region);
		json_add_text(&json, "source_profile", facts.source_profile);
		json_add_text(&json, "credential_source", facts.credential_source);
		json_add_text(&json, "problem", facts.problem);
		json_add_bool(&json, "held", profile_list_is_held(list, name));
		if (!json_list_add(&objects, &json, err))
			return false;
	}
	return json_list_end(&objects, err);
}

static bool
write_table(struct profile_list *list, struct secret *out, struct error *err)
{
	bool any;

	make_room(out, list, 75, 200);
	if (!profile_table_write(out, list, &any, err))
		return false;
	if (!any)
		notice_say("no profiles in %s or %s", list->plan.config.file[CONFIG_FILE].path,
		    list->plan.config.file[CREDENTIALS_FILE].path);
	return true;
}

/* Completion gets the names that could be read; the other forms need both files whole. */
static bool
write_list(struct profile_list *list, const struct options *options, struct secret *out, struct error *err)
{
	const struct file_warnings_about none = { .profile = NULL };
	bool ok = profile_list_read(list, err);

	if (options->value[OPTION_NAMES] != NULL)
		write_names(list, out);
	if (!ok || options->value[OPTION_NAMES] != NULL)
		return ok;
	file_warnings_tell(&list->plan.config, &none);
	return options->value[OPTION_JSON] != NULL ? write_json(list, out, err) : write_table(list, out, err);
}

static bool
profiles_run(const struct options *options, struct secret *out, struct error *err)
{
	struct profile_list list = PROFILE_LIST_INIT;
	bool ok;

	if (options->value[OPTION_JSON] != NULL && options->value[OPTION_NAMES] != NULL)
		return error_set(err, STATUS_USAGE, "use --json or --names, not both");
	ok = write_list(&list, options, out, err) && secret_check(out, err);
	profile_list_clear(&list);
	return ok;
}
