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

void
file_warnings_tell_modes(const struct config *config)
{
	size_t i;

	for (i = 0; i < CONFIG_FILES; i++)	/* whoever can write it decides what is run and whom we ask */
		if (config->file[i].present && (config->file[i].mode & 022) != 0)
			notice_warn("other users can change %s: chmod go-w %s", config->file[i].path,
			    config->file[i].path);
	if (config->file[CREDENTIALS_FILE].present && (config->file[CREDENTIALS_FILE].mode & 077) != 0)
		notice_warn("other users can read %s: chmod 600 %s", config->file[CREDENTIALS_FILE].path,
		    config->file[CREDENTIALS_FILE].path);
}
