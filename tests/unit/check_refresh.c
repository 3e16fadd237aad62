/* check_refresh.c - the directory, the record and the role sessions of a run of `exec --refresh` */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "refresh/refresh_entry.h"
#include "session/role_cache.h"
#include "base/given.h"
#include "sharing/refresh_inside.h"
#include "sharing/refresh_record.h"
#include "sharing/role_sessions.h"
#include "unit.h"

static char runtime[64];

static void
set_up(void)
{
	snprintf(runtime, sizeof(runtime), "/dev/shm/awsmfa-check.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(runtime));
	ck_assert(setenv("XDG_RUNTIME_DIR", runtime, 1) == 0);
}

static void
tear_down(void)
{
	ck_assert_msg(rmdir(runtime) == 0, "%s is not empty", runtime);
}

static bool
make_place(struct store_place *place)
{
	struct error err;

	*place = (struct store_place)STORE_PLACE_INIT;
	return refresh_place_make(place, &err);
}

/* --- the directory ------------------------------------------------------------------------------ */

START_TEST(a_run_that_is_held_stays_and_any_other_goes)
{
	struct store_place mine, dead;
	struct stat info;
	char path[512], shown[512];
	size_t used, left;

	ck_assert(make_place(&mine) && make_place(&dead));
	snprintf(path, sizeof(path), "%s", dead.path);
	close(dead.directory);		/* as if its process had been killed */
	refresh_place_count(&used, &left, shown, sizeof(shown));
	ck_assert(used >= 1 && left == 1 && strcmp(shown, path) == 0);
	refresh_place_sweep();
	ck_assert(stat(path, &info) != 0 && stat(mine.path, &info) == 0);
	refresh_place_remove(&mine);
}
END_TEST

START_TEST(a_place_is_refused_unless_it_is_ours)
{
	struct store_place place;
	struct error err;
	char path[512];

	ck_assert(!refresh_place_open(&place, "relative", &err) && !refresh_place_open(&place, "/nowhere", &err));
	snprintf(path, sizeof(path), "%s/awsmfa-run.open", runtime);
	ck_assert(mkdir(path, 0755) == 0 && chmod(path, 0755) == 0);
	ck_assert(!refresh_place_open(&place, path, &err));
	ck_assert_ptr_nonnull(strstr(err.message, "has ended"));
	rmdir(path);
}
END_TEST

/* --- role sessions ------------------------------------------------------------------------------- */

static struct session
make_session(const char *id, long seconds)
{
	struct session session = SESSION_INIT;

	snprintf(session.credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session.credentials.secret_access_key, "secret");
	secret_set(&session.credentials.session_token, "token");
	session.started = time(NULL) - 10;
	session.expires = time(NULL) + seconds;
	return session;
}

START_TEST(a_role_session_is_found_by_all_of_its_identity)
{
	struct session kept = make_session("ASIAIOSFODNN7EXAMPLE", 100), found = SESSION_INIT;
	struct session ended = make_session("ASIAIOSFODNN7EXAMPLE", -1);
	struct store_place place;
	struct error err;

	ck_assert(make_place(&place));
	ck_assert(role_sessions_keep(&place, "r=ops,&%", &kept, &err));
	ck_assert(role_sessions_keep(&place, "old", &ended, &err));
	ck_assert(role_sessions_find(&place, "r=ops,&%", &found));
	ck_assert_str_eq(found.credentials.access_key_id, kept.credentials.access_key_id);
	ck_assert(found.expires == kept.expires && found.started == kept.started);
	ck_assert(!role_sessions_find(&place, "r=ops,&", &found) && !role_sessions_find(&place, "old", &found));
	ck_assert(!role_sessions_failed_lately(&place, "x", 30));
	role_sessions_note_failure(&place, "x");
	ck_assert(role_sessions_failed_lately(&place, "x", 30) && !role_sessions_failed_lately(&place, "y", 30));
	session_clear(&kept);
	session_clear(&ended);
	session_clear(&found);
	refresh_place_remove(&place);
}
END_TEST

/* The file of a role session in PLACE whose name is not OTHER. */
static void
find_file(char name[NAME_MAX + 1], const struct store_place *place, const char *other)
{
	DIR *stream = opendir(place->path);
	const struct dirent *entry;

	name[0] = '\0';
	ck_assert_ptr_nonnull(stream);
	while ((entry = readdir(stream)) != NULL)
		if (role_sessions_owns(entry->d_name) && strcmp(entry->d_name, other) != 0)
			snprintf(name, NAME_MAX + 1, "%s", entry->d_name);
	closedir(stream);
	ck_assert_str_ne(name, "");
}

/* The name of a file is a hash, which two identities may have in common. */
START_TEST(a_session_of_another_identity_is_not_found_under_the_same_name)
{
	struct session kept = make_session("ASIAIOSFODNN7EXAMPLE", 100), found = SESSION_INIT;
	struct store_place place;
	char one[NAME_MAX + 1], two[NAME_MAX + 1];
	struct error err;

	ck_assert(make_place(&place) && role_sessions_keep(&place, "one", &kept, &err));
	find_file(one, &place, "");
	ck_assert(role_sessions_keep(&place, "two", &kept, &err));
	find_file(two, &place, one);
	ck_assert(role_sessions_find(&place, "two", &found));
	ck_assert(renameat(place.directory, one, place.directory, two) == 0);
	ck_assert(!role_sessions_find(&place, "two", &found));
	session_clear(&kept);
	session_clear(&found);
	refresh_place_remove(&place);
}
END_TEST

static const struct {
	const char	*text;
	bool		 found;
} kept[] = {
	{ "i=x&s=ASIAIOSFODNN7EXAMPLE,secret,token", true },
	{ "i=y&s=ASIAIOSFODNN7EXAMPLE,secret,token", false },		/* the same name by chance */
	{ "i=x,x&s=ASIAIOSFODNN7EXAMPLE,secret,token", false },
	{ "s=ASIAIOSFODNN7EXAMPLE,secret,token", false },
	{ "i=x&s=ASIAIOSFODNN7EXAMPLE,secret", false },
	{ "i=x&s=ASIA'IOSFODNN7EXAMPLE,secret,token", false },
	{ "i=x&s=ASIAIOSFODNN7EXAMPLE,,token", false },
	{ "i=x&z=1&s=ASIAIOSFODNN7EXAMPLE,secret,token", true },	/* of a later version */
	{ "i=x", false },
	{ "", false },
};

/* Rule 1 of role_sessions.c: another identity's session, or a part of one, would be served to an SDK. */
START_TEST(a_damaged_role_session_counts_as_absent)
{
	struct session ours = make_session("ASIAIOSFODNN7EXAMPLE", 100), found = SESSION_INIT;
	struct secret text = SECRET_INIT;
	struct store_place place;
	struct error err;
	char line[300], name[NAME_MAX + 1];

	ck_assert(make_place(&place) && role_sessions_keep(&place, "x", &ours, &err));
	find_file(name, &place, "");
	snprintf(line, sizeof(line), "%s,%ld,%ld", kept[_i].text, (long)time(NULL) - 10, (long)time(NULL) + 100);
	secret_puts(&text, line);
	ck_assert(refresh_place_write(&place, name, 0600, &text, &err));
	ck_assert_msg(role_sessions_find(&place, "x", &found) == kept[_i].found, "%s", kept[_i].text);
	secret_clear(&text);
	session_clear(&ours);
	session_clear(&found);
	refresh_place_remove(&place);
}
END_TEST

static const struct {
	long	life, margin;
} margins[] = { { 3600, 1200 }, { 43200, 1200 }, { 900, 300 }, { 3, 1 }, { 1, 1 }, { 6, 2 } };

START_TEST(a_session_is_renewed_in_time)
{
	struct session session = { .started = 1000, .expires = 1000 + margins[_i].life };

	ck_assert_int_eq(role_cache_refresh_margin(&session), margins[_i].margin);
}
END_TEST

/* --- the record ---------------------------------------------------------------------------------- */

static const char *const variables[] = {
	"AWS_CONFIG_FILE=some/config", "AWS_SHARED_CREDENTIALS_FILE=~/credentials",
	"AWS_REGION=eu,west&1", "AWS_SECRET_ACCESS_KEY=hidden",
	"AWS_ACCESS_KEY_ID=hidden", "AWS_SESSION_TOKEN=hidden", "AWS_SECURITY_TOKEN=hidden",
	"AWS_CONTAINER_AUTHORIZATION_TOKEN=hidden",
	"AWSMFA_RUN=/other", "HOME=/home/alice", "https_proxy=http://p", "TERM=xterm", NULL
};

START_TEST(the_record_brings_back_what_decides_and_no_secret)
{
	const struct refresh_base base = {
		.key = "AKIAIOSFODNN7EXAMPLE", .serial = "arn:mfa", .url = "u", .shares = true,
	};
	struct refresh_record record = REFRESH_RECORD_INIT;
	struct secret text = SECRET_INIT;
	struct store_place place;
	struct error err;

	refresh_record_begin(&text, &base, "my prod", (char *const *)(uintptr_t)variables);
	secret_puts(&text, "p=one\np=two\n");
	ck_assert_ptr_null(strstr(secret_text(&text), "hidden"));
	ck_assert(make_place(&place) && refresh_place_write(&place, "record", 0600, &text, &err));
	ck_assert(refresh_record_read(&record, &place, &err));
	ck_assert_str_eq(record.profile, "my prod");
	ck_assert(strcmp(record.base.key, base.key) == 0 && record.base.shares && !record.base.from_environment);
	ck_assert_str_eq(refresh_record_line(&record, 2), "p=two");
	ck_assert_ptr_null(refresh_record_line(&record, 3));
	ck_assert(setenv("AWS_ENDPOINT_URL", "http://localstack", 1) == 0 && setenv("https_proxy", "now", 1) == 0);
	ck_assert(refresh_record_enter(&record, &err));
	ck_assert_ptr_null(getenv("AWS_ENDPOINT_URL"));
	ck_assert_str_eq(getenv("AWS_REGION"), "eu,west&1");
	ck_assert_str_eq(getenv("https_proxy"), "now");
	ck_assert(getenv("AWS_CONFIG_FILE")[0] == '/');
	ck_assert_str_eq(getenv("AWS_SHARED_CREDENTIALS_FILE"), "~/credentials");
	refresh_record_clear(&record);
	secret_clear(&text);
	refresh_place_remove(&place);
}
END_TEST

#define X50	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X200	X50 X50 X50 X50

static const char *const broken[] = {
	"", "p=one", "v=2&b=a,b,c", "v=1&b=a,b", "v=1&b=" X200 ",s,u", "v=1&b=k," X200 X200 X200 X200 X200 X200 ",u",
	"v=1&e=HOME", "v=1&z=1", "v=1&%", "v=1&b=%00,s,u",
};

/* Whom to ask and as whom comes from it: a part of one is none. */
START_TEST(a_damaged_record_is_an_error)
{
	struct refresh_record record = REFRESH_RECORD_INIT;
	struct secret text = SECRET_INIT;
	struct store_place place;
	struct error err = { .status = STATUS_DONE };

	ck_assert(make_place(&place));
	secret_puts(&text, broken[_i]);
	secret_puts(&text, "\n");
	ck_assert(refresh_place_write(&place, "record", 0600, &text, &err));
	ck_assert_msg(!refresh_record_read(&record, &place, &err), "%s", broken[_i]);
	ck_assert_ptr_nonnull(strstr(err.message, "record"));
	refresh_record_clear(&record);
	secret_clear(&text);
	refresh_place_remove(&place);
}
END_TEST

/* A relative path means the directory that the command was started in; what is absolute or the user's home does not. */
static const struct {
	const char	*variable, *value;
	bool		 made_absolute;
} paths[] = {
	{ "AWS_CONFIG_FILE", "a/b", true }, { "AWS_SHARED_CREDENTIALS_FILE", "c", true },
	{ "AWS_CA_BUNDLE", "../ca.pem", true }, { "AWS_CA_BUNDLE", "/ca.pem", false },
	{ "AWS_CONFIG_FILE", "~/c", false }, { "AWS_CONFIG_FILE", "", false }, { "AWS_PROFILE", "a/b", false },
	{ "AWS_NO_VALUE", NULL, false },
};

START_TEST(a_path_means_what_it_meant_at_the_start)
{
	const struct refresh_base base = { .key = "", .serial = "", .url = "" };
	struct refresh_record record = REFRESH_RECORD_INIT;
	struct secret text = SECRET_INIT;
	struct store_place place;
	struct error err;
	char entry[100], expected[4200], here[4000], *found;
	char *list[] = { entry, NULL };

	snprintf(entry, sizeof(entry), "%s%s%s", paths[_i].variable, paths[_i].value == NULL ? "" : "=",
	    paths[_i].value == NULL ? "" : paths[_i].value);
	refresh_record_begin(&text, &base, "", list);
	ck_assert(make_place(&place) && refresh_place_write(&place, "record", 0600, &text, &err));
	ck_assert(refresh_record_read(&record, &place, &err));
	found = refresh_record_variable(&record, paths[_i].variable);
	ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
	snprintf(expected, sizeof(expected), "%s%s%s", paths[_i].made_absolute ? here : "",
	    paths[_i].made_absolute ? "/" : "", paths[_i].value == NULL ? "" : paths[_i].value);
	ck_assert((found == NULL) == (paths[_i].value == NULL));
	ck_assert_msg(found == NULL || strcmp(found, expected) == 0, "%s", found);
	free(found);
	refresh_record_clear(&record);
	secret_clear(&text);
	refresh_place_remove(&place);
}
END_TEST

/* --- inside of a run ------------------------------------------------------------------------------ */

/* A run that was started with an own config file, for profile "prod"; its variables are set. */
static void
start_run(struct store_place *place, bool from_environment)
{
	static char config[] = "AWS_CONFIG_FILE=/own/config", profile[] = "AWS_PROFILE=before";
	char *const list[] = { config, profile, NULL };
	const struct refresh_base base = {
		.key = "AKIAIOSFODNN7EXAMPLE", .serial = "", .url = "", .from_environment = from_environment,
	};
	struct secret text = SECRET_INIT;
	struct error err;
	char path[600];

	ck_assert(make_place(place));
	refresh_record_begin(&text, &base, "prod", list);
	ck_assert(refresh_place_write(place, "record", 0600, &text, &err));
	secret_clear(&text);
	ck_assert(setenv(REFRESH_PLACE_VARIABLE, place->path, 1) == 0 && setenv("AWS_PROFILE", "prod", 1) == 0);
	snprintf(path, sizeof(path), "%s/config", place->path);
	ck_assert(setenv("AWS_CONFIG_FILE", path, 1) == 0);
	snprintf(path, sizeof(path), "%s/credentials", place->path);
	ck_assert(setenv("AWS_SHARED_CREDENTIALS_FILE", path, 1) == 0);
}

START_TEST(inside_the_users_own_files_are_found)
{
	struct store_place place;
	struct error err;

	start_run(&place, _i == 1);
	ck_assert(refresh_inside_enter(&err));
	ck_assert_str_eq(getenv("AWS_CONFIG_FILE"), "/own/config");
	ck_assert_ptr_null(getenv("AWS_SHARED_CREDENTIALS_FILE"));
	ck_assert_str_eq(getenv("AWS_PROFILE"), "prod");
	ck_assert((refresh_inside_key() != NULL) == (_i == 1));
	given_take();				/* what our own programs get */
	ck_assert_str_eq(getenv("AWS_PROFILE"), "before");
	refresh_place_remove(&place);
}
END_TEST

/* A script inside that has set a file of its own, or means another profile. */
START_TEST(inside_what_the_command_has_set_stays)
{
	struct store_place place;
	struct error err;

	start_run(&place, false);
	ck_assert(setenv("AWS_CONFIG_FILE", "/mine", 1) == 0 && setenv("AWS_PROFILE", "other", 1) == 0);
	ck_assert(refresh_inside_enter(&err));
	ck_assert_str_eq(getenv("AWS_CONFIG_FILE"), "/mine");
	given_take();
	ck_assert_str_eq(getenv("AWS_PROFILE"), "other");
	refresh_place_remove(&place);
}
END_TEST

/* A tmux server that was started inside: its windows have the variables of a run that is over. */
START_TEST(after_the_run_its_files_are_missed_and_nothing_else)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };

	start_run(&place, false);
	refresh_place_remove(&place);
	ck_assert(!refresh_inside_enter(&err));
	ck_assert_ptr_nonnull(strstr(err.message, "has ended"));
	ck_assert(setenv("AWS_CONFIG_FILE", "/mine", 1) == 0);
	ck_assert(!refresh_inside_enter(&err));		/* the other file is still the run's */
	ck_assert(setenv("AWS_SHARED_CREDENTIALS_FILE", "/mine too", 1) == 0);
	ck_assert(refresh_inside_enter(&err));
	ck_assert_ptr_null(getenv(REFRESH_PLACE_VARIABLE));
	ck_assert(refresh_inside_enter(&err));
	ck_assert_ptr_null(refresh_inside_key());
}
END_TEST

