/* shells.c - the list of shells, and looking one up */
#include "shell/shells.h"

#include <string.h>

#define ADDRESS(name) &shell_##name,
const struct shell *const shells[] = { SHELLS(ADDRESS) NULL };
#undef ADDRESS

static bool
is_called(const struct shell *shell, const char *name)
{
	return strcmp(shell->name, name) == 0 ||
	    (shell->aliases != NULL && report_has_word(shell->aliases, name));
}

const struct shell *
shells_find(const char *name)
{
	size_t i;

	for (i = 0; shells[i] != NULL; i++)
		if (is_called(shells[i], name))
			return shells[i];
	return NULL;
}

const struct shell *
shells_find_hooked(const char *name)
{
	const struct shell *shell = shells_find(name);

	return shell == NULL || shell->hook == NULL || strcmp(shell->name, name) != 0 ? NULL : shell;
}

/* How many with a hook there are from position I on. */
static size_t
count_hooked(size_t i)
{
	size_t count = 0;

	for (; shells[i] != NULL; i++)
		count += shells[i]->hook != NULL;
	return count;
}

void
shells_write_hooked(struct secret *out)
{
	static const char *const after[] = { "", " or ", ", " };
	size_t i, rest;

	for (i = 0; shells[i] != NULL; i++) {
		rest = count_hooked(i + 1);
		if (shells[i]->hook != NULL)
			secret_printf(out, "%s%s", shells[i]->name, after[rest < 2 ? rest : 2]);
	}
}
