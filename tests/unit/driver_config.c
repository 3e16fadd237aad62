/* driver_config.c - config_parse for tests that compare it with another reader of the same files
 *
 *	driver_config config|credentials FILE...
 *
 * Prints for each FILE words that each end in a NUL: "profile", its name and "" for each section of a profile;
 * "key", its name and value for each property that is none below another, "below", its name and value for each that
 * is, which belongs to the key before; "error", the line's message and "" if the file is refused; then "end", "", "".
 */
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "profile/config_table.h"

static void
print(const char *kind, const char *name, const char *value)
{
	fwrite(kind, 1, strlen(kind) + 1, stdout);
	fwrite(name, 1, strlen(name) + 1, stdout);
	fwrite(value, 1, strlen(value) + 1, stdout);
}

static void
print_section(const struct config *config, const struct config_section *section)
{
	const struct config_property *property;
	uint32_t i;

	print("profile", section->name, "");
	for (i = 0; i < section->count; i++) {
		property = &config->property[section->first + i];
		print(property->parent == 0 ? "key" : "below",
		    config_table_text(config, section->file, property->key),
		    config_table_text(config, section->file, property->value));
	}
}

static void
read_file(enum config_file file, const char *path)
{
	struct config config = CONFIG_INIT;
	struct secret text = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	struct stat info;
	size_t i;

	if (!io_read_file(path, (size_t)1 << 20, &text, &info, &err) || !config_parse(&config, file, &text, &err))
		print("error", err.message, "");
	else
		for (i = 0; i < config.sections; i++)
			if (!config.section[i].is_services)
				print_section(&config, &config.section[i]);
	print("end", "", "");
	secret_clear(&text);
	config_clear(&config);
}

int
main(int argc, char **argv)
{
	enum config_file file = argc > 1 && strcmp(argv[1], "credentials") == 0 ? CREDENTIALS_FILE : CONFIG_FILE;
	int i;

	for (i = 2; i < argc; i++)
		read_file(file, argv[i]);
	return fflush(stdout) == 0 ? 0 : 1;
}
