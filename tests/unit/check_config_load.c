/* check_config_load.c - which files are read, and what their absence means: rules 11 and 12 of config_load.c */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "check_config.h"
#include "unit.h"

static char home[64];

/* A home of its own, and none of the variables. */
static void
set_up(void)
{
	char aws[80];

	snprintf(home, sizeof(home), "/tmp/check_config.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(home));
	snprintf(aws, sizeof(aws), "%s/.aws", home);
	ck_assert_int_eq(mkdir(aws, 0700), 0);
	setenv("HOME", home, 1);
	unsetenv("AWS_CONFIG_FILE");
	unsetenv("AWS_SHARED_CREDENTIALS_FILE");
}

static void
tear_down(void)
{
	static const char *const names[] = {
		".aws/config", ".aws/credentials", ".aws", "elsewhere", "directory", "link", "",
	};
	char path[128];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", home, names[i]);
		remove(path);
	}
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", home, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	ck_assert_int_eq(fchmod(fd, mode), 0);
	close(fd);
}

static void
load(struct config *config)
{
	struct error err;

	*config = (struct config)CONFIG_INIT;
	ck_assert_msg(config_load(config, &err), "%s", err.message);
}

START_TEST(reads_both_files)
{
	struct config config;
	char path[128];

	write_file(".aws/config", "[profile a]\nk = v\n", 0644);
	write_file(".aws/credentials", "[b]\nk = w\n", 0600);
	load(&config);
	ck_assert_str_eq(value_named(&config, "a", "k"), "v");
	ck_assert_str_eq(value_named(&config, "b", "k"), "w");
	ck_assert(config.file[CONFIG_FILE].present && config.file[CREDENTIALS_FILE].present);
	ck_assert_uint_eq(config.file[CONFIG_FILE].mode, 0644);
	ck_assert_uint_eq(config.file[CREDENTIALS_FILE].mode, 0600);
	snprintf(path, sizeof(path), "%s/.aws/credentials", home);
	ck_assert_str_eq(config.file[CREDENTIALS_FILE].path, path);
	ck_assert_uint_eq(config.warnings, 0);
	config_clear(&config);
}
END_TEST

START_TEST(lets_default_files_be_missing)
{
	struct config config;

	load(&config);
	ck_assert(!config.file[CONFIG_FILE].present && !config.file[CREDENTIALS_FILE].present);
	ck_assert_uint_eq(config.warnings, 0);
	config_clear(&config);
	setenv("HOME", "/dev/null", 1);			/* ENOTDIR, as in a container without a home */
	load(&config);
	ck_assert_uint_eq(config.warnings, 0);
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*variable, *value;	/* %s: the home */
	const char	*path;			/* what that means; %s: the home */
	enum config_file file;
} paths[] = {
	{ "AWS_CONFIG_FILE", "%s/elsewhere", "%s/elsewhere", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "~/elsewhere", "%s/elsewhere", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "~", "%s", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "~nobody/elsewhere", "~nobody/elsewhere", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "$HOME/elsewhere", "$HOME/elsewhere", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "a/~/b", "a/~/b", CONFIG_FILE },
	{ "AWS_CONFIG_FILE", "", "%s/.aws/config", CONFIG_FILE },
	{ "AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere", "%s/elsewhere", CREDENTIALS_FILE },
	{ "AWS_SHARED_CREDENTIALS_FILE", "", "%s/.aws/credentials", CREDENTIALS_FILE },
};

static const char *
with_home(char *to, size_t size, const char *pattern)
{
	const char *place = strstr(pattern, "%s");

	if (place == NULL)
		snprintf(to, size, "%s", pattern);
	else
		snprintf(to, size, "%.*s%s%s", (int)(place - pattern), pattern, home, place + 2);
	return to;
}

START_TEST(follows_variables)
{
	char value[128], path[128];
	struct config config;

	setenv(paths[_i].variable, with_home(value, sizeof(value), paths[_i].value), 1);
	load(&config);
	ck_assert_str_eq(config.file[paths[_i].file].path, with_home(path, sizeof(path), paths[_i].path));
	config_clear(&config);
}
END_TEST

START_TEST(reads_what_a_variable_names)
{
	struct config config;

	write_file(".aws/config", "[profile a]\nk = v\n", 0600);
	write_file("elsewhere", "[profile b]\nk = w\n", 0600);
	setenv("AWS_CONFIG_FILE", "~/elsewhere", 1);
	load(&config);
	ck_assert(!config_has_profile(&config, "a"));
	ck_assert_str_eq(value_named(&config, "b", "k"), "w");
	config_clear(&config);
}
END_TEST

