#include "refresh/refresh_entry.h"

#include <stdio.h>
#include <string.h>

static void
write_endpoint(struct secret *out, const struct endpoint_settings *settings)
{
	char flags[4], attempts[16];

	snprintf(flags, sizeof(flags), "%s%s%s", settings->fips ? "f" : "", settings->dualstack ? "d" : "",
	    settings->legacy ? "l" : "");
	snprintf(attempts, sizeof(attempts), "%d", settings->attempts);
	record_begin(out, "e");
	record_field(out, '=', settings->region);
	record_field(out, ',', settings->partition);
	record_field(out, ',', flags);
	record_field(out, ',', settings->url[ENDPOINT_STS]);
	record_field(out, ',', settings->url_from[ENDPOINT_STS]);
	record_field(out, ',', attempts);
	record_field(out, ',', settings->ca_bundle);
	record_field(out, ',', settings->ca_from);
}

void
refresh_entry_write(struct secret *out, const struct plan *plan)
{
	struct secret line = SECRET_INIT, wishes = SECRET_INIT;
	size_t i;

	wishes_write(&wishes, &plan->wishes);
	record_text(&line, "p", plan->profile);
	record_count(&line, "d", plan->duration);
	record_text(&line, "m", plan->chain.mfa_process == NULL ? "" : "1");
	record_text(&line, "w", secret_text(&wishes));
	write_endpoint(&line, &plan->endpoint);
	for (i = 0; i < plan->chain.roles; i++)
		chain_role_write(&line, &plan->chain.role[i], plan->chain.role[i].session_name);
	secret_puts(out, secret_text(&line));
	secret_puts(out, "\n");
	if (line.failed || wishes.failed)
		secret_fail(out);
	secret_clear(&line);
	secret_clear(&wishes);
}

void
refresh_entry_refuse(struct secret *out, const char *profile, const struct error *err)
{
	struct secret line = SECRET_INIT;

	record_text(&line, "p", profile);
	record_begin(&line, "x");
	record_field(&line, '=', err->message);
	record_field(&line, ',', err->hint);
	secret_puts(out, secret_text(&line));
	secret_puts(out, "\n");
	if (line.failed)
		secret_fail(out);
	secret_clear(&line);
}

/* --- reading ------------------------------------------------------------------------------------ */

/* NULL: not set. */
static const char *
field(const struct record *record, size_t number)
{
	return record->field[number][0] == '\0' ? NULL : record->field[number];
}

static bool
take_endpoint(struct endpoint_settings *settings, const struct record *record)
{
	if (record->fields != 8)
		return false;
	*settings = (struct endpoint_settings){
		.region = field(record, 0), .partition = field(record, 1),
		.fips = strchr(record->field[2], 'f') != NULL, .dualstack = strchr(record->field[2], 'd') != NULL,
		.legacy = strchr(record->field[2], 'l') != NULL,
		.url = { field(record, 3) }, .url_from = { field(record, 4) },
		.attempts = (int)record_number(record, 5), .ca_bundle = field(record, 6), .ca_from = field(record, 7),
	};
	settings->region_from = "the region at the start of the run";
	return true;
}

static bool
take_role(struct chain *chain, const struct record *record)
{
	if (record->fields != 8 || chain->roles == CHAIN_LIMIT)
		return false;
	chain->role[chain->roles++] = (struct role){
		.profile = "", .arn = record->field[0], .session_name = field(record, 1),
		.external_id = field(record, 2), .source_identity = field(record, 3), .policy = field(record, 4),
		.policy_arns = field(record, 5), .session_tags = field(record, 6),
		.transitive_tags = field(record, 7),
	};
	return true;
}

static bool
take_refusal(const struct record *record, struct error *err)
{
	if (record->fields != 2)
		return false;
	error_set(err, STATUS_LOCAL, "%s", record->field[0]);
	return error_hint(err, "%s", record->field[1]);
}

static bool
take_part(struct refresh_entry *entry, const struct record *record, struct error *err)
{
	switch (record_letter(record)) {
	case 'p':
		entry->plan.profile = record->field[0];
		return true;
	case 'd':
		entry->plan.duration = (long)record_number(record, 0);
		return true;
	case 'm':
		entry->has_mfa_process = true;
		return true;
	case 'w':
		entry->wishes = record->field[0];
		return true;
	case 'e':
		return take_endpoint(&entry->plan.endpoint, record);
	case 'r':
		return take_role(&entry->plan.chain, record);
	case 'x':
		return take_refusal(record, err);
	default:
		return false;
	}
}

bool
refresh_entry_read(struct refresh_entry *entry, const char *line, struct error *err)
{
	struct record *part;
	bool ok = true;

	error_set(err, STATUS_LOCAL, "the record of this run of `awsmfa exec --refresh` is damaged");
	entry->plan.refreshes = true;
	while (ok && entry->parts < REFRESH_ENTRY_PARTS) {
		part = &entry->part[entry->parts++];
		*part = (struct record)RECORD_INIT;
		if (!record_next(part, &line))
			break;
		ok = take_part(entry, part, err);
	}
	return ok && *line == '\0';
}

void
refresh_entry_clear(struct refresh_entry *entry)
{
	while (entry->parts > 0)
		record_clear(&entry->part[--entry->parts]);
	plan_clear(&entry->plan);
}
