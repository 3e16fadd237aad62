/* refresh_start.c
 *
 *  1. COMMAND MUST find no credentials but those of the made config: none in a variable, none of the machine's.
 *  2. The made files MUST NOT be writable: `aws configure` in COMMAND fails instead of being lost.
 *  3. No secret MUST be in the environment, and none in a file but the sessions.
 */
#include "refresh/refresh_start.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/notice.h"
#include "base/process.h"
#include "refresh/refresh_answer.h"
#include "refresh/refresh_served.h"
#include "shell/exports.h"
#include "types/duration.h"

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"
#define CHANGES_LIMIT 160

/* --- what cannot work --------------------------------------------------------------------------- */

/* SDKs read a foreign profile themselves, and know nothing of our options. */
static bool
check_wishes(const struct plan *plan, struct error *err)
{
	static const enum wish untold[] = {
		WISH_ROLE_ARN, WISH_ROLE_SESSION_NAME, WISH_EXTERNAL_ID, WISH_SOURCE_IDENTITY, WISH_POLICY,
		WISH_POLICY_ARN, WISH_DURATION,
	};
	size_t i;

	for (i = 0; plan->chain.foreign != FOREIGN_NONE && i < sizeof(untold) / sizeof(untold[0]); i++)
		if (plan->wishes.value[untold[i]] != NULL) {
			error_set(err, STATUS_USAGE, "--%s: with --refresh COMMAND renews a profile of %s itself",
			    wish_names[untold[i]], foreign_name(plan->chain.foreign));
			return error_hint(err, "put it into a profile, or leave out --refresh");
		}
	return true;
}

static void
tell_shortened(const struct plan *plan)
{
	if (plan->chain.roles > 0 && plan->chain.foreign == FOREIGN_NONE && plan->duration > HOUR)
		notice_say("role sessions last 1 h with --refresh, which renews them");
}

struct texts {
	struct secret	config, entries;
	bool		metadata;	/* a profile uses the metadata of the machine */
};

/* --- the directory ------------------------------------------------------------------------------ */

/* The path of our program, or of a link to it in PLACE if SDKs would split that path. */
static bool
name_program(char *path, size_t size, const struct store_place *place, struct error *err)
{
	char own[3000];

	if (!process_path(own, sizeof(own)))
		return error_set(err, STATUS_LOCAL, "this system does not tell where awsmfa is");
	if (strlen(own) < size && own[strspn(own, PLAIN)] == '\0') {
		snprintf(path, size, "%s", own);
		return true;
	}
	snprintf(path, size, "%s/awsmfa", place->path);
	return symlinkat(own, place->directory, "awsmfa") == 0 ||
	    error_set_errno(err, STATUS_LOCAL, "cannot make %s", path);
}

/* Rule 2. */
static bool
write_files(const struct store_place *place, const struct secret *config, const struct secret *record,
    struct error *err)
{
	static const struct secret nothing = SECRET_INIT;

	return refresh_place_write(place, "config", 0400, config, err) &&
	    refresh_place_write(place, "credentials", 0400, &nothing, err) &&
	    refresh_place_write(place, "record", 0600, record, err);
}

/* Writes the config and the lines of the record about profiles. */
static bool
make_texts(struct refresh_start *start, struct plan *plan, const struct terminal *terminal, struct texts *texts,
    struct error *err)
{
	char program[1024];
	struct refresh_served served = {
		.plan = plan, .terminal = terminal, .base = &start->first.base, .process = program,
		.only = start->first.base.key[0] != '\0' && (start->only ||
		    plan->wishes.value[WISH_POLICY] != NULL || plan->wishes.value[WISH_POLICY_ARN] != NULL),
	};
	bool ok;

	ok = name_program(program, sizeof(program), &start->place, err) &&
	    refresh_served_write(&served, &texts->config, &texts->entries, err);
	texts->metadata = served.metadata;
	return ok;
}

/* The run is described when all of it is known. */
static bool
fill_place(struct refresh_start *start, const struct plan *plan, const struct texts *texts, struct error *err)
{
	struct secret record = SECRET_INIT;
	bool ok;

	refresh_record_begin(&record, &start->first.base, refresh_served_name(plan), start->environment.variables);
	secret_puts(&record, secret_text(&texts->entries));
	ok = write_files(&start->place, &texts->config, &record, err) &&
	    refresh_base_store(&start->first, &start->place, err);
	secret_clear(&record);
	return ok;
}

