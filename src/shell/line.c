#include "shell/line.h"

#include <string.h>

/* What a line says: two texts, either may be NULL. */
struct said {
	const char	*one;
	const char	*other;
};

typedef void write_line(struct secret *out, const struct shell *shell, const struct said *said);

/* Writes the line for SHELL, or for all that it may be. */
static void
write(struct secret *out, const struct shell *shell, write_line *line, const struct said *said)
{
	size_t i;

	if (shell != NULL) {
		line(out, shell, said);
		return;
	}
	line(out, shells[0], said);
	for (i = 1; shells[i] != NULL; i++)
		if (shells[i]->hook != NULL && shells[i]->format != shells[0]->format) {
			secret_printf(out, " (%s: ", shells[i]->name);
			line(out, shells[i], said);
			secret_puts(out, ")");
		}
}

void
line_word(struct secret *out, const struct shell *shell, const char *text)
{
	format_word(out, shell == NULL ? shells[0]->format : shell->format, text);
}

static void
write_set(struct secret *out, const struct shell *shell, const struct said *said)
{
	secret_printf(out, "%s%s%s%s", shell->set_before, said->one, shell->set_between, said->other);
}

/* If no word in the line can be PROFILE, a variable says it before. */
static bool
name_before(struct secret *out, const struct shell *shell, const char *profile)
{
	struct secret word = SECRET_INIT;

	if (shell->env_bars == NULL || profile[strcspn(profile, shell->env_bars)] == '\0')
		return false;
	line_word(&word, shell, profile);
	write_set(out, shell, &(struct said){ "AWS_PROFILE", secret_text(&word) });
	secret_puts(out, "; ");
	secret_clear(&word);
	return true;
}

static void
write_env(struct secret *out, const struct shell *shell, const struct said *said)
{
	const char *option = said->one, *profile = said->other;

	if (profile != NULL && name_before(out, shell, profile))
		profile = NULL;
	secret_puts(out, shell->env_before);
	if (option != NULL)
		secret_printf(out, " %s", option);
	if (profile != NULL) {
		secret_puts(out, *profile == '-' ? " -p " : " ");
		line_word(out, shell, profile);
	}
	secret_puts(out, shell->env_after);
}

void
line_env(struct secret *out, const struct shell *shell, const char *option, const char *profile)
{
	write(out, shell, write_env, &(struct said){ option, profile });
}

void
line_use(struct secret *out, const struct shell *shell, bool hooked, const char *profile)
{
	if (!hooked) {
		line_env(out, shell, NULL, profile);
		return;
	}
	secret_puts(out, "awsmfa use");
	if (profile != NULL) {
		secret_puts(out, *profile == '-' ? " -p " : " ");
		line_word(out, shell, profile);
	}
}

void
line_set(struct secret *out, const struct shell *shell, const char *name, const char *value)
{
	write(out, shell, write_set, &(struct said){ name, value });
}

static void
write_path(struct secret *out, const struct shell *shell, const struct said *said)
{
	secret_printf(out, "%sPATH%s", shell->set_before, shell->set_between);
	line_word(out, shell, said->one);
	secret_puts(out, shell->path_rest);
}

void
line_path(struct secret *out, const struct shell *shell, const char *directory)
{
	write(out, shell, write_path, &(struct said){ directory, NULL });
}

static void
write_unset(struct secret *out, const struct shell *shell, const struct said *said)
{
	const char *names = said->one;
	size_t length;

	secret_puts(out, shell->unset_before);
	for (; *names != '\0'; names += length + (names[length] == ' ')) {
		length = strcspn(names, " ");
		secret_printf(out, "%s%.*s", names == said->one ? "" : shell->unset_between, (int)length, names);
	}
}

void
line_unset(struct secret *out, const struct shell *shell, const char *names)
{
	write(out, shell, write_unset, &(struct said){ names, NULL });
}
