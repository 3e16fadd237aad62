#include <string.h>

#include "base/json.h"
#include "base/notice.h"
#include "base/table.h"
#include "commands/command.h"
#include "profile/file_warnings.h"
#include "session/profile_list.h"

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
	    "Read only the files: ask nothing, use no network, run no credential_process. The\n"
	    "last column says why `awsmfa env` would refuse a profile. In a pipe, print one\n"
	    "line per profile, with tabs between the columns and no header.\n",
	.example = "awsmfa profiles | grep ops",
	.options = options_of_profiles,
	.run = profiles_run,
};

/* As the table shows them, and as --json does. */
static const struct { const char *shown, *json; } kinds[] = {
	[PROFILE_LONG_TERM]    = { "long-term keys",	"long_term_keys" },
	[PROFILE_AWS_MFA]      = { "aws-mfa keys",	"aws_mfa_keys" },
	[PROFILE_ROLE]	       = { "role",		"role" },
	[PROFILE_PROCESS]      = { "credential_process", "credential_process" },
	[PROFILE_SSO]	       = { "Identity Center",	"identity_center" },
	[PROFILE_WEB_IDENTITY] = { "web identity",	"web_identity" },
	[PROFILE_SESSION]      = { "session",		"session" },
	[PROFILE_NO_KEYS]      = { "no keys",		"no_keys" },
};

static const struct table_column columns[] = {
	{ "", TABLE_SCREEN },		/* marks the profile of this terminal's session */
	{ "profile", TABLE_WHOLE },
	{ "kind", TABLE_WHOLE },
	{ "MFA device", TABLE_KEEP_END },
	{ "role", TABLE_KEEP_END },
	{ "region", TABLE_WHOLE },
	{ "source", TABLE_WHOLE },
	{ "problem", 0 },
	{ NULL, 0 }
};

#define LARGE ((size_t)4 * 1024 * 1024)

/* Reserves about what will be written, TIMES the config file's size, so that OUT need not move. */
static void
make_room(struct secret *out, const struct profile_list *list, size_t times)
{
	size_t size = times * list->plan.config.file[CONFIG_FILE].text.len;

	if (size < LARGE)
		secret_reserve(out, size);
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

static bool
is_held(const struct profile_list *list, const char *name)
{
	return shell_session_is_ours(&list->terminal.held) && strcmp(list->terminal.held.profile, name) == 0;
}

static bool
write_json(struct profile_list *list, struct secret *out, struct error *err)
{
	struct json_list objects = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;
	struct profile_facts facts;
	const char *name;

	make_room(out, list, 2);
	while ((name = profile_list_next(list)) != NULL) {
		profile_list_look(list, name, &facts);
		json_add_text(&json, "profile", name);
		json_add_text(&json, "kind", kinds[facts.kind].json);
		json_add_text(&json, "mfa_serial", facts.mfa_serial);
		json_add_text(&json, "role_arn", facts.role_arn);
		json_add_text(&json, "region", facts.region);
		json_add_text(&json, "source_profile", facts.source_profile);
		json_add_text(&json, "credential_source", facts.credential_source);
		json_add_text(&json, "problem", facts.problem);
		json_add_bool(&json, "held", is_held(list, name));
		if (!json_list_add(&objects, &json, err))
			return false;
	}
	return json_list_end(&objects, err);
}

static bool
write_table(struct profile_list *list, struct secret *out, struct error *err)
{
	struct table table = TABLE_INIT(columns, out, table_screen_width());
	struct profile_facts facts;
	const char *name;
	bool any = false;

	make_room(out, list, 1);
	for (; (name = profile_list_next(list)) != NULL; any = true) {
		profile_list_look(list, name, &facts);
		table_add(&table, is_held(list, name) ? "*" : NULL);
		table_add(&table, name);
		table_add(&table, kinds[facts.kind].shown);
		table_add(&table, facts.mfa_serial);
		table_add(&table, facts.role_arn);
		table_add(&table, facts.region);
		table_add(&table, facts.source_profile != NULL ? facts.source_profile : facts.credential_source);
		table_add(&table, facts.problem);
	}
	if (!any)
		notice_say("no profiles in %s or %s", list->plan.config.file[CONFIG_FILE].path,
		    list->plan.config.file[CREDENTIALS_FILE].path);
	return table_end(&table, err);
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
