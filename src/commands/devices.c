/* devices.c - awsmfa devices: the MFA devices of the user */
#include <string.h>

#include "aws/device_lookup.h"
#include "base/json.h"
#include "base/notice.h"
#include "commands/table.h"
#include "commands/command.h"
#include "profile/blame.h"
#include "session/devices.h"
#include "session/profile_offer.h"
#include "types/arn.h"
#include "types/timestamp.h"

enum { OPTION_JSON = SESSION_OPTIONS };

static const struct option_spec own_options[] = {
	{ OPTION_PROFILE, 'p', "profile", "NAME", "list this profile's devices", NULL },
	{ OPTION_JSON, 0, "json", NULL, "print a JSON array, one object per device", NULL },
	{ 0 }
};

static const struct option_spec *const options_of_devices[] = { own_options, NULL };

static bool devices_run(const struct options *options, struct secret *out, struct error *err);

const struct command command_devices = {
	.name = "devices",
	.arguments = "",
	.summary = "list the MFA devices of your IAM user",
	.description =
	    "Ask IAM with the long-term keys of the profile; this needs no code. The last\n"
	    "column shows which setting names the device that env uses. Security keys and\n"
	    "passkeys give no codes: AWS accepts them in its console only.\n",
	.example = "awsmfa devices -p prod",
	.options = options_of_devices,
	.run = devices_run,
};

static const struct table_column for_screens[] = {
	{ "", TABLE_FIXED },		/* marks the device that env uses */
	{ "serial number", TABLE_NAME },
	{ "kind", 0 },
	{ "since", 0 },
	{ "codes", 0 },
	{ "", TABLE_BELOW },
	{ NULL, 0 }
};

static const struct table_column for_programs[] = {
	{ "serial number", 0 }, { "name", 0 }, { "kind", 0 }, { "since", 0 }, { "codes", 0 }, { "configured", 0 },
	{ NULL, 0 }
};

/* What a serial number says about its device. */
struct traits {
	const char	*kind, *json;
	const char	*name;		/* NULL: it has none */
	bool		 gives_codes;
};

static struct traits
traits_of(const char *serial)
{
	struct traits traits = { "hardware token", "hardware_token", NULL, device_gives_codes(serial) };
	const char *slash = strrchr(serial, '/');
	struct arn arn;

	if (!arn_parse(serial, &arn))
		return traits;
	traits.kind = traits.gives_codes ? "authenticator app" : "security key or passkey";
	traits.json = traits.gives_codes ? "virtual" : "security_key";
	traits.name = slash == NULL ? arn.resource : slash + 1;
	return traits;
}

static bool
is_configured(const struct plan *plan, const struct device *device)
{
	return plan->chain.serial != NULL && strcmp(plan->chain.serial, device->serial) == 0;
}

static bool
write_json(struct secret *out, const struct plan *plan, const struct device *devices, size_t count,
    struct error *err)
{
	struct json_list list = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;
	char since[TIMESTAMP_SIZE];
	struct traits traits;
	size_t i;

	for (i = 0; i < count; i++) {
		traits = traits_of(devices[i].serial);
		json_add_text(&json, "serial_number", devices[i].serial);
		json_add_text(&json, "name", traits.name);
		json_add_text(&json, "kind", traits.json);
		timestamp_utc(since, devices[i].since);
		json_add_text(&json, "enable_date", devices[i].since == 0 ? NULL : since);
		json_add_bool(&json, "gives_codes", traits.gives_codes);
		json_add_bool(&json, "configured", is_configured(plan, &devices[i]));
		if (!json_list_add(&list, &json, err))
			return false;
	}
	return json_list_end(&list, err);
}

/* Adds a row. On a screen the end of the serial number shows the name. */
static void
add_row(struct table *table, const struct plan *plan, const struct device *device)
{
	const struct traits traits = traits_of(device->serial);
	const bool configured = is_configured(plan, device), screen = table->width > 0;
	char since[TIMESTAMP_SIZE];

	timestamp_utc(since, device->since);
	since[strcspn(since, "T")] = '\0';	/* keep only the day */
	if (screen)
		table_add_coloured(table, configured ? "*" : NULL, COLOUR_GREEN);
	table_add_coloured(table, device->serial, configured ? COLOUR_GREEN : COLOUR_NONE);
	if (!screen)
		table_add(table, traits.name);
	table_add(table, traits.kind);
	table_add(table, device->since == 0 ? NULL : since);
	table_add(table, traits.gives_codes ? "yes" : "no");
	table_add(table, configured ? plan->chain.serial_from : NULL);
}

static bool
write_table(struct secret *out, const struct plan *plan, const struct device *devices, size_t count,
    struct error *err)
{
	size_t width = table_screen_width(), i;
	struct table table = TABLE_INIT(width > 0 ? for_screens : for_programs, out, width);

	for (i = 0; i < count; i++)
		add_row(&table, plan, &devices[i]);
	return table_end(&table, err);
}

/* Says what the list alone does not show. */
static void
comment(const struct plan *plan, const struct device *devices, size_t count)
{
	const char *serial = plan->chain.serial;
	char place[BLAME_SIZE], way[256];
	bool found = false, gives_codes = false;
	size_t i;

	for (i = 0; i < count; i++) {
		found = found || is_configured(plan, &devices[i]);
		gives_codes = gives_codes || device_gives_codes(devices[i].serial);
	}
	if (count == 0)
		notice_warn("the user of %s has no MFA device", plan_name(plan));
	if (serial != NULL && !found)
		notice_warn("%s%s is not one of the user's devices: '%s'", blame_place(place, &plan->config, serial),
		    plan->chain.serial_from, serial);
	if (!gives_codes)
		notice_hint("%s", device_lookup_way(way, sizeof(way), plan->chain.from_environment ? "" :
		    plan->chain.source, count > 0));
	else if (serial != NULL && (!found || !device_gives_codes(serial)))
		notice_hint("set it to a device that gives codes");
}

static bool
list(struct secret *out, const struct plan *plan, struct terminal *terminal, const struct manner *manner, bool as_json,
    struct error *err)
{
	struct device devices[DEVICES_LIMIT];
	size_t count = 0;
	bool ok;

	ok = devices_find(devices, &count, plan, terminal, manner, err) &&
	    (as_json ? write_json(out, plan, devices, count, err) :
	    write_table(out, plan, devices, count, err));
	if (ok)
		comment(plan, devices, count);
	return ok;
}

static bool
devices_run(const struct options *options, struct secret *out, struct error *err)
{
	struct manner manner = manner_by_hand(options);
	struct terminal terminal = TERMINAL_INIT;
	struct asked asked = ASKED_INIT;
	struct plan plan = PLAN_INIT;
	bool ok;

	manner.occasion = FOR_DEVICES;
	ok = terminal_read(&terminal, err) &&
	    profile_offer_plan(&plan, &asked, &terminal, &manner, options, err) &&
	    list(out, &plan, &terminal, &manner, options->value[OPTION_JSON] != NULL, err);
	plan_clear(&plan);
	asked_clear(&asked);
	terminal_clear(&terminal);
	return ok;
}