/* --- the environment ---------------------------------------------------------------------------- */

struct changes {
	struct change	list[CHANGES_LIMIT];
	size_t		count;
	struct secret	names;		/* of variables that were found by their beginning */
};

static void
change(struct changes *changes, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < changes->count; i++)
		if (strcmp(changes->list[i].name, name) == 0) {
			changes->list[i].value = value;
			return;
		}
	if (changes->count < CHANGES_LIMIT)
		changes->list[changes->count++] = (struct change){ name, value };
}

/* Rule 1: every other way by which an SDK finds an identity. */
static void
unset_credentials(struct changes *changes)
{
	static const char *const names[] = {
		"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
		"AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AMAZON_ACCESS_KEY_ID", "AMAZON_SECRET_ACCESS_KEY",
		"AMAZON_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_ACCOUNT_ID",
		"AWS_CREDENTIAL_FILE", "AWS_DEFAULT_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN",
		"AWS_ROLE_SESSION_NAME", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
		"AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", REFRESH_PLACE_VARIABLE,
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		change(changes, names[i], NULL);
}

/* What `drop` would leave, without the keys that it would put back. */
static void
drop_session(struct changes *changes, struct exports *exports, const struct terminal *terminal)
{
	size_t i;

	exports_drop(exports, &terminal->held, NULL);
	for (i = 0; i < exports->count; i++)
		change(changes, exports->change[i].name, exports->change[i].value);
	unset_credentials(changes);
}

/* What the made config adds. The region of a profile is in its section; --region is for all of them. */
static void
set_variables(struct changes *changes, const struct refresh_start *start, const struct plan *plan, char (*paths)[600],
    bool metadata)
{
	const char *region = plan->wishes.value[WISH_REGION];

	snprintf(paths[0], sizeof(paths[0]), "%s/config", start->place.path);
	snprintf(paths[1], sizeof(paths[1]), "%s/credentials", start->place.path);
	change(changes, "AWS_CONFIG_FILE", paths[0]);
	change(changes, "AWS_SHARED_CREDENTIALS_FILE", paths[1]);
	change(changes, "AWS_PROFILE", refresh_served_name(plan));
	change(changes, "AWS_SDK_LOAD_CONFIG", "1");
	change(changes, REFRESH_PLACE_VARIABLE, start->place.path);
	if (!metadata)
		change(changes, "AWS_EC2_METADATA_DISABLED", "true");
	if (region != NULL) {
		change(changes, "AWS_REGION", region);
		change(changes, "AWS_DEFAULT_REGION", region);
	}
}

static bool
make_all(struct refresh_start *start, const struct plan *plan, const struct terminal *terminal,
    const struct texts *texts, struct error *err)
{
	struct changes changes = { .count = 0 };
	struct exports exports = EXPORTS_INIT;
	char paths[2][600];
	bool ok;

	drop_session(&changes, &exports, terminal);
	ok = environment_build(&start->environment, changes.list, changes.count, err) &&
	    fill_place(start, plan, texts, err);
	if (ok) {
		set_variables(&changes, start, plan, paths, texts->metadata);
		ok = environment_build(&start->environment, changes.list, changes.count, err);
	}
	exports_clear(&exports);
	return ok;
}

bool
refresh_start_make(struct refresh_start *start, struct plan *plan, struct terminal *terminal,
    const struct manner *manner, struct error *err)
{
	struct texts texts = { .metadata = false };
	bool ok;

	if (!check_wishes(plan, err) || !refresh_place_make(&start->place, err))
		return false;
	refresh_place_sweep();
	ok = refresh_base_begin(&start->first, plan, terminal, manner, err) &&
	    make_texts(start, plan, terminal, &texts, err);
	if (ok)
		tell_shortened(plan);
	ok = ok && refresh_base_obtain(&start->first, err) && make_all(start, plan, terminal, &texts, err);
	secret_clear(&texts.config);
	secret_clear(&texts.entries);
	return ok;
}

void
refresh_start_end(struct refresh_start *start)
{
	struct secret said = SECRET_INIT;

	if (start->place.directory != 0 && refresh_answer_said(&start->place, &said))
		notice_warn("while COMMAND ran: %s", secret_text(&said));
	secret_clear(&said);
	refresh_place_remove(&start->place);
	refresh_base_clear(&start->first);
	environment_clear(&start->environment);
}