START_TEST(inside_a_damaged_record_is_an_error)
{
	struct secret text = SECRET_INIT;
	struct store_place place;
	struct error err;

	start_run(&place, true);
	secret_puts(&text, "v=1&b=a");
	ck_assert(refresh_place_write(&place, "record", 0600, &text, &err));
	ck_assert(!refresh_inside_enter(&err) && refresh_inside_key() == NULL);
	secret_clear(&text);
	refresh_place_remove(&place);
}
END_TEST

START_TEST(an_entry_is_read_as_it_was_written)
{
	struct plan plan = PLAN_INIT;
	struct refresh_entry *entry = calloc(1, sizeof(*entry));
	struct secret line = SECRET_INIT;
	struct error err;

	plan.profile = "odd, & name";
	plan.duration = 900;
	plan.chain.mfa_process = "x";
	plan.chain.roles = 2;
	plan.chain.role[0] = (struct role){ .arn = "arn:one", .external_id = "e,1" };
	plan.chain.role[1] = (struct role){ .arn = "arn:two", .policy = "{\"a\": 1}", .transitive_tags = "t" };
	plan.endpoint = (struct endpoint_settings){ .region = "eu-west-1", .fips = true, .attempts = 5 };
	refresh_entry_write(&line, &plan);
	ck_assert(line.data[line.len - 1] == '\n');
	secret_truncate(&line, line.len - 1);
	ck_assert(refresh_entry_read(entry, secret_text(&line), &err));
	ck_assert_str_eq(entry->plan.profile, plan.profile);
	ck_assert(entry->plan.duration == 900 && entry->has_mfa_process && entry->plan.chain.roles == 2);
	ck_assert_str_eq(entry->plan.chain.role[0].external_id, "e,1");
	ck_assert_str_eq(entry->plan.chain.role[1].policy, "{\"a\": 1}");
	ck_assert_ptr_null(entry->plan.chain.role[1].session_name);
	ck_assert(entry->plan.endpoint.fips && !entry->plan.endpoint.legacy && entry->plan.endpoint.attempts == 5);
	ck_assert_ptr_null(entry->plan.endpoint.url[ENDPOINT_STS]);
	refresh_entry_clear(entry);
	free(entry);
	secret_clear(&line);
}
END_TEST

