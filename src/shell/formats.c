#include "shell/formats.h"

#include <string.h>

#include "shell/document.h"
#include "shell/shells.h"

/* Those that no shell evaluates. */
static const struct {
	const char	*name;
	const struct format *format;
} documents[] = {
	{ "dotenv", &format_dotenv }, { "process", &format_process }, { "json", &format_json },
};
#define DOCUMENTS (sizeof(documents) / sizeof(documents[0]))

const struct format *
formats_find(const char *name)
{
	const struct shell *shell = shells_find(name);
	size_t i;

	if (shell != NULL)
		return shell->format;
	for (i = 0; i < DOCUMENTS; i++)
		if (strcmp(documents[i].name, name) == 0)
			return documents[i].format;
	return NULL;
}

const struct format *
formats_default(void)
{
	return shells[0]->format;
}

void
formats_write_names(struct secret *out)
{
	size_t i;

	for (i = 0; shells[i] != NULL; i++) {
		secret_printf(out, "%s ", shells[i]->name);
		if (shells[i]->aliases != NULL)
			secret_printf(out, "%s ", shells[i]->aliases);
	}
	for (i = 0; i < DOCUMENTS; i++)
		secret_printf(out, "%s%s", i == 0 ? "" : " ", documents[i].name);
}
