/* config_load.c - the two files, found and read
 *
 * Rules 1 to 8 are those of config_grammar.c, 9 is that of config_table.c, 10 and 14 are those of config_get.c.
 *
 * 11. A file that is missing is empty. One that cannot be read is empty too, with a warning, and so is a
 *     missing one that a variable names. A pipe that stays silent MUST NOT hold us for ever, and a device is
 *     not read.
 * 12. AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the files, else they are ~/.aws/config and
 *     ~/.aws/credentials. A leading ~/ is $HOME, never the password database's idea of it: that could
 *     ask the network. An empty variable is an unset one.
 * 13. What the files hold MUST NOT be copied anywhere; config_clear wipes it.
 */
#include "profile/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "base/home.h"
#include "base/io.h"
#include "profile/config_table.h"
#include "profile/include.h"

#define MOST_BYTES	((size_t)64 * 1024 * 1024)

static const struct {
	const char	*variable;
	const char	*path;
} files[CONFIG_FILES] = {
	[CONFIG_FILE]		= { "AWS_CONFIG_FILE",			"~/.aws/config" },
	[CREDENTIALS_FILE]	= { "AWS_SHARED_CREDENTIALS_FILE",	"~/.aws/credentials" },
};

/* Rule 12. The result is to be freed; NULL: ERR says why. */
static char *
expand(const char *path, struct error *err)
{
	if (strncmp(path, "~/", 2) == 0 && !home_is_meant(path)) {
		error_set(err, STATUS_LOCAL, "HOME is not set, so there is no %s", path);
		error_hint(err, "set HOME, or name the files with %s and %s", files[CONFIG_FILE].variable,
		    files[CREDENTIALS_FILE].variable);
		return NULL;
	}
	return home_expand(path, err);
}

/* Rule 11. */
static bool
load_file(struct config *config, enum config_file file, struct error *err)
{
	const char *named = environment_get(files[file].variable);
	char *path = expand(named == NULL ? files[file].path : named, err);
	struct secret text = SECRET_INIT;
	struct error why = { .status = STATUS_DONE };
	struct stat info;
	bool ok = false;

	if (path == NULL)
		return false;
	config->file[file].path = config->file[file].path_text = path;
	if (io_read_file(path, MOST_BYTES, &text, &info, &why)) {
		config->file[file].present = true;
		config->file[file].is_regular = S_ISREG(info.st_mode);
		config->file[file].mode = info.st_mode & 07777;
		ok = config_parse(config, file, &text, err);
	} else if (text.failed) {
		error_memory(err);
	} else {
		ok = true;
		if (named != NULL || (errno != ENOENT && errno != ENOTDIR))
			config_table_warn(config, file, 0, NULL, "cannot be read: %s",
			    why.brief[0] == '\0' ? strerror(errno) : why.brief);
	}
	secret_clear(&text);
	return ok;
}

bool
config_load(struct config *config, struct error *err)
{
	struct error second;
	bool ok = load_file(config, CONFIG_FILE, err);

	ok = load_file(config, CREDENTIALS_FILE, ok ? err : &second) && ok;
	if (ok)
		include_warn(config);
	return ok;
}