static const char *const damaged[] = { "", "p", "p=a&e=1", "p=a&r=1,2", "p=a&?=1", "p=a&z=1", "p=a&x=1" };

START_TEST(a_damaged_entry_is_an_error)
{
	struct refresh_entry *entry = calloc(1, sizeof(*entry));
	struct error err;

	ck_assert(!refresh_entry_read(entry, damaged[_i], &err) || *damaged[_i] == '\0');
	ck_assert_ptr_nonnull(strstr(err.message, "damaged"));
	refresh_entry_clear(entry);
	free(entry);
}
END_TEST

START_TEST(a_refusal_comes_back_as_the_error_that_it_was)
{
	struct refresh_entry *entry = calloc(1, sizeof(*entry));
	struct secret line = SECRET_INIT;
	struct error err, again;

	error_set(&err, STATUS_LOCAL, "profile '%s' has other keys", "x");
	error_hint(&err, "start it with -p x, or not");
	refresh_entry_refuse(&line, "x", &err);
	secret_truncate(&line, line.len - 1);
	ck_assert(refresh_entry_read(entry, secret_text(&line), &again) == false);
	ck_assert_str_eq(again.message, err.message);
	ck_assert_str_eq(again.hint, err.hint);
	refresh_entry_clear(entry);
	free(entry);
	secret_clear(&line);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("refresh");
	TCase *cases = tcase_create("refresh");

	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_test(cases, a_run_that_is_held_stays_and_any_other_goes);
	tcase_add_test(cases, a_place_is_refused_unless_it_is_ours);
	tcase_add_test(cases, a_role_session_is_found_by_all_of_its_identity);
	tcase_add_loop_test(cases, a_damaged_role_session_counts_as_absent, 0, COUNT(kept));
	tcase_add_loop_test(cases, a_damaged_record_is_an_error, 0, COUNT(broken));
	tcase_add_test(cases, inside_what_the_command_has_set_stays);
	tcase_add_test(cases, after_the_run_its_files_are_missed_and_nothing_else);
	tcase_add_test(cases, inside_a_damaged_record_is_an_error);
	tcase_add_loop_test(cases, inside_the_users_own_files_are_found, 0, 2);
	tcase_add_loop_test(cases, a_path_means_what_it_meant_at_the_start, 0, COUNT(paths));
	tcase_add_test(cases, a_session_of_another_identity_is_not_found_under_the_same_name);
	tcase_add_loop_test(cases, a_session_is_renewed_in_time, 0, COUNT(margins));
	tcase_add_test(cases, the_record_brings_back_what_decides_and_no_secret);
	tcase_add_test(cases, an_entry_is_read_as_it_was_written);
	tcase_add_loop_test(cases, a_damaged_entry_is_an_error, 0, COUNT(damaged));
	tcase_add_test(cases, a_refusal_comes_back_as_the_error_that_it_was);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
