/* check_files.c - ~/.aws/config and ~/.aws/credentials: present, readable, private, and understood */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/environment.h"
#include "doctor/remedy.h"
#include "profile/file_warnings.h"

#define CHECK "files"
#define DIRECTORY_SIZE 4096

/* Adds as a remedy COMMAND with the path of FILE. */
static void
remedy_for(struct checkup *checkup, const char *command, const char *path)
{
	struct secret word = SECRET_INIT;

	remedy_word(&word, checkup, path);
	finding_remedy(&checkup->findings, "%s %s", command, secret_text(&word));
	secret_clear(&word);
}

/* Why a file could not be read, and what to do: a variable names the wrong file, or its mode forbids it. */
static void
tell_unreadable(struct checkup *checkup, const struct config_warning *warning)
{
	static const char *const variables[CONFIG_FILES] = {
		[CONFIG_FILE] = "AWS_CONFIG_FILE", [CREDENTIALS_FILE] = "AWS_SHARED_CREDENTIALS_FILE",
	};
	const char *path = checkup->plan.config.file[warning->file].path, *variable = variables[warning->file];
	bool named = environment_get(variable) != NULL;

	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM, "%s%s%s%s %s", path,
	    named ? " (" : "", named ? variable : "", named ? ")" : "", warning->text);
	if (access(path, F_OK) == 0 && access(path, R_OK) != 0)
		remedy_for(checkup, "chmod u+r", path);
	else if (named)
		remedy_unset(checkup, variable);
	else
		finding_remedy(&checkup->findings, "put a readable file there, or remove it");
}

static void
tell_warnings(struct checkup *checkup)
{
	const struct config *config = &checkup->plan.config;
	const struct config_warning *warning;
	size_t i;

	for (i = 0; i < config->warnings; i++) {
		warning = &config->warning[i];
		if (warning->line == 0) {
			tell_unreadable(checkup, warning);
			continue;
		}
		finding_add(&checkup->findings, CHECK, FINDING_WARNING, "%s:%d: %s",
		    config->file[warning->file].path, warning->line, warning->text);
	}
}

/* Sections that no AWS tool reads. */
static void
tell_bare(struct checkup *checkup)
{
	const struct config *config = &checkup->plan.config;
	const char *path = config->file[CONFIG_FILE].path;
	size_t i;

	for (i = 0; i < config->bares; i++) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "no tool reads [%s] in %s: it lacks the word 'profile'",
		    config->bare[i], path);
		finding_remedy(&checkup->findings, "write [profile %s] instead of [%s] in %s", config->bare[i],
		    config->bare[i], path);
	}
}

/* Anyone who can write to the directory can replace this file. TOLD: the directory that
 * was found before, and then this one. */
static bool
tell_directory(struct checkup *checkup, const char *path, char told[DIRECTORY_SIZE])
{
	char directory[DIRECTORY_SIZE];
	struct stat info;
	char *slash;

	snprintf(directory, sizeof(directory), "%s", path);
	slash = strrchr(directory, '/');
	if (slash == NULL || slash == directory)
		return true;
	*slash = '\0';
	if (stat(directory, &info) != 0 || (info.st_mode & 022) == 0 || (info.st_mode & S_ISVTX) != 0)
		return true;
	if (strcmp(told, directory) == 0)	/* the other file is in it too */
		return false;
	memcpy(told, directory, sizeof(directory));
	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM, "other users can change what is in %s", directory);
	remedy_for(checkup, "chmod go-w", directory);
	return false;
}

/* Whether others can read the keys, or change what awsmfa runs and whom it asks. */
static bool
tell_mode(struct checkup *checkup, enum config_file file, char told[DIRECTORY_SIZE])
{
	const char *path = checkup->plan.config.file[file].path;
	mode_t mode = checkup->plan.config.file[file].mode;

	if ((mode & 077) != 0 && file_warnings_holds_secret(&checkup->plan.config, file)) {
		finding_add(&checkup->findings, CHECK, FINDING_PROBLEM, "other users can %s %s, which contains keys",
		    (mode & 044) == 0 ? "change" : (mode & 022) != 0 ? "read and change" : "read", path);
		remedy_for(checkup, "chmod 600", path);
		return false;
	}
	if ((mode & 022) == 0)
		return tell_directory(checkup, path, told);
	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
	    "other users can change %s, which says what awsmfa runs and whom it asks",
	    path);
	remedy_for(checkup, "chmod go-w", path);
	return false;
}

static void
tell_files(struct checkup *checkup)
{
	const struct config *config = &checkup->plan.config;
	size_t profiles = 0, position = 0, file;
	char told[DIRECTORY_SIZE] = "";		/* the directory that others can write to */

	while (config_next_profile(config, &position) != NULL)
		profiles++;
	for (file = 0; file < CONFIG_FILES; file++)
		if (config->file[file].is_regular && tell_mode(checkup, (enum config_file)file, told))
			finding_add(&checkup->findings, CHECK, FINDING_OK,
			    file == CREDENTIALS_FILE ? "%s is yours alone" : "%s is yours alone to change",
			    config->file[file].path);
	if (profiles == 0 && !config->file[CONFIG_FILE].present && !config->file[CREDENTIALS_FILE].present)
		finding_add(&checkup->findings, CHECK, FINDING_WARNING, "there is neither %s nor %s",
		    config->file[CONFIG_FILE].path, config->file[CREDENTIALS_FILE].path);
	else
		finding_add(&checkup->findings, CHECK, FINDING_OK, "%zu profile%s", profiles, profiles == 1 ? "" : "s");
}

void
check_files(struct checkup *checkup)
{
	struct error err = { .status = STATUS_DONE };

	checkup->has_files = config_load(&checkup->plan.config, &err);
	if (!checkup->has_files) {
		finding_add_error(&checkup->findings, CHECK, FINDING_PROBLEM, &err);
		if (err.hint[0] == '\0')
			finding_remedy(&checkup->findings, "fix that line in an editor");
		return;
	}
	tell_files(checkup);
	tell_warnings(checkup);
	tell_bare(checkup);
}