static void
expect_warning(const struct config *config, enum config_file file, int cause)
{
	char text[160];

	snprintf(text, sizeof(text), "cannot be read: %s", strerror(cause));
	ck_assert_uint_eq(config->warnings, 1);
	ck_assert_int_eq(config->warning[0].file, file);
	ck_assert_int_eq(config->warning[0].line, 0);
	ck_assert_ptr_null(config->warning[0].profile);
	ck_assert_str_eq(config->warning[0].text, text);
}

START_TEST(warns_of_a_named_file_that_is_missing)
{
	struct config config;

	setenv("AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere", 1);
	load(&config);
	expect_warning(&config, CREDENTIALS_FILE, ENOENT);
	config_clear(&config);
}
END_TEST

START_TEST(warns_of_a_directory)
{
	struct config config;
	char path[128];

	snprintf(path, sizeof(path), "%s/.aws/config", home);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	load(&config);
	expect_warning(&config, CONFIG_FILE, EISDIR);
	config_clear(&config);
}
END_TEST

START_TEST(warns_of_a_loop)
{
	struct config config;
	char path[128];

	snprintf(path, sizeof(path), "%s/.aws/config", home);
	ck_assert_int_eq(symlink("config", path), 0);
	load(&config);
	expect_warning(&config, CONFIG_FILE, ELOOP);
	config_clear(&config);
}
END_TEST

START_TEST(warns_of_a_forbidden_file)
{
	struct config config;

	if (geteuid() == 0)		/* root reads everything */
		return;
	write_file(".aws/credentials", "[a]\n", 0);
	load(&config);
	expect_warning(&config, CREDENTIALS_FILE, EACCES);
	config_clear(&config);
}
END_TEST

START_TEST(warns_of_a_file_beyond_the_limit)
{
	struct config config;
	char path[128];

	write_file(".aws/config", "", 0600);
	snprintf(path, sizeof(path), "%s/.aws/config", home);
	ck_assert_int_eq(truncate(path, 64 * 1024 * 1024 + 1), 0);
	load(&config);
	expect_warning(&config, CONFIG_FILE, EFBIG);
	config_clear(&config);
}
END_TEST

START_TEST(names_the_file_in_an_error)
{
	struct config config = CONFIG_INIT;
	struct error err;
	char expected[128];

	write_file(".aws/credentials", "[a]\nk\n", 0600);
	snprintf(expected, sizeof(expected), "%s/.aws/credentials:2: ", home);
	ck_assert(!config_load(&config, &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_int_eq(strncmp(err.message, expected, strlen(expected)), 0);
	config_clear(&config);
}
END_TEST

/* Only where a path needs it, and in words, not as a missing profile. */
START_TEST(misses_home_where_it_is_needed)
{
	static const char *const values[] = { NULL, "" };
	struct config config = CONFIG_INIT;
	struct error err;

	if (values[_i] == NULL)
		unsetenv("HOME");
	else
		setenv("HOME", values[_i], 1);
	ck_assert(!config_load(&config, &err));
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_str_eq(err.message, "HOME is not set, so there is no ~/.aws/config");
	config_clear(&config);
	setenv("AWS_CONFIG_FILE", "/dev/null", 1);
	ck_assert(!config_load(&config, &err));
	ck_assert_str_eq(err.message, "HOME is not set, so there is no ~/.aws/credentials");
	config_clear(&config);
	setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null", 1);
	load(&config);
	ck_assert(config.file[CONFIG_FILE].present);
	ck_assert_uint_eq(config.warnings, 0);
	config_clear(&config);
}
END_TEST

START_TEST(refuses_a_path_that_is_too_long)
{
	struct config config = CONFIG_INIT;
	struct error err;
	char path[5000];

	memset(path, 'x', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	setenv("AWS_CONFIG_FILE", path, 1);
	ck_assert(!config_load(&config, &err));
	ck_assert_ptr_nonnull(strstr(err.message, "is too long"));
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config, the files");
	TCase *cases = tcase_create("files");

	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_set_timeout(cases, 60);		/* the file beyond the limit, under a sanitizer */
	tcase_add_test(cases, reads_both_files);
	tcase_add_test(cases, lets_default_files_be_missing);
	tcase_add_loop_test(cases, follows_variables, 0, COUNT(paths));
	tcase_add_test(cases, reads_what_a_variable_names);
	tcase_add_test(cases, warns_of_a_named_file_that_is_missing);
	tcase_add_test(cases, warns_of_a_directory);
	tcase_add_test(cases, warns_of_a_loop);
	tcase_add_test(cases, warns_of_a_forbidden_file);
	tcase_add_test(cases, warns_of_a_file_beyond_the_limit);
	tcase_add_test(cases, names_the_file_in_an_error);
	tcase_add_loop_test(cases, misses_home_where_it_is_needed, 0, 2);
	tcase_add_test(cases, refuses_a_path_that_is_too_long);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
