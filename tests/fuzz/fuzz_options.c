/* fuzz_options.c - a command line of any words, each on a line of the input */
#include "base/options.h"
#include "fuzz.h"

#define MOST 40

static const struct option_spec table[] = {
	{ 1, 'p', "profile", "NAME", "a value", "name" }, { 2 | OPTION_COSTLY, 'f', "force", NULL, "a flag", NULL },
	{ 3, 0, "format", "F", "no letter", NULL }, { OPTION_QUIET, 'q', "quiet", NULL, "a flag", NULL },
	{ OPTION_RETIRED, 0, "setup", "edit the file", NULL, NULL }, { 0 }
};
static const struct option_spec *const tables[] = { table, NULL };

static void
read_words(const char *text, enum options_order order)
{
	char *copy = strdup(text), *rest = copy, *argv[MOST + 1];
	struct options options;
	struct error err = { .status = STATUS_DONE };
	int argc = 0, i;

	require(copy != NULL);
	while (*rest != '\0' && argc < MOST)
		argv[argc++] = fuzz_line(&rest);
	argv[argc] = NULL;
	if (!options_parse(&options, tables, order, argc, argv, &err))
		require(err.status == STATUS_USAGE && err.message[0] != '\0');
	require(options.count >= 0 && options.count <= argc && options.arguments[options.count] == NULL);
	for (i = 0; i < options.count; i++)
		require(options.arguments[i] >= copy && options.arguments[i] <= rest);
	for (i = 0; i < OPTION_COUNT; i++)
		require(options.value[i] == NULL || strlen(options.value[i]) <= strlen(text));
	require(strstr(err.hint, "--force") == NULL);	/* nobody is led to what costs */
	free(copy);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len);

	read_words(text, OPTIONS_ANYWHERE);
	read_words(text, OPTIONS_FIRST);
	free(text);
	return 0;
}
