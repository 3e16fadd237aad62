#include "base/options.h"

#include <string.h>

#include "base/suggestion.h"

static char given[] = "";	/* the value of a flag */

struct reader {
	struct options				*options;
	const struct option_spec *const	*tables;
	char					**argv;		/* ends in NULL */
	int					  next;		/* the element after the current one */
};

static bool
is_among(const char *words, const char *name, size_t length)
{
	const char *word = words;

	while (word != NULL && *word != '\0') {
		if (strncmp(word, name, length) == 0 && (word[length] == ' ' || word[length] == '\0'))
			return true;
		word = strchr(word, ' ');
		if (word != NULL)
			word++;
	}
	return false;
}

static const struct option_spec help = { OPTION_HELP, 'h', "help", NULL, "show this help", NULL };

static const struct option_spec *
find_long(const struct option_spec *const *tables, const char *name, size_t length)
{
	const struct option_spec *spec;

	for (; *tables != NULL; tables++)
		for (spec = *tables; spec->id != 0; spec++)
			if ((strncmp(spec->name, name, length) == 0 && spec->name[length] == '\0') ||
			    is_among(spec->aliases, name, length))
				return spec;
	return strncmp(help.name, name, length) == 0 && help.name[length] == '\0' ? &help : NULL;
}

static const struct option_spec *
find_short(const struct option_spec *const *tables, char letter)
{
	const struct option_spec *spec;

	for (; *tables != NULL; tables++)
		for (spec = *tables; spec->id != 0; spec++)
			if (spec->letter == letter)
				return spec;
	return letter == help.letter ? &help : NULL;
}

static void
consider(struct suggestion *nearest, const struct option_spec *spec)
{
	if (spec->id == OPTION_RETIRED)
		return;
	if ((spec->id & OPTION_COSTLY) != 0)
		suggestion_avoid(nearest, spec->name);
	else
		suggestion_offer(nearest, spec->name);
}

static bool
unknown_long(const struct reader *reader, const char *name, size_t length, struct error *err)
{
	const struct option_spec *const *tables;
	const struct option_spec *spec;
	struct suggestion nearest;
	char typed[64];

	error_set(err, STATUS_USAGE, "unknown option '--%.*s'", (int)length, name);
	if (length >= sizeof(typed))
		return false;
	memcpy(typed, name, length);
	typed[length] = '\0';
	suggestion_begin(&nearest, typed);
	for (tables = reader->tables; *tables != NULL; tables++)
		for (spec = *tables; spec->id != 0; spec++)
			consider(&nearest, spec);
	if (nearest.best != NULL)
		error_hint(err, "did you mean --%s?", nearest.best);
	return false;
}

static bool
take(struct reader *reader, const struct option_spec *spec, char *value, struct error *err)
{
	if (spec->id == OPTION_RETIRED) {
		error_set(err, STATUS_USAGE, "option '--%s' does not exist here", spec->name);
		return error_hint(err, "%s", spec->argument);
	}
	if (spec->argument == NULL && value != NULL)
		return error_set(err, STATUS_USAGE, "option '--%s' takes no value", spec->name);
	if (spec->argument != NULL && value == NULL) {
		if (reader->argv[reader->next] == NULL)
			return error_set(err, STATUS_USAGE, "option '--%s' needs a value: %s", spec->name,
			    spec->argument);
		value = reader->argv[reader->next++];
	}
	reader->options->value[spec->id & ~OPTION_COSTLY] = value == NULL ? given : value;
	return true;
}

static bool
read_long(struct reader *reader, char *name, struct error *err)
{
	size_t length = strcspn(name, "=");
	const struct option_spec *spec = find_long(reader->tables, name, length);

	if (spec == NULL)
		return unknown_long(reader, name, length, err);
	return take(reader, spec, name[length] == '=' ? name + length + 1 : NULL, err);
}

static bool
read_cluster(struct reader *reader, char *letters, struct error *err)
{
	const struct option_spec *spec;

	for (; *letters != '\0'; letters++) {
		spec = find_short(reader->tables, *letters);
		if (spec == NULL)
			return error_set(err, STATUS_USAGE, "unknown option '-%c'", *letters);
		if (spec->argument != NULL)
			return take(reader, spec, letters[1] != '\0' ? letters + 1 : NULL, err);
		if (!take(reader, spec, NULL, err))
			return false;
	}
	return true;
}

bool
options_parse(struct options *options, const struct option_spec *const *tables, enum options_order order, int argc,
    char **argv, struct error *err)
{
	struct reader reader = { options, tables, argv, 0 };
	struct error mistake;
	bool ok = true, good;
	char *word;

	*options = (struct options){ .arguments = argv };
	while (reader.next < argc && (order == OPTIONS_ANYWHERE || options->count == 0)) {
		word = argv[reader.next++];
		if (strcmp(word, "--") == 0)
			break;
		good = true;
		if (strncmp(word, "--", 2) == 0)
			good = read_long(&reader, word + 2, &mistake);
		else if (word[0] == '-' && word[1] != '\0')
			good = read_cluster(&reader, word + 1, &mistake);
		else
			argv[options->count++] = word;
		if (!good && ok)
			*err = mistake;
		ok = ok && good;
	}
	while (reader.next < argc)
		argv[options->count++] = argv[reader.next++];
	argv[options->count] = NULL;
	return ok;
}
