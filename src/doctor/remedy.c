#include "doctor/remedy.h"

#include "shell/line.h"

static void
add(struct checkup *checkup, struct secret *line)
{
	finding_remedy(&checkup->findings, "%s", secret_text(line));
	secret_clear(line);
}

void
remedy_unset(struct checkup *checkup, const char *names)
{
	struct secret line = SECRET_INIT;

	line_unset(&line, checkup->shell, names);
	add(checkup, &line);
}

void
remedy_set(struct checkup *checkup, const char *name, const char *value)
{
	struct secret line = SECRET_INIT;

	line_set(&line, checkup->shell, name, value);
	add(checkup, &line);
}

void
remedy_path(struct checkup *checkup, const char *directory)
{
	struct secret line = SECRET_INIT;

	line_path(&line, checkup->shell, directory);
	add(checkup, &line);
}

void
remedy_session(struct checkup *checkup)
{
	struct secret line = SECRET_INIT;

	line_use(&line, checkup->shell, state_is_hooked(&checkup->terminal.state), NULL);
	add(checkup, &line);
}

void
remedy_word(struct secret *out, const struct checkup *checkup, const char *text)
{
	line_word(out, checkup->shell, text);
}
