#include "profile/file_warnings.h"

#include <string.h>

#include "base/notice.h"

static void
tell(const char *path, const struct config_warning *warning)
{
	if (warning->line == 0)		/* it is about the whole file */
		notice_warn("%s: %s", path, warning->text);
	else
		notice_warn("%s:%d: %s", path, warning->line, warning->text);
}

static bool
is_about(const struct config_warning *warning, const char *profile)
{
	return profile != NULL && strcmp(warning->profile, profile) == 0;
}

void
file_warnings_tell(const struct config *config, const struct file_warnings_about *about)
{
	const struct config_warning *warning;
	size_t i;

	for (i = 0; i < config->warnings; i++) {
		warning = &config->warning[i];
		if (warning->profile == NULL || is_about(warning, about->profile) || is_about(warning, about->source) ||
		    is_about(warning, about->long_term))
			tell(config->file[warning->file].path, warning);
	}
}

bool
file_warnings_holds_secret(const struct config *config, enum config_file file)
{
	static const enum config_key keys[] = {
		KEY_AWS_SECRET_ACCESS_KEY, KEY_AWS_SESSION_TOKEN, KEY_AWS_SECURITY_TOKEN
	};
	const char *profile;
	size_t position = 0, i;

	while ((profile = config_next_profile(config, &position)) != NULL)
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			if (config_get_from(config, file, profile, keys[i], NULL) != NULL)
				return true;
	return false;
}

static void
tell_mode(const struct config *config, enum config_file file)
{
	const char *path = config->file[file].path;
	mode_t mode = config->file[file].mode;

	if (!config->file[file].is_regular)
		return;
	if ((mode & 022) != 0)
		notice_warn("other users can change %s: chmod go-w %s", path, path);
	if ((mode & 044) != 0 && file_warnings_holds_secret(config, file))
		notice_warn("other users can read %s: chmod 600 %s", path, path);
}

void
file_warnings_tell_modes(const struct config *config)
{
	tell_mode(config, CONFIG_FILE);
	tell_mode(config, CREDENTIALS_FILE);
}
